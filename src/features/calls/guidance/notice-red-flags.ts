import type { Id } from '../../../core/id.ts'
import { type Matcher, matcherOf, redFlagsIn } from '../../../core/red-flag-matcher.ts'
import type { Context } from '../../../platform/context.ts'
import { type Guidance, keepBrought, ofKind, readGuidance } from './guidance-rows.ts'
import { noteSighting } from './note-sighting.ts'

type Ready = { made: string; matcher: Matcher<Id<'guidance'>> }
const ready = new Map<string, Ready>()
const practicesRemembered = 50

/** The matcher of a practice's lists, made anew when one of them has another version. */
function matcherFor(practice: string, flags: readonly Guidance<'red-flag'>[]): Matcher<Id<'guidance'>> {
  const made = flags.map(flag => `${flag.guidance} ${flag.version}`).join()
  const known = ready.get(practice)
  if (known?.made === made) return known.matcher
  const matcher = matcherOf(
    flags.map(flag => ({ flag: flag.guidance, phrases: flag.content.phrases, except: flag.content.except })),
  )
  if (ready.size > practicesRemembered) ready.clear()
  ready.set(practice, { made, matcher })
  return matcher
}

/** Looks for red flags in the note and the reasons of a call whose row the caller has locked, and writes what shows: also when no browser did. */
export async function noticeRedFlags(
  ctx: Context,
  call: Id<'call'>,
  text: { note?: string | undefined; reasons?: readonly string[] | undefined },
): Promise<void> {
  const texts = [text.note ?? '', ...(text.reasons ?? [])]
  if (texts.every(one => one.trim() === '')) return
  const all = await readGuidance(ctx)
  const flags = ofKind(all, 'red-flag').filter(flag => flag.active)
  const emergencies = ofKind(all, 'emergency')
  for (const sighting of redFlagsIn(matcherFor(ctx.practice, flags), texts)) {
    const flag = flags.find(one => one.guidance === sighting.flag)!
    const emergency = emergencies.find(one => one.guidance === flag.content.emergency)!
    await keepBrought(ctx, emergency)
    await keepBrought(ctx, flag)
    await noteSighting(ctx, call, {
      flag,
      emergency,
      words: sighting.words,
      absent: sighting.absent,
      at: ctx.now.toString(),
      shown: false,
    })
  }
}
