import { type Id, isUuid } from '../../../core/id.ts'
import type { App, Hook } from '../../../platform/context.ts'
import { sqlOn } from '../../../platform/database.ts'
import { asSystem } from '../../../platform/transaction.ts'
import { hookPath } from '../contract.ts'
import type { PhoneEvent } from '../intake/phone-event.ts'
import { takeIn } from '../intake/take-in.ts'
import type { SystemAt } from '../systems/connection.ts'
import { type OpenedSystem, openSystem } from '../systems/open-system.ts'
import { noteState } from '../systems/system-state.ts'
import { ownEvents, telnyxEvent, twilioEvent, twilioSeconds } from './hosted-events.ts'
import { isFromKeyHolder, isFromTelnyx, isFromTwilio, isLate } from './signatures.ts'

type Request = Parameters<Hook['hear']>[1]
type Read = { events: PhoneEvent[] } | { refused: 'signature' | 'late' | 'body' }

const statuses = { signature: 403, late: 403, body: 400 } as const

/** Where hosted phone systems tell their events. Who signs wrongly learns nothing, not even whether there is such a system; a message that is
 *  older than five minutes is refused, and one that is sent again changes nothing. Neither bodies nor numbers are logged. */
export const phoneHook: Hook = {
  route: '/hooks/phone/:system',
  bodyLimit: 65_536,
  async hear(app, request) {
    const found = await systemOf(app, request.parameters.system ?? '')
    const read: Read = found
      ? readEvents(found.opened, request, app.clock.now(), calledAddress(app, found))
      : { refused: 'signature' }
    if ('refused' in read) {
      app.log.info('telephony.hook-refused', { reason: read.refused })
      return answer(statuses[read.refused], { code: `telephony.hook-${read.refused}` })
    }
    const { at } = found!
    for (const event of read.events) await takeIn(app, at, event)
    await asSystem(app, at.practice, 'telephony.state', ctx => noteState(ctx, at.system, 'connected', null))
    return answer(200, { taken: read.events.length })
  },
}

const answer = (status: number, body: Record<string, unknown>) => ({
  status,
  headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  body: JSON.stringify(body),
})

async function systemOf(app: App, id: string): Promise<{ at: SystemAt; opened: OpenedSystem } | null> {
  if (!isUuid(id)) return null
  const system = id.toLowerCase() as Id<'phone-system'>
  const [row] = await sqlOn(app.db.app)<{ practice: Id<'practice'> | null }>`
    select telephony.practice_of_hook(${system}::uuid) as practice`
  if (!row?.practice) return null
  const at = { practice: row.practice, system }
  const opened = await asSystem(app, at.practice, 'telephony.open', ctx => openSystem(ctx, system))
  return opened && { at, opened }
}

/** The address as the provider calls it. A bare one, without a path, is where this server is reached from outside. */
function calledAddress(app: App, { at, opened }: { at: SystemAt; opened: OpenedSystem }): string {
  const named = opened.publicAddress ?? app.outside.address
  const { pathname, search, origin } = new URL(named)
  return pathname === '/' && !search ? origin + hookPath(at.system) : named
}

function readEvents({ kind, target }: OpenedSystem, request: Request, now: Temporal.Instant, address: string): Read {
  const secret = target.secret ?? ''
  const { body } = request
  if (!secret) return { refused: 'signature' }
  if (kind === 'twilio') {
    const form = new URLSearchParams(body.toString('utf8'))
    if (!isFromTwilio(secret, address, form, request.header('x-twilio-signature'))) return { refused: 'signature' }
    const seconds = twilioSeconds(form)
    if (seconds !== null && isLate(seconds, now)) return { refused: 'late' }
    const event = twilioEvent(form)
    return { events: event ? [event] : [] }
  }
  const hosted = kind === 'telnyx'
  const header = (name: string) => request.header(`${hosted ? 'telnyx' : 'anteroom'}-${name}`)
  const timestamp = header('timestamp') ?? ''
  const isTheirs = hosted
    ? isFromTelnyx(secret, timestamp, body, header('signature-ed25519'))
    : isFromKeyHolder(secret, timestamp, body, header('signature'))
  if (!isTheirs) return { refused: 'signature' }
  if (!/^\d{9,11}$/.test(timestamp) || isLate(Number(timestamp), now)) return { refused: 'late' }
  let json: unknown
  try {
    json = JSON.parse(body.toString('utf8'))
  } catch {
    return { refused: 'body' }
  }
  if (!hosted) {
    const events = ownEvents(json)
    return events ? { events } : { refused: 'body' }
  }
  const event = telnyxEvent(json)
  return { events: event ? [event] : [] }
}
