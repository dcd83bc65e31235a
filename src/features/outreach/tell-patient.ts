import { type Id, newId } from '../../core/id.ts'
import type { Context } from '../../platform/context.ts'
import { sealSecret } from '../../platform/secret-box.ts'
import type { Channel } from './contract.ts'
import { noteMessage } from './message-facts.ts'
import { type Language, reachOf } from './reach-of.ts'
import { wayToReach } from './way-to-reach.ts'

/** A text in one language, or in each; {name} is the patient's first name, {practice} the practice's name. */
export type Said = string | Readonly<Record<Language, string>>

export type Telling = {
  patient: Id<'patient'>
  /** What it is about, for lists and filters: 'waitlist-offer'. */
  purpose: string
  subject: Said
  body: Said
  /** A short form for text messages; left out, the body. Names no diagnosis and no kind of visit. */
  text?: Said
  /** A page for the patient: a path ('/yes/…') or a whole address. It is put at the end. */
  link?: string
  /** Of no use later than this: not sent any more. */
  notAfter?: Temporal.Instant
  /** Ways not to take. */
  without?: readonly Channel[]
}

/** Where the link of a message is locked away. */
export const linkPlace = (practice: string, message: string) => `${practice}/outreach.patient_message.link/${message}`

/** Writes a message to a patient, by the way the patient's record allows, in the patient's language; it leaves after the commit.
 *  'phone' and 'nobody' send nothing: the caller sees to it that somebody calls. Throws notFound for an unknown patient. */
export async function tellPatient(
  ctx: Context,
  telling: Telling,
): Promise<{ message: Id<'patient-message'>; how: Channel; language: Language; address: string }> {
  const reach = await reachOf(ctx, telling.patient)
  const texts = ctx.app.outside.textUrl !== null
  const { how, address } = wayToReach(reach, { texts, ...(telling.without ? { without: telling.without } : {}) })
  const { language } = reach
  const say = (said: Said) =>
    (typeof said === 'string' ? said : said[language])
      .replaceAll('{name}', reach.firstName)
      .replaceAll('{practice}', reach.practice)
  const id = newId<'patient-message'>(ctx.now.epochMilliseconds)
  const now = ctx.now.toString()
  const goes = how === 'e-mail' || how === 'text'
  const link = telling.link && (/^https?:/.test(telling.link) ? telling.link : ctx.app.outside.address + telling.link)
  // Somebody who calls needs no link; one whose record is put right may still be sent it.
  const sealed =
    link && how !== 'phone'
      ? sealSecret(ctx.app.dataFolder, linkPlace(ctx.practice, id), Buffer.from(link, 'utf8'))
      : null
  const state = goes ? 'queued' : how === 'phone' ? 'by-hand' : 'failed'
  const why = how === 'nobody' ? 'no-way' : ''
  await ctx.sql`
    insert into outreach.patient_message (practice_id, id, patient_id, purpose, channel, language, address, subject, body, sealed_link, state,
           why, queued_at, next_at, not_after, told_by, told_by_name)
    values (${ctx.practice}, ${id}, ${telling.patient}, ${telling.purpose}, ${how}, ${language}, ${address}, ${say(telling.subject)},
            ${say(how === 'text' && telling.text ? telling.text : telling.body)}, ${sealed}, ${state}, ${why}, ${now},
            ${goes ? now : null}, ${telling.notAfter?.toString() ?? null}, ${ctx.caller.staff}, ${ctx.caller.name})`
  await noteMessage(ctx, id, { what: state, why })
  if (goes) ctx.later('outreach.send', { message: id }, { key: `outreach.send:${id}` })
  ctx.concerns([telling.patient], { message: id })
  ctx.emit('outreach.message-queued', { message: id, patient: telling.patient })
  return { message: id, how, language, address }
}
