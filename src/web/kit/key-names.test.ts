import { expect, test } from 'vitest'
import { actsWhileTyping, keyName } from './key-names.ts'

const pressed = (key: string, held: Partial<KeyboardEvent> = {}) =>
  keyName({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held } as KeyboardEvent)

test('a key is named as the sheet of keys writes it', () => {
  expect(pressed('b')).toBe('b')
  expect(pressed('Escape')).toBe('Esc')
  expect(pressed('ArrowDown')).toBe('↓')
  expect(pressed(' ')).toBe('Space')
})

test('Shift counts for chords and named keys, but not for signs that need it', () => {
  expect(pressed('?', { shiftKey: true })).toBe('?')
  expect(pressed('ArrowDown', { shiftKey: true })).toBe('Shift ↓')
  expect(pressed('l', { ctrlKey: true, shiftKey: true })).toBe('Ctrl Shift L')
})

test('the command key of a Mac counts as Ctrl', () => {
  expect(pressed('k', { metaKey: true })).toBe('Ctrl K')
})

test('Alt and a letter is that letter where the keyboard makes another sign of it', () => {
  expect(pressed('h', { altKey: true })).toBe('Alt h')
  expect(pressed('˙', { altKey: true, code: 'KeyH' })).toBe('Alt h')
  expect(pressed('ArrowUp', { altKey: true })).toBe('Alt ↑')
})

test('while somebody types, chords and Esc act and letters do not', () => {
  expect(['Esc', 'Ctrl K', 'Alt ↓'].map(actsWhileTyping)).toEqual([true, true, true])
  expect(['b', 'Enter', '?', '['].map(actsWhileTyping)).toEqual([false, false, false, false])
})
