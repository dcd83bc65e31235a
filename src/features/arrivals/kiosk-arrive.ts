import { createHash } from 'node:crypto'
import { orderIn, possibleBirthDates } from '../../core/birth-date.ts'
import { type Id, newId } from '../../core/id.ts'
import { networkOf } from '../../core/network.ts'
import { Refusal } from '../../core/refusal.ts'
import { wallClock } from '../../core/time.ts'
import type { App, Caller, Context } from '../../platform/context.ts'
import { doInside } from '../../platform/do-inside.ts'
import { type OpenRequest, openOperation } from '../../platform/feature.ts'
import { checkIn, wrongState } from '../schedule/contract.ts'
import * as contract from './contract.ts'
import { greetingName, personFits } from './kiosk-match.ts'
import { type KioskFound, kioskBehind } from './kiosk-page.ts'
import { openDeed, pageCaller } from './open-deed.ts'
import { seenByDesk } from './seen-by-desk.ts'

type Answer = {
  answer: 'welcome' | 'phone' | 'desk'
  time: string | null
  provider: string | null
  next: 'sit' | 'desk' | null
}
const desk: Answer = { answer: 'desk', time: null, provider: null, next: null }
const whichOfTwo: Answer = { ...desk, answer: 'phone' }

type Candidate = {
  id: Id<'appointment'>
  patient_id: Id<'patient'>
  state: 'booked' | 'confirmed' | 'arrived'
  starts_at: string
  zone: string
  family: string
  given: string
  preferred_name: string
  former_family: string
  birth_date: string | null
  ends: string[]
  provider_given: string
  provider_family: string
  credential: string
}

/** A patient arrives by themselves. Name and birth date must both fit one visit of this place within the kiosk's window; whatever else is the
 *  case (nobody of that name, another day, too early, a guess too many, an address no longer in use), the answer is the same. */
export const kioskArrive = openOperation(contract.kioskArrive, async (app, input, request) => {
  const kiosk = await kioskBehind(app, input.token)
  if (!kiosk) return desk
  const by = pageCaller(kiosk.practice_id, `Kiosk ${kiosk.name}`)
  const attempt = await beginTry(app, by, kiosk, request)
  if (!attempt) return desk
  return openDeed(app, by, request, contract.kioskArrive.name, async (ctx, refuse) => {
    const typed = {
      name: input.name,
      birthDates: await birthDates(ctx, input.birthDate),
      phoneEnd: input.phoneEnd === undefined ? null : input.phoneEnd.replace(/\D/g, '').slice(-4).padStart(4, ' '),
    }
    const fitting = (await candidates(ctx, kiosk.id)).filter(row =>
      personFits(typed, {
        family: row.family,
        given: row.given,
        preferred: row.preferred_name,
        formerFamily: row.former_family,
        birthDate: row.birth_date,
        phoneEnds: row.ends,
      }),
    )
    const people = new Set(fitting.map(row => row.patient_id))
    ctx.concerns(people, { kiosk: kiosk.id })
    // One person may have two visits: the next one not yet begun, else the one already arrived for.
    const visit = fitting.find(row => row.state !== 'arrived') ?? fitting[0]
    if (people.size !== 1 || !visit) {
      refuse(people.size > 1 ? 'arrivals.kiosk-two-fit' : 'arrivals.kiosk-nobody-fits')
      return people.size > 1 && input.phoneEnd === undefined ? whichOfTwo : desk
    }
    if (visit.state !== 'arrived' && !(await arrive(ctx, visit.id))) {
      refuse('arrivals.kiosk-nobody-fits')
      return desk
    }
    await ctx.sql`delete from arrivals.kiosk_try t where t.practice_id = ${ctx.practice}::uuid and t.id = ${attempt}::uuid`
    await ctx.sql`
      update arrivals.kiosk k set used_at = ${ctx.now.toString()}::timestamptz where k.practice_id = ${ctx.practice}::uuid and k.id = ${kiosk.id}::uuid`
    const seen = await seenByDesk(ctx, [visit.patient_id])
    return {
      answer: 'welcome',
      time: wallClock(visit.starts_at, visit.zone).time,
      provider: greetingName({
        given: visit.provider_given,
        family: visit.provider_family,
        credential: visit.credential,
      }),
      next: seen.size > 0 ? 'desk' : 'sit',
    }
  })
})

/** Counts the try before anything is looked at, in a transaction of its own. Null: not now. */
async function beginTry(app: App, by: Caller, kiosk: KioskFound, request: OpenRequest): Promise<string | null> {
  const id = newId()
  const origin = createHash('sha256')
    .update(`${kiosk.id}:${networkOf(request.address)}`)
    .digest()
  return openDeed(app, by, request, contract.kioskArrive.name, async (ctx, refuse) => {
    const [begun] = await ctx.sql<{ wait: number; rested: boolean }>`
      select b.wait, b.rested from arrivals.begin_kiosk_try(${kiosk.id}::uuid, ${id}::uuid, ${origin}::bytea, ${ctx.now.toString()}::timestamptz) b`
    if (begun!.wait <= 0) return id
    ctx.concerns([], { kiosk: kiosk.id })
    refuse('arrivals.kiosk-rests')
    if (begun!.rested) ctx.emit('arrivals.kiosk-guessed', { kiosk: kiosk.id })
    return null
  })
}

/** Visits of the kiosk's place that begin within its window: compared one by one here, so that no name is ever searched for. */
const candidates = (ctx: Context, kiosk: Id<'kiosk'>): Promise<Candidate[]> => ctx.sql<Candidate>`
  with k as materialized (
    select k.location_id, ${ctx.now.toString()}::timestamptz - make_interval(mins => k.after_minutes) as since,
           ${ctx.now.toString()}::timestamptz + make_interval(mins => k.before_minutes) as until
      from arrivals.kiosk k where k.practice_id = ${ctx.practice}::uuid and k.id = ${kiosk}::uuid and k.revoked_at is null
  )
  select a.id, a.patient_id, a.state, a.starts_at, a.zone, p.family, p.given, p.preferred_name, p.former_family, p.birth_date,
         array(select right(f.e164, 4) from patients.phone f where f.practice_id = p.practice_id and f.patient_id = p.id) as ends,
         coalesce(v.given, '') as provider_given, coalesce(v.family, '') as provider_family, coalesce(v.credential, '') as credential
    from k
    join schedule.appointment a on a.practice_id = ${ctx.practice}::uuid and a.location_id = k.location_id
     and a.starts_at >= k.since and a.starts_at <= k.until
    join patients.patient p on p.practice_id = a.practice_id and p.id = a.patient_id
    left join practice.provider v on v.practice_id = a.practice_id and v.id = a.provider_id
   where a.state in ('booked', 'confirmed', 'arrived')
   order by a.starts_at, a.id`

async function birthDates(ctx: Context, text: string): Promise<readonly string[]> {
  const [practice] = await ctx.sql<{ zone: string; country: string }>`
    select p.zone, p.country from practice.practice p where p.practice_id = ${ctx.practice}::uuid`
  return possibleBirthDates(text, wallClock(ctx.now, practice!.zone).date, orderIn(practice!.country))
}

/** Checks the visit in; true also if another kiosk, or the desk, was faster. */
async function arrive(ctx: Context, appointment: Id<'appointment'>): Promise<boolean> {
  try {
    await doInside(ctx, checkIn, { appointment })
    return true
  } catch (error) {
    if (error instanceof Refusal && error.code === wrongState.code) return error.facts.state === 'arrived'
    if (error instanceof Refusal && error.kind === 'conflict') return false
    throw error
  }
}
