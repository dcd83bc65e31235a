import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { foundPractice } from '../../features/practice/index.ts'
import type { App } from '../../platform/context.ts'
import { readSettings } from '../../platform/settings.ts'
import { discardHalfDemo, installationOf, loadDemoIfWanted } from './demo.ts'
import { bringUpToDate } from './migrate.ts'
import { assembleProgram, openPostgres } from './program.ts'

const base = fs.mkdtempSync(path.join(os.tmpdir(), 'anteroom-demo-'))
fs.chmodSync(base, 0o755)
afterAll(() => fs.rmSync(base, { recursive: true, force: true }))

let loads = 0
const load = async (app: App) => {
  loads++
  await foundPractice(app, { name: 'Demo Clinic', zone: 'America/New_York', demo: true }, async () => undefined)
}

/** One start of the program on a folder, as far as the demo clinic goes. */
async function start(folder: string, ask: { empty?: boolean; load?: typeof load } = {}) {
  const settings = readSettings({ ANTEROOM_DATA: path.join(base, folder) })
  let discarded = false
  const postgres = await openPostgres(settings, {
    prepare: async held => {
      if (ask.empty) held.note({ empty: true })
      discarded = await discardHalfDemo(held)
    },
  })
  const program = assembleProgram(settings, postgres)
  try {
    await bringUpToDate(program.app)
    const found = await loadDemoIfWanted(program.app, postgres.folder, { demo: false, load: ask.load ?? load })
    return { found, discarded, now: await installationOf(program.app) }
  } finally {
    await program.close()
  }
}

test('a new data folder gets the demo clinic once; one cut off half way is thrown away and loaded again', async () => {
  const cutOff = async (app: App) => {
    await load(app)
    throw new Error('the power went away')
  }
  await expect(start('cut', { load: cutOff })).rejects.toThrow('the power went away')
  expect(await start('cut')).toEqual({ found: 'demo', discarded: true, now: 'demo' })
  const before = loads
  expect(await start('cut')).toEqual({ found: 'demo', discarded: false, now: 'demo' })
  expect(loads).toBe(before)
})

test('a folder begun empty stays empty at later starts, until somebody sets a practice up', async () => {
  expect((await start('empty', { empty: true })).now).toBe('empty')
  expect((await start('empty')).now).toBe('empty')
  const own = async (app: App) => {
    await foundPractice(app, { name: 'Our Practice', zone: 'America/New_York' }, async () => undefined)
  }
  const settings = readSettings({ ANTEROOM_DATA: path.join(base, 'empty') })
  const program = assembleProgram(settings, await openPostgres(settings))
  await own(program.app)
  await program.close()
  expect((await start('empty')).now).toBe('own')
})
