import { z } from 'zod'
import { commandContract, queryContract } from '../../core/contract.ts'
import { idOf } from '../../core/id.ts'
import { refusal } from '../../core/refusal.ts'

/** Nobody has said which extension this person sits at. */
export const noExtension = refusal('telephony.no-extension', 'conflict')
/** The practice has no exchange that browsers can reach. */
export const noSoftphone = refusal('telephony.no-softphone', 'conflict')
/** A relay (TURN) needs the secret it shares with us. */
export const relaySecretMissing = refusal('telephony.relay-secret-missing', 'invalid')
/** The exchange needs the secret it shares with us. */
export const sipSecretMissing = refusal('telephony.sip-secret-missing', 'invalid')

const manager = ['manager'] as const
const atThePhone = ['secretary', 'biller', 'provider', 'manager'] as const

const wsUrl = z
  .string()
  .trim()
  .max(300)
  .regex(/^wss?:\/\/[A-Za-z0-9.[\]:-]+(\/[A-Za-z0-9._~/-]*)?$/, 'wss://host:port/path')
const domain = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9.-]{1,200}$/, 'a domain')
const secret = z.string().min(16).max(200)
const urls = (kind: 'stun' | 'turn') =>
  z
    .array(
      z
        .string()
        .max(200)
        .regex(kind === 'stun' ? /^stuns?:[^\s;]+$/ : /^turns?:[^\s;]+$/, `${kind}:host:port`),
    )
    .max(4)
    .optional()

export const setSoftphone = commandContract({
  name: 'telephony.set-softphone',
  summary: 'Says how browsers reach the exchange, so that people can telephone at the desk. What is left out stays.',
  roles: manager,
  secret: true,
  input: z.object({
    wsUrl: wsUrl.meta({
      description: 'Address at which the exchange takes SIP over WebSocket; wss:// unless it is this very machine',
      examples: ['wss://phone.example.org:8443/sip'],
    }),
    domain: domain.meta({ description: 'Domain of its SIP addresses', examples: ['phone.example.org'] }),
    secret: secret.optional().meta({
      description: 'Shared with the exchange: passwords of a few minutes are made of it. Kept sealed, never told again',
      examples: ['a-long-secret-of-the-exchange'],
    }),
    stunUrls: urls('stun').meta({
      description: 'Servers that tell a browser its outside address',
      examples: [['stun:phone.example.org:3478']],
    }),
    turnUrls: urls('turn').meta({
      description: 'Relays for browsers whose sound does not get through directly',
      examples: [['turn:phone.example.org:3478?transport=udp']],
    }),
    turnSecret: secret.optional().meta({
      description: 'Shared with the relays (static-auth-secret of coturn)',
      examples: ['a-long-secret-of-the-relay'],
    }),
    active: z
      .boolean()
      .optional()
      .meta({
        description: 'False switches the telephone in the browser off; everything else stays as it is',
        examples: [true],
      }),
  }),
  output: z.object({ wsUrl: z.string() }),
  refusals: [relaySecretMissing, sipSecretMissing],
})

export const removeSoftphone = commandContract({
  name: 'telephony.remove-softphone',
  summary: 'Browsers telephone no more; the secrets are forgotten.',
  roles: manager,
  input: z.object({}),
  output: z.object({ removed: z.boolean() }),
})

export const softphoneSetting = queryContract({
  name: 'telephony.softphone-setting',
  summary: 'How browsers reach the exchange, without its secrets.',
  roles: manager,
  input: z.object({}),
  output: z.object({
    softphone: z
      .object({
        wsUrl: z.string(),
        domain: z.string(),
        stunUrls: z.array(z.string()),
        turnUrls: z.array(z.string()),
        hasTurnSecret: z.boolean(),
        active: z.boolean(),
      })
      .nullable(),
  }),
  refreshedBy: ['telephony.softphone-changed'],
})

export const myPhone = queryContract({
  name: 'telephony.my-phone',
  summary: 'Whether the caller has a telephone in the browser, and at which extension.',
  roles: atThePhone,
  input: z.object({}),
  output: z.object({ extension: z.string().nullable(), softphone: z.boolean() }),
  refreshedBy: ['telephony.softphone-changed', 'telephony.extension-changed'],
})

export const callOfLeg = queryContract({
  name: 'telephony.call-of-leg',
  summary:
    'Which call of the desk a call at this telephone is, by the id both know it by; null while no phone system has told of it.',
  roles: atThePhone,
  input: z.object({
    sipCallId: z
      .string()
      .min(1)
      .max(255)
      .meta({ description: 'Call-ID of the SIP dialogue', examples: ['f81d4fae-7dec@127.0.0.1'] }),
  }),
  output: z.object({ call: idOf('call').nullable() }),
  refreshedBy: ['calls.call-ringing', 'calls.call-changed'],
})

export const sipCredentials = commandContract({
  name: 'telephony.sip-credentials',
  summary: "Makes a password of a few minutes for the caller's own extension. It is stored nowhere.",
  roles: atThePhone,
  secret: true,
  input: z.object({}),
  output: z.object({
    wsUrl: z.string(),
    domain: z.string(),
    extension: z.string(),
    user: z.string(),
    password: z.string(),
    livesSeconds: z.number().int(),
    iceServers: z.array(
      z.object({ urls: z.array(z.string()), username: z.string().optional(), credential: z.string().optional() }),
    ),
  }),
  refusals: [noExtension, noSoftphone],
})
