import { expect, test } from 'vitest'
import { OfflineError, RefusedError } from '../kit/wire.ts'
import { en } from './en.ts'
import { fieldErrors, sayError } from './refusal-words.ts'
import { t, wordAt } from './say.ts'

const refused = (code: string, kind: string, facts: Record<string, unknown> = {}) =>
  new RefusedError({ code, kind, facts, status: 409 })

test('holes are filled and plurals chosen', () => {
  expect(t('frame.keys.go', { place: 'Inbox' })).toBe('Go to Inbox')
  expect(t('practice.roles.deeds', { n: 1 })).toBe('1\u00a0thing')
  expect(t('practice.roles.deeds', { n: 0 })).toBe('0\u00a0things')
  expect(t('practice.roles.deeds', { n: 12_034 })).toBe('12,034\u00a0things')
})

test('a refusal is told in its own words', () => {
  expect(sayError(refused('practice.npi-taken', 'conflict'))).toBe(en.practice.refusals.npiTaken)
})

test('a refusal without words of its own is told by its kind, and a bug as our fault', () => {
  expect(sayError(refused('practice.never-heard-of', 'busy'))).toBe(en.kit.errors.busy)
  expect(sayError(new OfflineError())).toBe(en.kit.errors.offline)
  expect(sayError(new TypeError('x'))).toBe(en.kit.errors.unknown)
})

test('what the server found wrong stands by field, without the words of programmers', () => {
  const error = refused('platform.invalid-input', 'invalid', {
    fields: [
      { path: 'password', message: 'Too small: expected string to have >=12 characters', code: 'too_small' },
      { path: 'npi', message: 'must be a National Provider Identifier', code: 'custom' },
    ],
  })
  expect(fieldErrors(error)).toEqual({
    password: en.kit.fields.tooShort,
    npi: 'Must be a National Provider Identifier.',
  })
  expect(fieldErrors(refused('practice.npi-taken', 'conflict'))).toEqual({})
})

test('no text is empty, and every plural knows both of its forms', () => {
  const look = (at: unknown, path: string): void => {
    const parts = typeof at === 'string' ? {} : (at as Record<string, unknown>)
    if (typeof at === 'string') expect(at.trim(), path).not.toBe('')
    if ('one' in parts) expect(Object.keys(parts).sort(), path).toEqual(['one', 'other'])
    for (const [name, part] of Object.entries(parts)) look(part, `${path}.${name}`)
  }
  look(en, 'en')
  expect(wordAt('no.such.path')).toBeUndefined()
})
