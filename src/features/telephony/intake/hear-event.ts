import { createHash } from 'node:crypto'
import { type Id, newId } from '../../../core/id.ts'
import { notAhead } from '../../../core/not-ahead.ts'
import { readPhone } from '../../../core/phone.ts'
import type { Context } from '../../../platform/context.ts'
import { keepCallStory } from '../../calls/index.ts'
import { countryOf } from '../../practice/index.ts'
import { type CallStory, callStory, type KeptEvent } from './call-story.ts'
import { dialledForm } from './dialled.ts'
import { contentKey, type PhoneEvent } from './phone-event.ts'

/** Takes in one event of a phone system. Every event is kept once; then the call's record is made to say what all of them together say, so
 *  that repeated, late, overtaking and lost events leave the one true record. Answers whether the event was new. */
export async function hearEvent(
  ctx: Context,
  system: Id<'phone-system'>,
  event: PhoneEvent,
  ask: { onlyKnown?: boolean } = {},
): Promise<boolean> {
  const call = recordId(system, event.externalId)
  // Events of one call queue here: each must see what the one before it has kept.
  await ctx.sql`select pg_advisory_xact_lock(hashtextextended(${`${ctx.practice} ${call}`}, 0))`
  const earlier = await keptEvents(ctx, system, event.externalId)
  if (ask.onlyKnown && earlier.length === 0) return false
  const now = ctx.now.toString()
  const at = notAhead(event.at, ctx.now)
  const kept = await ctx.sql<{ id: string }>`
    insert into telephony.call_event (practice_id, id, system_id, external_id, content_key, what, at, received_at, from_text, from_name, to_text, extension, spoken)
    values (${ctx.practice}, ${newId()}, ${system}, ${event.externalId}, ${contentKey(event)}, ${event.what}, ${at}::timestamptz, ${now}::timestamptz,
            ${event.from}, ${event.name}, ${event.to}, ${event.extension}, ${event.spoken})
    on conflict on constraint call_event_once do nothing
    returning id`
  await ctx.sql`
    update telephony.phone_system set last_event_at = ${now}::timestamptz where practice_id = ${ctx.practice} and id = ${system}`
  if (!kept[0]) return false
  const house = await houseNumbers(ctx)
  const before = callStory(earlier)
  const told = toldCall(callStory([...earlier, { ...event, at }])!, house)
  if (told) await keepCallStory(ctx, call, told, before && toldCall(before, house))
  return true
}

/** The id under which the calls feature knows a phone system's call: two systems may use the same one. */
export function recordId(system: Id<'phone-system'>, externalId: string): string {
  const whole = `${system}:${externalId}`
  return whole.length <= 200 ? whole : `${system}:#${createHash('sha256').update(externalId).digest('hex')}`
}

async function keptEvents(ctx: Context, system: Id<'phone-system'>, externalId: string): Promise<KeptEvent[]> {
  return ctx.sql<KeptEvent>`
    select what, at, from_text as "from", from_name as name, to_text as "to", extension, spoken
      from telephony.call_event
     where practice_id = ${ctx.practice} and system_id = ${system} and external_id = ${externalId}`
}

type HouseNumbers = {
  country: string
  lines: ReadonlyMap<string, string>
  extensions: ReadonlyMap<string, Id<'staff'>>
}

async function houseNumbers(ctx: Context): Promise<HouseNumbers> {
  const lines = await ctx.sql<{ dialled: string; name: string }>`
    select dialled, name from telephony.line where practice_id = ${ctx.practice}`
  const extensions = await ctx.sql<{ number: string; staff_id: Id<'staff'> }>`
    select number, staff_id from telephony.extension where practice_id = ${ctx.practice}`
  return {
    country: await countryOf(ctx),
    lines: new Map(lines.map(line => [line.dialled, line.name])),
    extensions: new Map(extensions.map(one => [one.number, one.staff_id])),
  }
}

/** What the story means in this house; null for a call from one desk to another, of which there is no record. A call out is taken by who
 *  makes it, from the beginning. */
function toldCall(story: CallStory, house: HouseNumbers): Parameters<typeof keepCallStory>[2] | null {
  const { from, to, rangAt, endedAt } = story
  const caller = from === null ? undefined : house.extensions.get(from)
  if (caller) {
    const outside = to !== null && !house.extensions.has(to) && readPhone(to, house.country) !== null
    if (!outside) return null
    return { direction: 'out', line: null, from: to, rangAt, answered: { at: rangAt, staff: caller }, endedAt }
  }
  return {
    direction: 'in',
    line: to === null ? null : (house.lines.get(dialledForm(to, house.country)) ?? to).slice(0, 60),
    from: writtenCaller(story),
    rangAt,
    answered:
      story.answeredAt === null
        ? null
        : {
            at: story.answeredAt,
            staff: (story.extension && house.extensions.get(story.extension)) || null,
          },
    endedAt,
  }
}

/** Number and display name as one text, as SIP writes them: '"Anna O'Neil" <+15550100142>'. */
function writtenCaller({ from, name }: CallStory): string | null {
  const plain = name?.replace(/["<>]/g, '').trim()
  if (!plain || plain === from) return from
  return `"${plain}" <${from ?? 'unknown'}>`
}
