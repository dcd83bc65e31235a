import { expect, it } from 'vitest'
import { together } from './send-note.ts'

it('puts two texts of one note together without losing or doubling either', () => {
  expect(together('theirs', 'mine')).toBe('theirs\nmine')
  expect(together('theirs\n', 'mine')).toBe('theirs\nmine')
  expect(together('begun', 'begun and gone on')).toBe('begun and gone on')
  expect(together('begun and gone on', 'begun')).toBe('begun and gone on')
  expect(together('', 'mine')).toBe('mine')
  expect(together('theirs', '')).toBe('theirs')
})
