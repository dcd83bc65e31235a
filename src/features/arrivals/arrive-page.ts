import type { Id } from '../../core/id.ts'
import { minutesBetween, wallClock } from '../../core/time.ts'
import type { App, Context } from '../../platform/context.ts'
import { sqlOn } from '../../platform/database.ts'
import { openOperation } from '../../platform/feature.ts'
import { tokenHash } from '../../platform/session.ts'
import * as contract from './contract.ts'
import { greetingName } from './kiosk-match.ts'
import { openDeed, pageCaller } from './open-deed.ts'
import { seenByDesk } from './seen-by-desk.ts'
import { isExpected, type VisitHere, visitHere } from './visit-here.ts'
import { type Word, wordOf } from './word.ts'

export type LinkFound = { practice_id: Id<'practice'>; id: string; appointment_id: Id<'appointment'> }

/** How long before its start a visit may be arrived for through its link. Minutes. */
const EARLIEST = 120

/** The link behind an address, or null. */
export async function linkBehind(app: App, token: string): Promise<LinkFound | null> {
  const [found] = await sqlOn(app.db.app)<LinkFound>`
    select practice_id, id, appointment_id from arrivals.arrival_link_of(${tokenHash(token)}::bytea)`
  return found ?? null
}

export const gonePage = {
  standing: 'gone' as const,
  practice: '',
  location: '',
  time: null,
  provider: null,
  language: null,
  word: 'nothing' as const,
  next: null,
}

type Page = Omit<typeof gonePage, 'standing' | 'time' | 'provider' | 'language' | 'word' | 'next'> & {
  standing: 'ready' | 'early' | 'arrived' | 'gone'
  time: string | null
  provider: string | null
  language: 'en' | 'es' | null
  word: Word
  next: 'sit' | 'desk' | null
}

/** Where a visit stands for its own link: good on the visit's day, and over midnight within two hours of the start. */
function standingOf(visit: VisitHere, now: Temporal.Instant): Page['standing'] {
  const until = -minutesBetween(visit.startsAt, now)
  const sameDay = wallClock(visit.startsAt, visit.zone).date === wallClock(now, visit.zone).date
  if (!sameDay && Math.abs(until) > EARLIEST) return 'gone'
  if (visit.state === 'arrived') return 'arrived'
  if (!isExpected(visit)) return 'gone'
  return until > EARLIEST ? 'early' : 'ready'
}

/** The page as the link shows it now; locks the visit until the commit. */
export async function pageOf(ctx: Context, link: LinkFound): Promise<{ page: Page; visit: VisitHere }> {
  const visit = await visitHere(ctx, link.appointment_id)
  const standing = standingOf(visit, ctx.now)
  const [row] = await ctx.sql<{
    practice: string
    location: string
    given: string
    family: string
    credential: string
    language: string
  }>`
    select p.name as practice, coalesce(l.name, '') as location, coalesce(v.given, '') as given, coalesce(v.family, '') as family,
           coalesce(v.credential, '') as credential, t.language
      from schedule.appointment a
      join practice.practice p on p.practice_id = a.practice_id
      join patients.patient t on t.practice_id = a.practice_id and t.id = a.patient_id
      left join practice.location l on l.practice_id = a.practice_id and l.id = a.location_id
      left join practice.provider v on v.practice_id = a.practice_id and v.id = a.provider_id
     where a.practice_id = ${ctx.practice}::uuid and a.id = ${visit.id}::uuid`
  if (standing === 'gone') return { page: { ...gonePage, practice: row!.practice }, visit }
  const seen = standing === 'arrived' ? await seenByDesk(ctx, [visit.patient]) : null
  return {
    visit,
    page: {
      standing,
      practice: row!.practice,
      location: row!.location,
      time: wallClock(visit.startsAt, visit.zone).time,
      provider: greetingName(row!),
      language: row!.language === '' ? null : /^es\b/i.test(row!.language) ? 'es' : 'en',
      word: await wordOf(ctx, visit),
      next: seen ? (seen.size > 0 ? 'desk' : 'sit') : null,
    },
  }
}

/** What the page shows before anything is pressed. An address that never was reads like one whose day is over. */
export const arrivePage = openOperation(contract.arrivePage, async (app, input, request) => {
  const link = await linkBehind(app, input.token)
  if (!link) return gonePage
  const shown = await openDeed(
    app,
    pageCaller(link.practice_id, 'Arrival link'),
    request,
    contract.arrivePage.name,
    ctx => pageOf(ctx, link),
  )
  return shown.page.standing === 'gone' ? gonePage : shown.page
})
