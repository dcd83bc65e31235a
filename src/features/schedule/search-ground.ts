import type { Id } from '../../core/id.ts'
import { notFound } from '../../core/refusal.ts'
import type { Context } from '../../platform/context.ts'

export type SearchGround = {
  zone: string
  /** How many providers are looked at. */
  providers: number
  visitType: {
    minutes: number
    prepareMinutes: number
    cleanMinutes: number
    stepMinutes: number
    needsRoom: boolean
  }
}

/** Visit type, the practice's zone and how many providers a search concerns; ids of nobody here are refused as not found. */
export async function searchGround(
  ctx: Context,
  ask: { visitType: Id<'visit-type'>; providers: string[] | null; locations: string[] | null },
): Promise<SearchGround> {
  const [row] = await ctx.sql<{
    zone: string
    minutes: number | null
    prepare_minutes: number
    clean_minutes: number
    step_minutes: number
    needs_room: boolean
    working: number
    known: number
    places: number
  }>`
    select p.zone, t.minutes, t.prepare_minutes, t.clean_minutes, t.step_minutes, t.needs_room,
           (select count(*) from practice.provider v where v.practice_id = p.practice_id and v.left_at is null
               and (${ask.providers}::uuid[] is null or v.id = any(${ask.providers}::uuid[])))::int as working,
           (select count(*) from practice.provider v where v.practice_id = p.practice_id and v.id = any(${ask.providers}::uuid[]))::int as known,
           (select count(*) from practice.location l where l.practice_id = p.practice_id and l.id = any(${ask.locations}::uuid[]))::int as places
      from practice.practice p
      left join schedule.visit_type t on t.practice_id = p.practice_id and t.id = ${ask.visitType}::uuid
     where p.practice_id = ${ctx.practice}::uuid`
  if (!row || row.minutes === null) throw notFound({ what: 'visit-type' })
  if (ask.providers && row.known < new Set(ask.providers).size) throw notFound({ what: 'provider' })
  if (ask.locations && row.places < new Set(ask.locations).size) throw notFound({ what: 'location' })
  return {
    zone: row.zone,
    providers: row.working,
    visitType: {
      minutes: row.minutes,
      prepareMinutes: row.prepare_minutes,
      cleanMinutes: row.clean_minutes,
      stepMinutes: row.step_minutes,
      needsRoom: row.needs_room,
    },
  }
}
