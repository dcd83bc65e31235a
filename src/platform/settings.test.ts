import path from 'node:path'
import { expect, test } from 'vitest'
import { projectFolder, readSettings, settingsHelp, settingsTable } from './settings.ts'

test('without any setting, the program listens on this machine alone and keeps its data in the project', () => {
  const settings = readSettings({})
  expect(settings).toMatchObject({ ANTEROOM_PORT: 4180, ANTEROOM_HOST: '127.0.0.1', DATABASE_URL: undefined })
  expect(settings.ANTEROOM_DATA).toBe(path.join(projectFolder, 'data'))
})

test('an empty setting counts as absent, and a relative folder starts at the project', () => {
  const settings = readSettings({ ANTEROOM_PORT: '', DATABASE_URL: '', ANTEROOM_DATA: 'other' })
  expect([settings.ANTEROOM_PORT, settings.DATABASE_URL]).toEqual([4180, undefined])
  expect(settings.ANTEROOM_DATA).toBe(path.join(projectFolder, 'other'))
})

test.each([
  ['ANTEROOM_PORT', '70000'],
  ['ANTEROOM_PORT', 'http'],
  ['ANTEROOM_PORT', '-1'],
  ['ANTEROOM_HOST', 'a b'],
  ['ANTEROOM_LOG', 'loud'],
  ['ANTEROOM_SECURE_COOKIES', 'true'],
  ['ANTEROOM_CONNECTIONS', '1'],
  ['DATABASE_URL', 'mysql://root:hunter2@example.org/x'],
])('%s=%s is refused by its name, without showing the value', (name, value) => {
  expect(() => readSettings({ [name]: value })).toThrow(name)
  expect(() => readSettings({ [name]: value })).not.toThrow('hunter2')
})

test('a setting nobody knows is refused: a slip of the pen must not silently do nothing', () => {
  expect(() => readSettings({ ANTEROOM_PROT: '80' })).toThrow('ANTEROOM_PROT')
})

test('what the scripts of docs/api.md keep in the same shell is not taken for one', () => {
  expect(readSettings({ ANTEROOM_URL: 'http://127.0.0.1:4180', ANTEROOM_TOKEN: 'x' }).ANTEROOM_PORT).toBe(4180)
})

test('help names every setting', () => {
  const text = settingsHelp().join('\n')
  for (const name of Object.keys(settingsTable)) expect(text).toContain(name)
})
