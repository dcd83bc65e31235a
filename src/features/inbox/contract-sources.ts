import type { Source } from './contract-source.ts'
import { callBack } from './contract-source-call-back.ts'
import { message } from './contract-source-message.ts'
import { missed } from './contract-source-missed.ts'
import { offer } from './contract-source-offer.ts'
import { order } from './contract-source-order.ts'
import { request } from './contract-source-request.ts'
import { ringing } from './contract-source-ringing.ts'
import { undelivered } from './contract-source-undelivered.ts'
import { voicemail } from './contract-source-voicemail.ts'
import { waiting } from './contract-source-waiting.ts'
import { walkIn } from './contract-source-walk-in.ts'

/** Every kind of row there is. A later feature adds its file here, its line, and its function inbox.from_<kind> in a migration. */
export const sources: readonly Source[] = [
  ringing,
  waiting,
  walkIn,
  missed,
  voicemail,
  callBack,
  message,
  offer,
  order,
  request,
  undelivered,
]

export const kinds = [
  'ringing',
  'waiting',
  'walk-in',
  'missed',
  'voicemail',
  'call-back',
  'message',
  'offer',
  'order',
  'request',
  'undelivered',
] as const
export type Kind = (typeof kinds)[number]

/** After these anything in the inbox may be another: what the sources say, and what people said about rows. */
export const inboxEvents: readonly string[] = [
  ...new Set([
    ...sources.flatMap(source => source.refreshedBy),
    'inbox.item-changed',
    'access.session-changed',
    'patients.patients-merged',
  ]),
]
