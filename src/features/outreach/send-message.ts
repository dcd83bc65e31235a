import type { Id } from '../../core/id.ts'
import type { App, Context } from '../../platform/context.ts'
import type { OutsideJob } from '../../platform/feature.ts'
import { openSecret } from '../../platform/secret-box.ts'
import { asSystem } from '../../platform/transaction.ts'
import type { Carried, Carrier, Letter } from './carrier.ts'
import { noteMessage } from './message-facts.ts'
import { outboxFolder } from './outbox-folder.ts'
import { smtp } from './smtp.ts'
import { linkPlace } from './tell-patient.ts'
import { textPort } from './text-port.ts'

/** Minutes after which a message that could not leave is tried again; after the last it has failed. */
const PAUSES = [1, 5, 15, 60, 240]

type Claimed = { patient: Id<'patient'>; channel: 'e-mail' | 'text'; tries: number; letter: Letter }

/** Sends one message. It is claimed, and that is committed, before anybody gets it: whoever comes second finds it claimed and leaves it. If
 *  this process ends in between, the message stays claimed until `lookAfter` says that nobody knows. */
export const sendMessage: OutsideJob = {
  task: 'outreach.send',
  async run(app, practice, payload) {
    const message = payload.message as Id<'patient-message'>
    const claimed = await asSystem(app, practice, 'outreach.send', ctx => claim(ctx, message))
    if (!claimed) return
    const carried = await carrierOf(
      app,
      claimed.channel,
    )(claimed.letter).catch((error: Error): Carried => {
      app.log.error('outreach.carrier', error)
      return { outcome: 'unknown', why: error.name }
    })
    await asSystem(app, practice, 'outreach.send', ctx => settle(ctx, message, claimed, carried))
  },
}

function carrierOf(app: App, channel: Claimed['channel']): Carrier {
  const { smtpUrl, mailFrom, textUrl, textKey } = app.outside
  const now = () => app.clock.now()
  if (channel === 'text') {
    return textUrl && textKey
      ? textPort(textUrl, textKey, now)
      : async () => ({ outcome: 'refused', why: 'no-text-carrier' })
  }
  return smtpUrl && mailFrom ? smtp(smtpUrl, mailFrom, now) : outboxFolder(app.dataFolder, now)
}

async function claim(ctx: Context, message: Id<'patient-message'>): Promise<Claimed | null> {
  const now = ctx.now.toString()
  const [late] = await ctx.sql<{ patient_id: Id<'patient'> }>`
    update outreach.patient_message set state = 'withdrawn', why = 'too-late', next_at = null, sealed_link = null
     where practice_id = ${ctx.practice} and id = ${message}::uuid and state = 'queued' and not_after < ${now}
    returning patient_id`
  if (late) {
    await noteMessage(ctx, message, { what: 'withdrawn', why: 'too-late' })
    ctx.emit('outreach.message-changed', { message, patient: late.patient_id })
    return null
  }
  const [row] = await ctx.sql<{
    patient_id: Id<'patient'>
    channel: Claimed['channel']
    tries: number
    address: string
    subject: string
    body: string
    language: string
    sealed_link: Buffer | null
    practice: string
  }>`
    update outreach.patient_message m set state = 'sending', claimed_at = ${now}, next_at = null, tries = tries + 1, why = ''
      from practice.practice h
     where m.practice_id = ${ctx.practice} and m.id = ${message}::uuid and m.state = 'queued' and m.next_at <= ${now}
       and h.practice_id = m.practice_id
    returning m.patient_id, m.channel, m.tries, m.address, m.subject, m.body, m.language, m.sealed_link, h.name as practice`
  if (!row) return null
  await noteMessage(ctx, message, { what: 'handed-over' })
  const link = row.sealed_link
    ? openSecret(ctx.app.dataFolder, linkPlace(ctx.practice, message), row.sealed_link).toString('utf8')
    : null
  const text = link ? `${row.body}${row.channel === 'text' ? ' ' : '\n\n'}${link}` : row.body
  return {
    patient: row.patient_id,
    channel: row.channel,
    tries: row.tries,
    letter: {
      id: message,
      to: row.address,
      from: row.practice,
      subject: row.subject,
      text: row.channel === 'text' ? text : `${text}\n`,
      language: row.language,
    },
  }
}

async function settle(ctx: Context, message: Id<'patient-message'>, claimed: Claimed, carried: Carried): Promise<void> {
  const pause = carried.outcome === 'put-off' ? PAUSES[claimed.tries - 1] : undefined
  const again = pause === undefined ? null : ctx.now.add({ minutes: pause })
  const state = { sent: 'sent', unknown: 'unknown', refused: 'failed', 'put-off': again ? 'queued' : 'failed' }[
    carried.outcome
  ]
  const settled = await ctx.sql`
    update outreach.patient_message
       set state = ${state}, why = ${carried.why}, next_at = ${again?.toString() ?? null}::timestamptz,
           sent_at = case when ${state} = 'sent' then ${ctx.now.toString()}::timestamptz end,
           sealed_link = case when ${state} = 'sent' then null else sealed_link end
     where practice_id = ${ctx.practice} and id = ${message}::uuid and state = 'sending'
    returning 1`
  if (settled.length === 0) return
  await noteMessage(ctx, message, { what: again ? 'put-off' : state, why: carried.why })
  if (again) ctx.later('outreach.send', { message }, { at: again, key: `outreach.send:${message}` })
  ctx.concerns([claimed.patient], { message, outcome: carried.outcome })
  ctx.emit('outreach.message-changed', { message, patient: claimed.patient })
}
