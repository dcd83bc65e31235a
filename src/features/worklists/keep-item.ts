import type { Id } from '../../core/id.ts'
import type { Context } from '../../platform/context.ts'
import { changedMeanwhile, type ListName } from './contract.ts'

type Was = { list: ListName; item: Id<'work-item'>; patient: Id<'patient'>; version: number }

/** What a deed makes of a row. Left out: as before. */
export type ItemChange = {
  state?: 'open' | 'closed'
  nextAt: string | null
  mark?: 'asked' | 'wants-to-move' | null
  tries?: number
  letters?: number
  closedReason?: string | null
}

export type ItemFact = {
  what:
    | 'attempt'
    | 'asked'
    | 'letter'
    | 'answered'
    | 'put-off'
    | 'closed'
    | 'reopened'
    | 'added'
    | 'changed'
    | 'booked'
    | 'proposed'
    | 'accepted'
    | 'declined'
  channel?: string | null
  result?: string | null
  note?: string | undefined
}

/** Writes how a row stands and the fact that says who did what, in one statement. `was.version` is what this deed has read (0: nobody has touched
 *  the row); of two deeds at one moment the second is refused with changedMeanwhile. Returns the new version. */
export async function keepItem(ctx: Context, was: Was, change: ItemChange, fact: ItemFact): Promise<number> {
  const now = ctx.now.toString()
  const said = fact.result ?? change.closedReason ?? fact.what
  const [kept] = await ctx.sql<{ version: number }>`
    with kept as (
      insert into worklists.work_item as w (practice_id, list, id, patient_id, state, next_at, mark, tries, letters, last_at, last_by_name, last_what,
             closed_reason, version)
      values (${ctx.practice}::uuid, ${was.list}, ${was.item}::uuid, ${was.patient}::uuid, ${change.state ?? 'open'}, ${change.nextAt}::timestamptz,
              ${change.mark ?? null}, ${change.tries ?? 0}::int, ${change.letters ?? 0}::int, ${now}::timestamptz, ${ctx.caller.name}, ${said},
              ${change.closedReason ?? null}, 1)
      on conflict (practice_id, list, id) do update
         set state = excluded.state, next_at = excluded.next_at,
             mark = case when ${change.mark !== undefined}::boolean then excluded.mark else w.mark end,
             tries = w.tries + ${change.tries ?? 0}::int, letters = w.letters + ${change.letters ?? 0}::int,
             last_at = excluded.last_at, last_by_name = excluded.last_by_name, last_what = excluded.last_what,
             closed_reason = excluded.closed_reason, version = w.version + 1
       where w.version = ${was.version}::int
      returning w.practice_id, w.list, w.id, w.version, w.next_at
    ), fact as (
      insert into worklists.item_fact (practice_id, list, item_id, seq, what, channel, result, note, next_at, at, by_kind, by_staff, by_name)
      select practice_id, list, id, version, ${fact.what}, ${fact.channel ?? null}, ${fact.result ?? change.closedReason ?? null}, ${fact.note ?? ''},
             next_at, ${now}::timestamptz, ${ctx.caller.kind}, ${ctx.caller.staff}::uuid, ${ctx.caller.name}
        from kept
    )
    select version from kept`
  if (!kept) throw await changedBy(ctx, was)
  ctx.concerns([was.patient], { list: was.list, item: was.item })
  ctx.emit('worklists.item-changed', { list: was.list, item: was.item, patient: was.patient })
  return kept.version
}

/** Throws changedMeanwhile if the desk has seen another version of the row than there is. */
export async function requireSeen(ctx: Context, row: Was, seen: number | undefined): Promise<void> {
  if (seen !== undefined && seen !== row.version) throw await changedBy(ctx, row)
}

async function changedBy(ctx: Context, row: Was) {
  const [last] = await ctx.sql<{ by: string; at: string }>`
    select w.last_by_name as by, w.last_at as at from worklists.work_item w
     where w.practice_id = ${ctx.practice}::uuid and w.list = ${row.list} and w.id = ${row.item}::uuid`
  return changedMeanwhile({ by: last?.by ?? '', at: last?.at ?? null })
}
