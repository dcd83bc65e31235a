import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { CannotStart, exitStatus } from './cannot-start.ts'

/** The folder of the program itself. */
export const projectFolder = fileURLToPath(new URL('../../', import.meta.url))

const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d+$/, 'must be a whole number')
    .transform(Number)
    .pipe(z.number().min(least, `must be ${least} or more`).max(most, `must be ${most} or less`))

const postgresUrl = z.string().refine(text => /^postgres(ql)?:\/\//.test(text) && URL.canParse(text), {
  message: 'must be a PostgreSQL address, postgres://user:password@host:5432/name',
})

const webAddress = z
  .string()
  .refine(text => /^https?:\/\//.test(text) && URL.canParse(text), { message: 'must be a web address, https://…' })
  .transform(text => text.replace(/\/+$/, ''))

const folder = z.string().transform(text => path.resolve(projectFolder, text))

/** Every setting of the program, in the order `--help` shows them: environment variable, meaning, default, and what it may be. */
export const settingsTable = {
  ANTEROOM_PORT: { is: 'Port of the web address; 0 takes any free one', usual: '4180', schema: wholeNumber(0, 65535) },
  ANTEROOM_HOST: {
    is: 'Network address to listen on; 0.0.0.0 opens it to the network (put TLS in front)',
    usual: '127.0.0.1',
    schema: z.string().regex(/^[\w.:-]+$/, 'must be an address or a host name'),
  },
  ANTEROOM_DATA: { is: 'Folder for the database and files', usual: 'data', schema: folder },
  DATABASE_URL: {
    is: 'A PostgreSQL (15 or newer) to use instead of the embedded one',
    usual: undefined,
    schema: postgresUrl.optional(),
  },
  ANTEROOM_LOG: {
    is: 'What the log on standard error holds: info, error, off',
    usual: 'error',
    schema: z.enum(['info', 'error', 'off']),
  },
  ANTEROOM_SECURE_COOKIES: {
    is: 'on when browsers come through https',
    usual: 'off',
    schema: z.enum(['on', 'off']).transform(text => text === 'on'),
  },
  ANTEROOM_PROXIES: {
    is: 'Addresses or networks of proxies in front, separated by commas: the browser address they pass on is believed',
    usual: undefined,
    schema: z
      .string()
      .regex(
        /^[0-9a-fA-F.:]+(\/\d{1,3})?(, ?[0-9a-fA-F.:]+(\/\d{1,3})?)*$/,
        'must be addresses or networks separated by commas',
      )
      .optional(),
  },
  ANTEROOM_REQUESTS_PER_MINUTE: {
    is: 'Requests one session may make in a minute',
    usual: '1200',
    schema: wholeNumber(10, 1_000_000),
  },
  ANTEROOM_CONNECTIONS: {
    is: 'Database connections of one process for requests',
    usual: '12',
    schema: wholeNumber(2, 500),
  },
  ANTEROOM_POSTGRES: {
    is: 'Folder of another PostgreSQL 18 (with bin/postgres) to run on the data folder',
    usual: undefined,
    schema: folder.optional(),
  },
  ANTEROOM_KEY: {
    is: 'Key of 64 hexadecimal digits for secrets kept in the database; without it, secrets/key in the data folder',
    usual: undefined,
    schema: z
      .string()
      .regex(/^[0-9a-fA-F]{64}$/, 'must be 64 hexadecimal digits')
      .optional(),
  },
  ANTEROOM_ADDRESS: {
    is: 'What browsers outside call this program: the start of links in messages to patients',
    usual: undefined,
    schema: webAddress.optional(),
  },
  ANTEROOM_SMTP_URL: {
    is: 'Mail server for messages to patients, smtps://user:password@host; without it they go into outbox/ in the data folder',
    usual: undefined,
    schema: z
      .string()
      .refine(text => /^smtps?:\/\//.test(text) && URL.canParse(text), { message: 'must be smtp://… or smtps://…' })
      .optional(),
  },
  ANTEROOM_MAIL_FROM: {
    is: 'Sender of messages to patients, front.desk@example.org',
    usual: undefined,
    schema: z.email('must be an e-mail address').optional(),
  },
  ANTEROOM_TEXT_URL: {
    is: 'Who carries text messages: gets {"to", "text"} as signed JSON; without it none are sent',
    usual: undefined,
    schema: webAddress.optional(),
  },
  ANTEROOM_TEXT_KEY: {
    is: 'Key that signs what ANTEROOM_TEXT_URL gets (HMAC-SHA-256), 16 characters at least',
    usual: undefined,
    schema: z.string().min(16, 'must have 16 characters at least').optional(),
  },
  ANTEROOM_BINARY_CACHE: {
    is: 'Where to copy PostgreSQL when its account cannot enter node_modules',
    usual: undefined,
    schema: folder.optional(),
  },
} as const

// What a script that uses the API keeps in the same shell (docs/api.md): not ours to read, and no slip of the pen.
const namesOfScripts = ['ANTEROOM_URL', 'ANTEROOM_TOKEN']

type Table = typeof settingsTable
export type Settings = { readonly [Name in keyof Table]: z.output<Table[Name]['schema']> }

const refuse = (code: string, sentence: string, advice: string) =>
  new CannotStart(code, sentence, advice, exitStatus.badSetting)

/** Reads the settings from the environment; an empty one counts as absent. Throws CannotStart naming a setting that is not
 *  known (a slip of the pen would otherwise silently do nothing) or has a value it may not have. Values are never shown: an
 *  address may carry a password. */
export function readSettings(environment: Record<string, string | undefined> = process.env): Settings {
  const names = Object.keys(settingsTable)
  for (const name of Object.keys(environment)) {
    if (name.startsWith('ANTEROOM_') && !names.includes(name) && !namesOfScripts.includes(name)) {
      throw refuse('setting.unknown', `There is no setting ${name}.`, `Settings are: ${names.join(', ')}.`)
    }
  }
  const settings: Record<string, unknown> = {}
  for (const [name, { usual, schema }] of Object.entries(settingsTable)) {
    const parsed = schema.safeParse(environment[name] || usual)
    if (!parsed.success) {
      throw refuse(
        'setting.invalid',
        `${name} ${parsed.error.issues[0]?.message}.`,
        'npm start -- --help lists all settings.',
      )
    }
    settings[name] = parsed.data
  }
  return settings as Settings
}

/** The settings as lines of `--help`. */
export function settingsHelp(): string[] {
  const width = Math.max(...Object.keys(settingsTable).map(name => name.length))
  return Object.entries(settingsTable).map(
    ([name, { is, usual }]) => `  ${name.padEnd(width)}  ${is}${usual ? ` (usual: ${usual})` : ''}`,
  )
}
