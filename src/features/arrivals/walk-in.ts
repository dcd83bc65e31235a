import type { z } from 'zod'
import type { Id } from '../../core/id.ts'
import { notFound } from '../../core/refusal.ts'
import type { Context } from '../../platform/context.ts'
import { notInUse } from '../schedule/contract.ts'
import * as contract from './contract.ts'
import { redFlags } from './contract-red-flags.ts'

export type WalkInState = contract.WalkIn['state']
type Wire = z.input<(typeof contract.addWalkIn)['output']>

type Row = {
  id: Id<'walk-in'>
  location_id: Id<'location'>
  location_name: string
  zone: string
  patient_id: Id<'patient'> | null
  name: string
  birth_date: string | null
  reason: string
  urgency: number
  came_at: string
  state: WalkInState
  state_since: string
  visit_type_id: Id<'visit-type'> | null
  appointment_id: Id<'appointment'> | null
  turned_away_reason: string | null
  version: number
}

const walkInOf = (row: Row): Wire => ({
  id: row.id,
  location: row.location_id,
  locationName: row.location_name,
  zone: row.zone,
  patient: row.patient_id,
  name: row.name,
  birthDate: row.birth_date,
  reason: row.reason,
  urgency: row.urgency,
  cameAt: row.came_at,
  state: row.state,
  stateSince: row.state_since,
  visitType: row.visit_type_id,
  appointment: row.appointment_id,
  turnedAwayReason: row.turned_away_reason,
  version: row.version,
  redFlags: redFlags(row.reason),
})

/** Walk-ins by id, or those who wait or were dealt with since a moment. Waiting ones first: the most urgent, then who came first. */
export async function readWalkIns(
  ctx: Context,
  ask: { id?: string; location?: Id<'location'> | undefined; since: Temporal.Instant },
): Promise<Wire[]> {
  const rows = await ctx.sql<Row>`
    select w.id, w.location_id, l.name as location_name, l.zone, w.patient_id,
           case when p.id is null then w.name else concat_ws(' ', coalesce(nullif(p.preferred_name, ''), p.given), p.family) end as name,
           coalesce(p.birth_date, w.birth_date) as birth_date, w.reason, w.urgency, w.came_at, w.state, w.state_since, w.visit_type_id,
           w.appointment_id, w.turned_away_reason, w.version
      from arrivals.walk_in w
      join practice.location l on l.practice_id = w.practice_id and l.id = w.location_id
      left join patients.patient p on p.practice_id = w.practice_id and p.id = w.patient_id
     where w.practice_id = ${ctx.practice}::uuid
       and case when ${ask.id ?? null}::uuid is not null then w.id = ${ask.id ?? null}::uuid
                else w.state = 'waiting' or w.state_since >= ${ask.since.toString()}::timestamptz end
       and (${ask.location ?? null}::uuid is null or w.location_id = ${ask.location ?? null}::uuid)
     order by w.state = 'waiting' desc, case when w.state = 'waiting' then w.urgency end, case when w.state = 'waiting' then w.came_at end,
              w.state_since desc, w.id
     limit 500`
  ctx.concerns(rows.map(row => row.patient_id).filter(patient => patient !== null))
  return rows.map(walkInOf)
}

/** One walk-in, locked until the commit. Throws notFound. */
export async function requireWalkIn(ctx: Context, id: string): Promise<Wire> {
  const [locked] = await ctx.sql`
    select 1 from arrivals.walk_in w where w.practice_id = ${ctx.practice}::uuid and w.id = ${id}::uuid for update`
  if (!locked) throw notFound({ what: 'walk-in' })
  const [walkIn] = await readWalkIns(ctx, { id, since: ctx.now })
  ctx.concerns([], { walkIn: id })
  return walkIn!
}

/** Refuses a walk-in that is not in the state wanted, or not as the desk has seen it. */
export function requireState(walkIn: Wire, wanted: readonly WalkInState[], version: number | undefined): void {
  if (!wanted.includes(walkIn.state) || (version !== undefined && version !== walkIn.version)) {
    throw contract.walkInMoved({ state: walkIn.state })
  }
}

/** Puts a locked walk-in into a state, with the fact that says who and when. Answers how it stands now. */
export async function putWalkIn(
  ctx: Context,
  walkIn: Wire,
  what: 'placed' | 'left' | 'turned-away' | 'undone',
  to: { state: WalkInState; appointment?: Id<'appointment'>; reason?: string },
): Promise<Wire> {
  await ctx.sql`
    update arrivals.walk_in w
       set state = ${to.state}, state_since = ${ctx.now.toString()}::timestamptz, appointment_id = ${to.appointment ?? null}::uuid,
           turned_away_reason = case when ${to.state} = 'turned-away' then ${to.reason ?? null}::text end, version = w.version + 1
     where w.practice_id = ${ctx.practice}::uuid and w.id = ${walkIn.id}::uuid`
  return writeFact(ctx, walkIn.id, what, to.reason ?? null)
}

/** Adds the fact of what has just been written, tells the desks, and answers how the walk-in stands now. */
export async function writeFact(
  ctx: Context,
  id: string,
  what: 'came' | 'changed' | 'placed' | 'left' | 'turned-away' | 'undone',
  reason: string | null,
): Promise<Wire> {
  await ctx.sql`
    insert into arrivals.walk_in_fact (practice_id, walk_in_id, seq, what, state, reason, at, by_kind, by_staff, by_name)
    select w.practice_id, w.id, w.version, ${what}, w.state, ${reason}::text, ${ctx.now.toString()}::timestamptz, ${ctx.caller.kind},
           ${ctx.caller.staff}::uuid, ${ctx.caller.name}
      from arrivals.walk_in w where w.practice_id = ${ctx.practice}::uuid and w.id = ${id}::uuid`
  ctx.emit('arrivals.walk-in-changed', { walkIn: id })
  const [now] = await readWalkIns(ctx, { id, since: ctx.now })
  ctx.concerns([], { walkIn: id })
  return now!
}

/** Refuses a visit type that is not of this practice, or retired. */
export async function requireVisitType(ctx: Context, id: Id<'visit-type'> | undefined): Promise<void> {
  if (id === undefined) return
  const [row] = await ctx.sql<{ retired: boolean }>`
    select t.retired_at is not null as retired from schedule.visit_type t where t.practice_id = ${ctx.practice}::uuid and t.id = ${id}::uuid`
  if (!row) throw notFound({ what: 'visit-type' })
  if (row.retired) throw notInUse({ what: 'visit-type' })
}
