import { type Id, newId } from '../../core/id.ts'
import { invalidInput, notFound } from '../../core/refusal.ts'
import type { Context } from '../../platform/context.ts'
import { command } from '../../platform/feature.ts'
import { outOfUse } from '../schedule/index.ts'
import * as contract from './contract.ts'
import { findRows } from './find-rows.ts'
import { outSpan } from './out-span.ts'

/** Writes what went wrong, keeps more from being booked there, and lists every visit it touches. A booking that slips in at the same moment
 *  is found when its event is heard. */
export const reportDisruption = command(contract.reportDisruption, {
  async run(ctx, input) {
    const provider = input.kind === 'provider-away' ? (input.provider ?? null) : null
    const room = input.kind === 'room-out' ? (input.room ?? null) : null
    const location = input.kind === 'location-closed' ? (input.location ?? null) : null
    const zone = await zoneOf(ctx, input, { provider, room, location })
    if (!provider && !room && !location) {
      const message = 'name the provider, room or location that is out'
      throw invalidInput({ fields: [{ path: 'kind', message, code: 'custom' }] })
    }
    const span = outSpan(input, ctx.now, zone)
    await refuseTwice(ctx, input.kind, provider ?? room ?? location!, span)
    const id = newId<'disruption'>(ctx.now.epochMilliseconds)
    const what = provider ? { provider } : room ? { room } : { location: location! }
    const out = await outOfUse.take(ctx, what, span, input.reason || standing[input.kind])
    await ctx.sql`
      insert into disruption.disruption (practice_id, id, kind, provider_id, room_id, location_id, starts_at, ends_at, reason, exceptions, closures,
             block_id, reported_at, reported_by, reported_by_name)
      values (${ctx.practice}, ${id}, ${input.kind}, ${provider}, ${room}, ${location}, ${span.startsAt.toString()}, ${span.endsAt.toString()},
              ${input.reason}, ${out.exceptions}::uuid[], ${out.closures}::uuid[], ${out.block}, ${ctx.now.toString()}, ${ctx.caller.staff},
              ${ctx.caller.name})`
    const affected = await findRows(ctx, { disruption: id, appointment: null })
    ctx.emit('disruption.disruption-changed', { disruption: id })
    return { disruption: id, affected }
  },
})

/** What stands in the schedule when nobody gave a reason. */
const standing = { 'provider-away': 'Away', 'room-out': 'Out of use', 'location-closed': 'Closed' } as const

type Where = { provider: Id<'provider'> | null; room: Id<'room'> | null; location: Id<'location'> | null }

/** The zone its days are meant in, and that everything named is here: ids that were given beside the needed one are looked at as well. */
async function zoneOf(
  ctx: Context,
  input: { provider?: string | undefined; room?: string | undefined; location?: string | undefined },
  where: Where,
): Promise<string> {
  const [row] = await ctx.sql<{ provider: boolean; room: boolean; location: boolean; zone: string }>`
    select ${input.provider ?? null}::uuid is null or v.id is not null as provider,
           ${input.room ?? null}::uuid is null or r.id is not null as room,
           ${input.location ?? null}::uuid is null or l.id is not null as location,
           coalesce((select z.zone from practice.location z where z.practice_id = p.practice_id
                        and z.id = case when ${where.provider}::uuid is not null then v.location_id
                                        when ${where.room}::uuid is not null then r.location_id else l.id end), p.zone) as zone
      from practice.practice p
      left join practice.provider v on v.practice_id = p.practice_id and v.id = ${input.provider ?? null}::uuid
      left join practice.room r on r.practice_id = p.practice_id and r.id = ${input.room ?? null}::uuid
      left join practice.location l on l.practice_id = p.practice_id and l.id = ${input.location ?? null}::uuid
     where p.practice_id = ${ctx.practice}::uuid`
  for (const what of ['provider', 'room', 'location'] as const) if (!row![what]) throw notFound({ what })
  return row!.zone
}

/** One list for one absence: whoever reports it again is led to it. Two desks that report at once queue here. */
async function refuseTwice(
  ctx: Context,
  kind: string,
  what: string,
  span: { startsAt: Temporal.Instant; endsAt: Temporal.Instant },
): Promise<void> {
  await ctx.sql`select pg_advisory_xact_lock(hashtextextended('disruption' || ${ctx.practice}::text || ${what}::text, 7))`
  const [other] = await ctx.sql<{ id: string }>`
    select d.id from disruption.disruption d
     where d.practice_id = ${ctx.practice}::uuid and d.ended_at is null and d.kind = ${kind}
       and ${what}::uuid in (d.provider_id, d.room_id, d.location_id)
       and d.starts_at < ${span.endsAt.toString()}::timestamptz and d.ends_at > ${span.startsAt.toString()}::timestamptz
     limit 1`
  if (other) throw contract.alreadyReported({ disruption: other.id })
}
