import pg from 'pg'
import type { Clock } from './clock.ts'

/** JSON lines about the program, never about a patient. Codes are fixed words ('http.failure'); what varies goes into fields. */
export type Log = {
  info(code: string, fields?: Record<string, string | number | boolean>): void
  error(code: string, error: unknown, fields?: Record<string, string | number | boolean>): void
}

export type LogLevel = 'info' | 'error' | 'off'

// What may be written: names of fields whose values are ours. A name, a phone number or a note has no field to travel in.
const allowedFields = new Set([
  'address',
  'adopted',
  'attempt',
  'bytes',
  'chore',
  'code',
  'count',
  'database',
  'event',
  'exitCode',
  'feature',
  'host',
  'job',
  'migration',
  'ms',
  'operation',
  'pid',
  'port',
  'practice',
  'reason',
  'requestId',
  'route',
  'signal',
  'status',
  'task',
  'version',
])

const longest = 300

/** The first line of a message without what stands in quotes, in brackets after "Key", or looks like an address or a number of a
 *  person: parsers and drivers quote their input, and their input is the patient's. */
function withoutValues(message: string): string {
  return (message.split('\n')[0] ?? '')
    .replace(/"[^"]*"|'[^']*'|`[^`]*`|“[^”]*”/g, '"…"')
    .replace(/\S+@\S+/g, '…@…')
    .replace(/\+?\d[\d\s().-]{4,}\d/g, '…')
    .slice(0, longest)
}

/** Where it happened: frames only, since the head of a stack repeats the message. */
const frames = (stack: string | undefined): string[] =>
  (stack ?? '')
    .split('\n')
    .filter(line => /^\s+at /.test(line))
    .slice(0, 8)
    .map(line => line.trim().replace(/(?:file:\/\/)?\/[^\s()]*?\/((?:src|node_modules|test|scripts)\/)/, '$1'))

function described(error: unknown, depth = 0): Record<string, unknown> {
  if (!(error instanceof Error)) return { kind: typeof error }
  const cause = error.cause && depth < 3 ? { cause: described(error.cause, depth + 1) } : {}
  if (error instanceof pg.DatabaseError) {
    // The message and the detail of the database may quote values; its code and the names of things never do.
    const { code, table, column, constraint, routine } = error
    return { kind: 'database', sqlstate: code, table, column, constraint, routine, at: frames(error.stack), ...cause }
  }
  const { code } = error as NodeJS.ErrnoException
  return { kind: error.name, code, message: withoutValues(error.message), at: frames(error.stack), ...cause }
}

function allowed(fields: Record<string, string | number | boolean>): Record<string, unknown> {
  const kept: Record<string, unknown> = {}
  const left: string[] = []
  for (const [name, value] of Object.entries(fields)) {
    if (allowedFields.has(name) && ['string', 'number', 'boolean'].includes(typeof value)) {
      kept[name] = typeof value === 'string' ? value.slice(0, longest) : value
    } else {
      left.push(name)
    }
  }
  return left.length > 0 ? { ...kept, leftOut: left } : kept
}

/** Makes the log. Lines go to `write`, by default standard error, so that standard output stays for what the operator asked. */
export function makeLog(ask: { level: LogLevel; clock: Clock; write?(line: string): void }): Log {
  const write = ask.write ?? (line => void process.stderr.write(line))
  const put = (level: 'info' | 'error', code: string, fields: Record<string, unknown>) =>
    write(
      `${JSON.stringify({ time: ask.clock.now().toString({ smallestUnit: 'millisecond' }), level, code, ...fields })}\n`,
    )
  return {
    info(code, fields = {}) {
      if (ask.level === 'info') put('info', code, allowed(fields))
    },
    error(code, error, fields = {}) {
      if (ask.level !== 'off') put('error', code, { ...allowed(fields), error: described(error) })
    },
  }
}
