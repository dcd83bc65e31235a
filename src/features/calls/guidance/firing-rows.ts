import type { z } from 'zod'
import { type Id, newId } from '../../../core/id.ts'
import { notFound } from '../../../core/refusal.ts'
import type { Context } from '../../../platform/context.ts'
import { type callGuidance, notFired } from '../contract.ts'
import { lockCall } from '../record/call-row.ts'
import type { Contents } from './guidance-rows.ts'

export type FiringLine = z.input<typeof callGuidance.output>['firings'][number]

type FactKind = FiringLine['facts'][number]['kind']

export type LockedFiring = {
  id: Id<'red-flag-firing'>
  emergency: Contents['emergency']
  flagName: string
  dismissed_at: string | null
}

/** When something was done: as told, if the browser could not tell at once, but never later than now. */
export const doneAt = (ctx: Context, at: string | undefined): string =>
  at && Temporal.Instant.compare(Temporal.Instant.from(at), ctx.now) < 0 ? at : ctx.now.toString()

/** The firing of a flag on a call, with both kept from others until this transaction ends. Missing if call or flag is nobody's here; refused if the
 *  flag has not shown on the call. */
export async function lockFiring(
  ctx: Context,
  input: { call: Id<'call'>; flag: Id<'guidance'> },
  isHere: (flag: Id<'guidance'>) => Promise<unknown>,
): Promise<LockedFiring> {
  const call = await lockCall(ctx, input.call)
  ctx.concerns(call.patient_id ? [call.patient_id] : [], { call: call.id })
  const [row] = await ctx.sql<LockedFiring>`
    select f.id, e.content as emergency, v.content->>'name' as "flagName", f.dismissed_at
      from calls.red_flag_firing f
      join calls.guidance_version e on e.practice_id = f.practice_id and e.guidance_id = f.emergency_id and e.version = f.emergency_version
      join calls.guidance_version v on v.practice_id = f.practice_id and v.guidance_id = f.flag_id and v.version = f.flag_version
     where f.practice_id = ${ctx.practice} and f.call_id = ${call.id} and f.flag_id = ${input.flag} for update of f`
  if (row) return row
  await isHere(input.flag)
  throw notFired()
}

/** Adds what happened to a firing, and tells who looks at it. */
export async function addFact(
  ctx: Context,
  firing: Id<'red-flag-firing'>,
  call: Id<'call'>,
  fact: { kind: FactKind; at: string; step?: number; text?: string; message?: Id<'message'> },
): Promise<void> {
  await ctx.sql`
    insert into calls.firing_fact (practice_id, firing_id, id, kind, at, by, step, text, message_id)
    values (${ctx.practice}, ${firing}, ${newId()}, ${fact.kind}, ${fact.at}, ${ctx.caller.staff}, ${fact.step ?? null}, ${fact.text ?? ''}, ${fact.message ?? null})`
  ctx.emit('calls.firing-changed', { call, firing })
}

/** Firings as screens show them, in the order given. */
export async function readFirings(ctx: Context, ids: readonly Id<'red-flag-firing'>[]): Promise<FiringLine[]> {
  if (ids.length === 0) return []
  const rows = await ctx.sql<Omit<FiringLine, 'facts'>>`
    select f.id as firing, f.call_id as call, f.flag_id as flag, v.content->>'name' as "flagName", v.content->>'group' as "group", f.absent, f.words,
           f.noticed_at as "noticedAt", f.shown_at as "shownAt", s.name as "shownTo", f.dismissed_at as "dismissedAt", f.reviewed_at as "reviewedAt",
           e.content as emergency, a.version is not null as approved
      from unnest(${ids}::uuid[]) with ordinality as wanted (id, place)
      join calls.red_flag_firing f on f.practice_id = ${ctx.practice} and f.id = wanted.id
      join calls.guidance_version v on v.practice_id = f.practice_id and v.guidance_id = f.flag_id and v.version = f.flag_version
      join calls.guidance_version e on e.practice_id = f.practice_id and e.guidance_id = f.emergency_id and e.version = f.emergency_version
      left join calls.guidance_approval a on a.practice_id = e.practice_id and a.guidance_id = e.guidance_id and a.version = e.version
      left join practice.staff s on s.practice_id = f.practice_id and s.id = f.shown_to
     order by wanted.place`
  const facts = Map.groupBy(
    await ctx.sql<FiringLine['facts'][number] & { firing: string }>`
      select f.firing_id as firing, f.kind, f.at, s.name as by, f.step, f.text
        from calls.firing_fact f
        left join practice.staff s on s.practice_id = f.practice_id and s.id = f.by
       where f.practice_id = ${ctx.practice} and f.firing_id = any (${ids}::uuid[])
       order by f.at, f.id`,
    fact => fact.firing,
  )
  return rows.map(row => ({ ...row, facts: facts.get(row.firing) ?? [] }))
}

/** A firing of this practice, kept from others until this transaction ends; else notFound. */
export async function lockFiringById(ctx: Context, firing: Id<'red-flag-firing'>) {
  const [row] = await ctx.sql<{
    id: Id<'red-flag-firing'>
    call: Id<'call'>
    patient: Id<'patient'> | null
    reviewedAt: string | null
    reviewedBy: string | null
  }>`
    select f.id, f.call_id as call, c.patient_id as patient, f.reviewed_at as "reviewedAt", s.name as "reviewedBy"
      from calls.red_flag_firing f
      join calls.call c on c.practice_id = f.practice_id and c.id = f.call_id
      left join practice.staff s on s.practice_id = f.practice_id and s.id = f.reviewed_by
     where f.practice_id = ${ctx.practice} and f.id = ${firing} for update of f`
  if (!row) throw notFound({ what: 'red-flag-firing' })
  ctx.concerns(row.patient ? [row.patient] : [], { call: row.call, firing })
  return row
}
