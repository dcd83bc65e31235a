import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { settingsTable } from '../../platform/settings.ts'
import { runTool } from './main.ts'
import { subcommands } from './subcommands.ts'

async function asked(args: string[], environment: Record<string, string> = {}) {
  const out: string[] = []
  const err: string[] = []
  const status = await runTool(
    args,
    { out: text => void out.push(text), err: text => void err.push(text) },
    environment,
  )
  return { status, out: out.join('\n'), err: err.join('\n') }
}

test.each([[['--help']], [['start', '--help']], [['-h']], [['help']]])(
  '%j shows every subcommand and every setting',
  async args => {
    const { status, out } = await asked(args)
    expect(status).toBe(0)
    for (const name of [...Object.keys(subcommands), ...Object.keys(settingsTable)]) expect(out).toContain(name)
  },
)

test('each subcommand carries the name it is found by', async () => {
  for (const [name, load] of Object.entries(subcommands)) expect((await load()).name).toBe(name)
})

test.each([
  [['launch'], 64, 'launch'],
  [[], 64, '--help'],
  [['serve', '--onyl', 'web'], 64, '--onyl'],
  [['serve', '--only', 'fish'], 64, 'web|worker'],
  [['backup'], 64, 'backup DIR'],
  [['restore', 'a', 'b'], 64, 'restore DIR'],
  [['import', 'fhir'], 64, 'DIR|FILE'],
  [['restore', '/nowhere-at-all'], 65, 'no finished backup'],
])('%j ends with status %i and says %s', async (args, status, words) => {
  const answer = await asked(args)
  expect(answer.status).toBe(status)
  expect(answer.err).toContain(words)
  expect(answer.out).toBe('')
})

test('a backup of a data folder without a database is refused, and none is created', async () => {
  const { status, err } = await asked(['backup', 'to'], {
    ANTEROOM_DATA: path.join(tmpdir(), 'anteroom-has-no-data-here'),
  })
  expect([status, err.includes('There is no database')]).toEqual([65, true])
})

test('a wrong setting is refused by name before anything else happens', async () => {
  const { status, err } = await asked(['doctor'], { ANTEROOM_PORT: 'eighty' })
  expect([status, err.includes('ANTEROOM_PORT')]).toEqual([78, true])
})

test('with --json a refusal is one JSON object with code, message and advice', async () => {
  const { status, out, err } = await asked(['doctor', '--json'], { ANTEROOM_NOISE: '1' })
  expect([status, err]).toEqual([78, ''])
  expect(JSON.parse(out).error).toMatchObject({
    code: 'setting.unknown',
    message: expect.stringContaining('ANTEROOM_NOISE'),
  })
})

test('a server of DATABASE_URL is backed up by its own tools, and one that does not answer is named', async () => {
  const environment = { DATABASE_URL: 'postgres://somebody:hunter2@127.0.0.1:9/none' }
  const backup = await asked(['backup', path.join(tmpdir(), 'x')], environment)
  expect([backup.status, backup.err.includes('pg_basebackup')]).toEqual([64, true])
  const doctor = await asked(['doctor'], environment)
  expect([doctor.status, doctor.err.includes('DATABASE_URL')]).toEqual([69, true])
  expect(doctor.err).not.toContain('hunter2')
})
