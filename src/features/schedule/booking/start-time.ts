import type { Id } from '../../../core/id.ts'
import { notFound } from '../../../core/refusal.ts'
import { wallMeaning } from '../../../core/time.ts'
import type { Context } from '../../../platform/context.ts'
import { timeDoesNotExist, timeExistsTwice } from '../contract.ts'

type Given = {
  startsAt?: string | undefined
  date?: string | undefined
  time?: string | undefined
  which?: 'earlier' | 'later' | undefined
}

/** The instant a visit is to start: as given, or what the location's clock means by date and time. Null if nothing was given. */
export async function startInstant(
  ctx: Context,
  given: Given,
  place: { provider: Id<'provider'>; location?: Id<'location'> | null | undefined },
): Promise<Temporal.Instant | null> {
  if (given.startsAt !== undefined) return Temporal.Instant.from(given.startsAt)
  if (given.date === undefined || given.time === undefined) return null
  const zone = await zoneOn(ctx, given.date, place)
  const meaning = wallMeaning(given.date, given.time, zone)
  if (meaning.kind === 'once') return meaning.at
  if (meaning.kind === 'never') {
    throw timeDoesNotExist({ date: given.date, time: given.time, zone, from: meaning.from, to: meaning.to })
  }
  if (given.which) return meaning[given.which]
  throw timeExistsTwice({
    date: given.date,
    time: given.time,
    zone,
    earlier: meaning.earlier.toString(),
    later: meaning.later.toString(),
  })
}

/** Zone of the location named, or of the one the provider works at that day, or usually, or of the practice. */
async function zoneOn(
  ctx: Context,
  date: string,
  place: { provider: Id<'provider'>; location?: Id<'location'> | null | undefined },
): Promise<string> {
  const [row] = await ctx.sql<{ zone: string; location_known: boolean; provider_known: boolean }>`
    select coalesce(
             (select l.zone from practice.location l where l.practice_id = p.practice_id and l.id = ${place.location ?? null}::uuid),
             (select h.zone from schedule.open_hours(array[${place.provider}::uuid], null, ${date}::date, ${date}::date) h
               order by isempty(h.open), h.planned limit 1),
             (select l.zone from practice.provider v join practice.location l on l.practice_id = v.practice_id and l.id = v.location_id
               where v.practice_id = p.practice_id and v.id = ${place.provider}::uuid),
             p.zone) as zone,
           exists (select from practice.location l where l.practice_id = p.practice_id and l.id = ${place.location ?? null}::uuid) as location_known,
           exists (select from practice.provider v where v.practice_id = p.practice_id and v.id = ${place.provider}::uuid) as provider_known
      from practice.practice p where p.practice_id = ${ctx.practice}::uuid`
  if (!row?.provider_known) throw notFound({ what: 'provider' })
  if (place.location && !row.location_known) throw notFound({ what: 'location' })
  return row.zone
}
