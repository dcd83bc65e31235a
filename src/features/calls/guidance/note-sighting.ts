import { type Id, newId } from '../../../core/id.ts'
import type { Context } from '../../../platform/context.ts'
import { addFact } from './firing-rows.ts'
import type { Guidance } from './guidance-rows.ts'

type Known = { id: Id<'red-flag-firing'>; absent: boolean; words: string[]; shown_at: string | null }

/** Writes that a red flag showed on a call whose row the caller has locked: once per call and flag, what is new is added. A mention that is meant takes
 *  the place of one of absence, and brings back what was put away. Seen by the server alone, it is noticed; told by a desk, it is shown. */
export async function noteSighting(
  ctx: Context,
  call: Id<'call'>,
  sighting: {
    flag: Guidance<'red-flag'>
    emergency: Guidance<'emergency'>
    words: readonly string[]
    absent: boolean
    at: string
    shown: boolean
  },
): Promise<{ firing: Id<'red-flag-firing'>; repeated: boolean }> {
  const { flag, emergency, words, absent, at, shown } = sighting
  const [known] = await ctx.sql<Known>`
    select id, absent, words, shown_at from calls.red_flag_firing
     where practice_id = ${ctx.practice} and call_id = ${call} and flag_id = ${flag.guidance} for update`
  const shownAt = shown ? at : null
  if (!known) {
    const firing = newId<'red-flag-firing'>()
    await ctx.sql`
      insert into calls.red_flag_firing
        (practice_id, id, call_id, flag_id, flag_version, emergency_id, emergency_version, absent, words, noticed_at, shown_at, shown_to)
      values (${ctx.practice}, ${firing}, ${call}, ${flag.guidance}, ${flag.version}, ${emergency.guidance}, ${emergency.version}, ${absent}, ${[...words]}::text[],
              ${at}, ${shownAt}, case when ${shown}::bool then ${ctx.caller.staff}::uuid end)`
    await addFact(ctx, firing, call, { kind: shown ? 'shown' : 'noticed', at, text: words.join(', ') })
    ctx.emit('calls.red-flag-fired', { call, firing })
    return { firing, repeated: false }
  }
  // Letter by letter "chest pai", "chest pain": what only grows is no other mention.
  const fresh = words.filter(word => !known.words.some(other => other.includes(word)))
  const nowMeant = known.absent && !absent
  const nowShown = shown && known.shown_at === null
  if (fresh.length === 0 && !nowMeant && !nowShown) return { firing: known.id, repeated: true }
  const all = [...known.words.filter(word => !fresh.some(other => other.includes(word))), ...fresh].slice(0, 50)
  await ctx.sql`
    update calls.red_flag_firing
       set words = ${all}::text[], absent = absent and ${absent}::bool,
           shown_at = coalesce(shown_at, ${shownAt}::timestamptz),
           shown_to = case when shown_at is null and ${shown}::bool then ${ctx.caller.staff}::uuid else shown_to end,
           dismissed_at = case when ${nowMeant}::bool then null else dismissed_at end,
           reviewed_at = case when ${nowMeant}::bool then null else reviewed_at end,
           reviewed_by = case when ${nowMeant}::bool then null else reviewed_by end
     where practice_id = ${ctx.practice} and id = ${known.id}`
  if (nowShown) await addFact(ctx, known.id, call, { kind: 'shown', at, text: words.join(', ') })
  else
    await addFact(ctx, known.id, call, { kind: 'mentioned', at, text: (fresh.length > 0 ? fresh : words).join(', ') })
  return { firing: known.id, repeated: true }
}
