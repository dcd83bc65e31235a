import pg from 'pg'
import { expect, test } from 'vitest'
import { type LogLevel, makeLog } from './log.ts'

const clock = { now: () => Temporal.Instant.from('2027-03-14T07:30:00Z') }

function logOf(level: LogLevel) {
  const lines: string[] = []
  return { lines, log: makeLog({ level, clock, write: line => void lines.push(line) }) }
}

test('a line is one JSON object with time, level, code and the fields it was given', () => {
  const { lines, log } = logOf('info')
  log.info('server.ready', { port: 4180, adopted: true })
  expect(lines[0]?.endsWith('\n')).toBe(true)
  expect(JSON.parse(lines[0] ?? '')).toEqual({
    time: '2027-03-14T07:30:00.000Z',
    level: 'info',
    code: 'server.ready',
    port: 4180,
    adopted: true,
  })
})

test('a field outside the list is left out, and the line says which', () => {
  const { lines, log } = logOf('info')
  log.info('patient.seen', { family: 'Quimby', count: 1 })
  expect(lines[0]).not.toContain('Quimby')
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ count: 1, leftOut: ['family'] })
})

test('what a driver or a parser quotes from its input does not reach the log', () => {
  const { lines, log } = logOf('error')
  const fromDatabase = Object.assign(new pg.DatabaseError('invalid date: "Quimby 1961-02-03"', 10, 'error'), {
    code: '22007',
    detail: 'Key (family)=(Quimby) already exists.',
    constraint: 'patient_chart',
  })
  log.error(
    'http.failure',
    new Error(`could not send "Quimby" to quimby@example.org, (212) 555-0142`, { cause: fromDatabase }),
  )
  try {
    JSON.parse('Quimby, born 1961')
  } catch (cause) {
    log.error('import.failure', cause)
  }
  const text = lines.join('')
  expect(text).not.toMatch(/quimby|555|1961/i)
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    level: 'error',
    error: { kind: 'Error', cause: { kind: 'database', sqlstate: '22007', constraint: 'patient_chart' } },
  })
  expect(text).toContain('src/platform/log.test.ts')
})

test('the level decides what is written', () => {
  for (const [level, expected] of [
    ['off', 0],
    ['error', 1],
    ['info', 2],
  ] as const) {
    const { lines, log } = logOf(level)
    log.info('a')
    log.error('b', new Error('x'))
    expect(lines.length).toBe(expected)
  }
})
