import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeEach, expect, inject, it } from 'vitest'
import { openBrowser, serve } from '../../../test/browser.ts'
import { cloneDatabase } from '../../../test/test-database.ts'
import { WORLD_NOW } from '../../../test/world.ts'
import { assembleApp } from '../../platform/app.ts'
import type { App } from '../../platform/context.ts'
import { features } from '../../servers/features.ts'
import type { WebServer } from '../../servers/web-api/server.ts'
import { foundPractice } from './found-practice.ts'

const dataFolder = mkdtempSync(path.join(tmpdir(), 'anteroom-empty-'))
const opened: { server: WebServer; drop(): Promise<void> }[] = []
let app: App
let server: WebServer
afterAll(async () => {
  for (const one of opened) {
    await one.server.close()
    await one.drop()
  }
  rmSync(dataFolder, { recursive: true, force: true })
})

// An empty installation for each case.
beforeEach(async () => {
  const { db, drop } = await cloneDatabase(inject('server'))
  const log = { info() {}, error() {} }
  app = assembleApp({ db, clock: { now: () => WORLD_NOW }, log, features, dataFolder })
  server = await serve(app)
  opened.push({ server, drop })
})

const setUp = {
  name: 'First Street Clinic',
  zone: 'America/Denver',
  managerName: 'Avery Example',
  managerEmail: 'Avery@Example.org',
  managerPassword: 'a long enough password',
}

it('sets the first practice up, with a manager who can sign in at once and a location', async () => {
  const browser = openBrowser(server)
  expect((await browser.get('practice/is-empty')).body).toEqual({ empty: true, demo: false })
  const made = await browser.post('practice/set-up-practice', setUp)
  expect(made.status).toBe(200)
  expect((await browser.get('practice/is-empty')).body).toEqual({ empty: false, demo: false })
  const signedIn = await browser.post('access/sign-in', { email: 'avery@example.org', password: setUp.managerPassword })
  expect(signedIn.body).toMatchObject({ staff: made.body.staff, mustChangePassword: false })
  const { body } = await browser.get('practice/overview')
  expect(body).toMatchObject({
    practice: { name: 'First Street Clinic', zone: 'America/Denver', idleLockMinutes: 10 },
    locations: [{ id: made.body.location, name: 'First Street Clinic', zone: 'America/Denver' }],
    staff: [{ id: made.body.staff, name: 'Avery Example', email: 'avery@example.org' }],
  })
  expect((body.roles as { key: string }[]).map(role => role.key)).toEqual([
    'secretary',
    'biller',
    'provider',
    'manager',
    'privacy-officer',
  ])
  const { rows } = await app.db.owner.query(
    'select actor_kind, deed, outcome from platform.audit_line order by id limit 1',
  )
  expect(rows).toEqual([{ actor_kind: 'nobody', deed: 'practice.set-up-practice', outcome: 'done' }])
})

it('lets one of many win who set up at the same moment', async () => {
  const answers = await Promise.all(
    Array.from({ length: 6 }, (_, n) =>
      openBrowser(server).post('practice/set-up-practice', {
        ...setUp,
        name: `Clinic ${n}`,
        managerEmail: `m${n}@example.org`,
      }),
    ),
  )
  expect(answers.map(answer => answer.status).sort()).toEqual([200, 409, 409, 409, 409, 409])
  expect(answers.find(answer => answer.status === 409)!.body.code).toBe('practice.already-set-up')
  const { rows } = await app.db.owner.query(
    'select (select count(*)::int from practice.practice) as practices, (select count(*)::int from practice.staff) as staff',
  )
  expect(rows).toEqual([{ practices: 1, staff: 1 }])
})

it('refuses an installation that is in use, and tells the demo clinic apart', async () => {
  await foundPractice(app, { name: 'Demo', zone: 'America/New_York', demo: true }, async () => null)
  const browser = openBrowser(server)
  expect((await browser.get('practice/is-empty')).body).toEqual({ empty: false, demo: true })
  expect((await browser.post('practice/set-up-practice', setUp)).body.code).toBe('practice.already-set-up')
})

it('names every field that will not do, and writes nothing', async () => {
  const answer = await openBrowser(server).post('practice/set-up-practice', {
    name: ' ',
    zone: 'America/Nowhere',
    managerName: '',
    managerEmail: 'avery',
    managerPassword: 'short',
  })
  expect(answer.status).toBe(400)
  const { fields } = answer.body.facts as { fields: { path: string }[] }
  expect(fields.map(field => field.path).sort()).toEqual([
    'managerEmail',
    'managerName',
    'managerPassword',
    'name',
    'zone',
  ])
  expect((await openBrowser(server).get('practice/is-empty')).body.empty).toBe(true)
})
