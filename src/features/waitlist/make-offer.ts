import { randomBytes } from 'node:crypto'
import { type Id, newId } from '../../core/id.ts'
import { Refusal } from '../../core/refusal.ts'
import type { Context } from '../../platform/context.ts'
import { doInside } from '../../platform/do-inside.ts'
import { tokenHash } from '../../platform/session.ts'
import { leaveMessage } from '../calls/index.ts'
import { reachOf, tellPatient } from '../outreach/index.ts'
import * as schedule from '../schedule/contract.ts'
import type { Candidate } from './candidates.ts'
import { type Freed, timeChanged } from './freed-row.ts'
import { offerWords, whenFor } from './patient-words.ts'
import type { Setting } from './setting-row.ts'

export type Made =
  | { offer: Id<'offer'>; how: 'e-mail' | 'text' | 'phone' | 'nobody'; expiresAt: string }
  | { refused: string }

/** The longest a time can be held, and the shortest anybody is given to answer. Minutes. */
const LONGEST_HOLD = 120
const LEAST = 5

/** Asks one patient about a freed time: holds it (one after another), writes the message with its one-time link, or leaves a callback for
 *  who wants to be called. Whom nobody can reach is passed over. The freed time must be locked. */
export async function makeOffer(ctx: Context, freed: Freed, candidate: Candidate, setting: Setting): Promise<Made> {
  const { wish, span } = candidate
  const id = newId<'offer'>(ctx.now.epochMilliseconds)
  const expiresAt = answerBy(ctx.now, span.startsAt, wish.noticeMinutes, setting.minutesEach)
  const held = freed.manner === 'one-after-another' ? await hold(ctx, candidate, expiresAt) : { hold: null }
  if ('refused' in held) return held
  const names = await namesOf(ctx, span)
  const token = randomBytes(24).toString('base64url')
  const told = await tellPatient(ctx, {
    patient: wish.patient,
    purpose: 'waitlist-offer',
    ...offerWords({ ...span, ...names, expiresAt: expiresAt.toString() }),
    link: `/yes/${token}`,
    notAfter: expiresAt,
  })
  const task = told.how === 'phone' ? await callback(ctx, candidate, setting, expiresAt) : null
  const nobody = told.how === 'nobody'
  if (nobody && held.hold) await doInside(ctx, schedule.releaseHold, { hold: held.hold })
  await ctx.sql`
    insert into waitlist.offer (practice_id, id, freed_id, wish_id, patient_id, visit_type_id, provider_id, location_id, zone, starts_at, ends_at,
           reasons, how, language, state, why, token_hash, message_id, task_id, hold_id, offered_at, offered_by_name, expires_at)
    values (${ctx.practice}, ${id}, ${freed.id}, ${wish.id}, ${wish.patient}, ${wish.visitType}, ${span.provider}, ${span.location}, ${span.zone},
            ${span.startsAt}, ${span.endsAt}, ${candidate.reasons.map(one => one.what)}::text[], ${told.how}, ${told.language},
            ${nobody ? 'skipped' : 'open'}, ${nobody ? 'no-way' : ''}, ${told.how === 'phone' || nobody ? null : tokenHash(token)}, ${told.message},
            ${task}, ${nobody ? null : held.hold}, ${ctx.now.toString()}, ${ctx.caller.name}, ${expiresAt.toString()})`
  if (!nobody) ctx.later('waitlist.offer-ended', { offer: id }, { at: expiresAt, key: `waitlist.offer:${id}` })
  ctx.concerns([wish.patient], { offer: id })
  timeChanged(ctx, freed.id)
  return { offer: id, how: told.how, expiresAt: expiresAt.toString() }
}

/** By when the patient must answer: within the minutes each has, so that the notice they need is left, and before the time begins. */
function answerBy(
  now: Temporal.Instant,
  startsAt: string,
  noticeMinutes: number,
  minutesEach: number,
): Temporal.Instant {
  const earliest = (a: Temporal.Instant, b: Temporal.Instant) => (Temporal.Instant.compare(a, b) < 0 ? a : b)
  const start = Temporal.Instant.from(startsAt)
  const withNotice = start.subtract({ minutes: noticeMinutes })
  const least = now.add({ minutes: LEAST })
  const wanted = earliest(now.add({ minutes: minutesEach }), withNotice)
  return earliest(Temporal.Instant.compare(wanted, least) < 0 ? least : wanted, start)
}

async function hold(
  ctx: Context,
  { wish, span }: Candidate,
  expiresAt: Temporal.Instant,
): Promise<{ hold: Id<'hold'> } | { refused: string }> {
  // One minute more than the offer: a yes in the last second still finds its time kept.
  const minutes = Math.min(LONGEST_HOLD, Math.ceil(expiresAt.since(ctx.now).total('minutes')) + 1)
  try {
    const held = await doInside(ctx, schedule.holdSlot, {
      visitType: wish.visitType,
      provider: span.provider as Id<'provider'>,
      location: span.location as Id<'location'>,
      startsAt: span.startsAt,
      minutes: Temporal.Instant.from(span.endsAt).since(span.startsAt).total('minutes'),
      forMinutes: minutes,
      note: wish.patientName,
    })
    return { hold: held.id }
  } catch (error) {
    if (error instanceof Refusal) return { refused: error.code }
    throw error
  }
}

/** Name of the provider and of the place, as patients read them. */
export async function namesOf(
  ctx: Context,
  at: { provider: string; location: string },
): Promise<{ providerName: string; place: string }> {
  const [row] = await ctx.sql<{ provider: string; place: string }>`
    select concat_ws(', ', concat_ws(' ', nullif(v.given, ''), v.family), nullif(v.credential, '')) as provider, l.name as place
      from practice.provider v
      join practice.location l on l.practice_id = v.practice_id and l.id = ${at.location}::uuid
     where v.practice_id = ${ctx.practice} and v.id = ${at.provider}::uuid`
  return { providerName: row!.provider, place: row!.place }
}

/** A callback for somebody of the desk: who keeps the list, who noted the wish, or whoever else books. */
async function callback(
  ctx: Context,
  { wish, span }: Candidate,
  setting: Setting,
  expiresAt: Temporal.Instant,
): Promise<Id<'message'> | null> {
  const [person] = await ctx.sql<{ id: Id<'staff'> }>`
    select s.id from practice.staff s
     where s.practice_id = ${ctx.practice} and s.left_at is null
       and (s.id in (${setting.tasksTo}::uuid, ${wish.enteredBy}::uuid)
            or exists (select from practice.staff_role sr join practice.role r on r.practice_id = sr.practice_id and r.id = sr.role_id
                        where sr.practice_id = s.practice_id and sr.staff_id = s.id and r.key in ('secretary', 'manager')))
     order by (s.id = ${setting.tasksTo}::uuid) desc nulls last, (s.id = ${wish.enteredBy}::uuid) desc nulls last, s.created_at, s.id limit 1`
  if (!person) return null
  const reach = await reachOf(ctx, wish.patient)
  const { providerName } = await namesOf(ctx, span)
  const answer = await leaveMessage.run(ctx, {
    to: person.id,
    kind: 'note',
    fields: {},
    patient: wish.patient,
    number: reach.phones[0]?.e164,
    priority: 'urgent',
    dueAt: expiresAt.toString(),
    text: `Waitlist: call about ${whenFor('en', span.startsAt, span.zone)} with ${providerName}. The answer goes into Lists, Waitlist.`,
  })
  return answer.message as Id<'message'>
}
