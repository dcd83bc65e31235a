import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, expect, it } from 'vitest'
import { makeClinic } from '../src/features/simulator/index.ts'
import { buildWebServer } from '../src/servers/web-api/server.ts'
import { openWorld } from './world.ts'

const world = await openWorld()
await makeClinic(world.app, { practice: world.practice, seed: 3, providers: 3, patients: 40, weeks: 1 })
const server = await buildWebServer(world.app, { version: 'test' })
const url = await server.fastify.listen({ host: '127.0.0.1', port: 0 })
const token = await world.token('everything')
afterAll(() => server.close())

const run = async () =>
  (
    await promisify(execFile)('bash', ['docs/examples/day.sh'], {
      env: { ...process.env, ANTEROOM_URL: url, ANTEROOM_TOKEN: token },
    })
  ).stdout

it('docs/examples/day.sh drives the day by script: registers the first time, finds the second', async () => {
  const first = await run()
  expect(first).toMatch(/^registered/m)
  expect(first).toMatch(/^next available +2026-/m)
  expect(first).toMatch(/^waiting +.*Sampleson/m)
  expect(first).toMatch(/^state +checked-out/m)
  expect(first).toMatch(/schedule\.book-appointment/)
  const second = await run()
  expect(second).toMatch(/^found/m)
  const booked = await world.asOwner(
    `select count(*)::int as n from schedule.appointment a join patients.patient p on p.practice_id = a.practice_id and p.id = a.patient_id where p.family = 'Sampleson'`,
  )
  expect(booked).toEqual([{ n: 2 }])
})
