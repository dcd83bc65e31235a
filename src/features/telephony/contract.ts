import { z } from 'zod'
import { commandContract, queryContract } from '../../core/contract.ts'
import { idOf } from '../../core/id.ts'
import { refusal } from '../../core/refusal.ts'
import { callEvents } from '../calls/contract-parts.ts'

/** A phone system of that name is here already. */
export const systemNameTaken = refusal('telephony.system-name-taken', 'conflict')
/** That number is a line already. */
export const lineExists = refusal('telephony.line-exists', 'conflict')
/** That extension is somebody's already. Facts: none; the list shows whose. */
export const extensionExists = refusal('telephony.extension-exists', 'conflict')
/** The person has left the practice. Facts: `name`. */
export const personHasLeft = refusal('telephony.person-has-left', 'conflict')
/** The kind of system needs a setting that is missing. Facts: `fields`. */
export const settingMissing = refusal('telephony.setting-missing', 'invalid')

export const systemKinds = ['kamailio', 'asterisk', 'freeswitch', 'twilio', 'telnyx', 'signed-json'] as const
export type SystemKind = (typeof systemKinds)[number]

/** What each kind must be told before it can work. `secret` is a password, a token, a shared key or the provider's public key. */
export const needed: Readonly<Record<SystemKind, readonly ('host' | 'port' | 'account' | 'application' | 'secret')[]>> =
  {
    kamailio: ['host', 'port'],
    asterisk: ['host', 'port', 'account', 'application', 'secret'],
    freeswitch: ['host', 'port', 'secret'],
    twilio: ['secret'],
    telnyx: ['secret'],
    'signed-json': ['secret'],
  }

/** Kinds that tell us by webhook; to the others the program connects by itself. */
export const toldByHook = (kind: SystemKind): boolean => ['twilio', 'telnyx', 'signed-json'].includes(kind)

/** Where a hosted provider sends its events. */
export const hookPath = (system: string): string => `/hooks/phone/${system}`

const manager = ['manager'] as const
const systemId = idOf('phone-system')
const lineId = idOf('line')
const extensionId = idOf('extension')

const systemName = z
  .string()
  .trim()
  .min(1)
  .max(80)
  .meta({ description: 'What the practice calls the system', examples: ['Office exchange'] })

const text = (most: number, description: string, example: string) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .regex(/^[^\p{Cc}\s]+$/u, 'no spaces or control characters')
    .nullable()
    .optional()
    .meta({ description, examples: [example] })

const settings = {
  name: systemName,
  host: text(200, 'Host name or address of the system', 'exchange.example.net'),
  port: z
    .number()
    .int()
    .min(1)
    .max(65_535)
    .nullable()
    .optional()
    .meta({ description: 'Port on which it tells its events', examples: [8448] }),
  secure: z
    .boolean()
    .optional()
    .meta({ description: 'Whether the connection to it is encrypted (TLS)', examples: [false] }),
  account: text(100, 'Asterisk: user of its REST interface', 'anteroom'),
  application: text(60, 'Asterisk: Stasis application whose calls are told', 'anteroom'),
  publicAddress: z
    .url({ protocol: /^https?$/ })
    .max(300)
    .nullable()
    .optional()
    .meta({
      description:
        'Twilio: address under which the provider reaches this server, or the whole webhook address exactly as it is called; signatures are made over it. Left out: the address of the program',
      examples: ['https://desk.example.org'],
    }),
  secret: z
    .string()
    .min(1)
    .max(1_000)
    .optional()
    .meta({
      description:
        "Password (Asterisk, FreeSWITCH), auth token (Twilio), the provider's public key (Telnyx) or shared key (signed JSON). Kept sealed, never told again; left out: stays",
      examples: ['a-long-secret-of-the-system'],
    }),
}

const lineNumber = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .meta({ description: 'Number or name that callers dial, as the phone system tells it', examples: ['+15550100100'] })
const lineName = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .meta({ description: 'What the desk calls this line', examples: ['Main line'] })
const extensionNumber = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9._+-]{1,40}$/, 'letters, digits, dot, dash, plus and underline')
  .meta({ description: 'Extension as the phone system names it', examples: ['101'] })

const secretRefusals = [systemNameTaken, settingMissing] as const

export const addPhoneSystem = commandContract({
  name: 'telephony.add-phone-system',
  summary: 'Adds a phone system whose calls are shown at the desk.',
  roles: manager,
  secret: true,
  input: z.object({
    kind: z.enum(systemKinds).meta({ description: 'What kind of phone system it is', examples: ['kamailio'] }),
    ...settings,
  }),
  output: z.object({ system: systemId }),
  refusals: secretRefusals,
})

export const changePhoneSystem = commandContract({
  name: 'telephony.change-phone-system',
  summary: 'Changes how a phone system is reached, or switches it off and on. What is left out stays.',
  roles: manager,
  secret: true,
  input: z.object({
    system: systemId,
    ...settings,
    name: systemName.optional(),
    active: z
      .boolean()
      .optional()
      .meta({ description: 'Whether its calls are taken in', examples: [true] }),
  }),
  output: z.object({ system: systemId }),
  refusals: secretRefusals,
})

export const removePhoneSystem = commandContract({
  name: 'telephony.remove-phone-system',
  summary: 'Takes a phone system away and forgets its secret. Its calls stay.',
  roles: manager,
  input: z.object({ system: systemId }),
  output: z.object({ system: systemId }),
})

export const addLine = commandContract({
  name: 'telephony.add-line',
  summary: 'Names a number that callers dial.',
  roles: manager,
  input: z.object({ number: lineNumber, name: lineName }),
  output: z.object({ line: lineId }),
  refusals: [lineExists],
})

export const changeLine = commandContract({
  name: 'telephony.change-line',
  summary: 'Changes the number or the name of a line.',
  roles: manager,
  input: z.object({ line: lineId, number: lineNumber.optional(), name: lineName.optional() }),
  output: z.object({ line: lineId }),
  refusals: [lineExists],
})

export const removeLine = commandContract({
  name: 'telephony.remove-line',
  summary: 'Forgets the name of a line.',
  roles: manager,
  input: z.object({ line: lineId }),
  output: z.object({ line: lineId }),
})

export const addExtension = commandContract({
  name: 'telephony.add-extension',
  summary: 'Says who sits at an extension, so that an answered call is theirs.',
  roles: manager,
  input: z.object({ number: extensionNumber, staff: idOf('staff') }),
  output: z.object({ extension: extensionId }),
  refusals: [extensionExists, personHasLeft],
})

export const changeExtension = commandContract({
  name: 'telephony.change-extension',
  summary: 'Changes the number of an extension or who sits there.',
  roles: manager,
  input: z.object({ extension: extensionId, number: extensionNumber.optional(), staff: idOf('staff').optional() }),
  output: z.object({ extension: extensionId }),
  refusals: [extensionExists, personHasLeft],
})

export const removeExtension = commandContract({
  name: 'telephony.remove-extension',
  summary: 'Takes an extension away.',
  roles: manager,
  input: z.object({ extension: extensionId }),
  output: z.object({ extension: extensionId }),
})

/** A phone system as the settings show it: everything but its secret. */
export const systemLine = z.object({
  system: systemId,
  kind: z.enum(systemKinds),
  name: z.string(),
  host: z.string().nullable(),
  port: z.number().int().nullable(),
  secure: z.boolean(),
  account: z.string().nullable(),
  application: z.string().nullable(),
  publicAddress: z.string().nullable(),
  hasSecret: z.boolean(),
  active: z.boolean(),
  /** waiting: nothing heard yet; cut: the connection broke and is tried again. */
  state: z.enum(['waiting', 'connected', 'cut', 'off']),
  stateSince: z.string(),
  /** Why it is cut, as a code: refused, unreachable, denied, closed, nonsense. */
  fault: z.string().nullable(),
  lastEventAt: z.string().nullable(),
})

export const phoneSystems = queryContract({
  name: 'telephony.phone-systems',
  summary: 'Phone systems with their state now, the lines and the extensions.',
  roles: manager,
  input: z.object({}),
  output: z.object({
    systems: z.array(systemLine),
    lines: z.array(z.object({ line: lineId, number: z.string(), name: z.string() })),
    extensions: z.array(
      z.object({ extension: extensionId, number: z.string(), staff: idOf('staff'), staffName: z.string() }),
    ),
  }),
  refreshedBy: [
    'telephony.phone-system-changed',
    'telephony.line-changed',
    'telephony.extension-changed',
    ...callEvents,
  ],
})

export * from './contract-keeping.ts'
export * from './contract-softphone.ts'
