import { createHash } from 'node:crypto'
import type { Id } from '../../../core/id.ts'
import { writeCalendar } from '../../../formats/ical/calendar.ts'
import type { Context } from '../../../platform/context.ts'
import { sqlOn } from '../../../platform/database.ts'
import type { Page } from '../../../platform/feature.ts'
import { tokenHash } from '../../../platform/session.ts'
import { asSystem } from '../../../platform/transaction.ts'
import type { FeedLevel } from '../contract.ts'
import { calendarEvents } from './ical-visits.ts'

const refresh_minutes = 15

/** Nothing more is said whether the address never was, or is closed. */
const nothingHere = {
  status: 404,
  headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  body: 'There is no calendar at this address.\n',
}

type Feed = { provider_id: Id<'provider'>; provider_name: string; level: FeedLevel; read_at: string | null }

/** A provider's visits for a calendar program. The address is the key: it leads to one feed of one practice and shows what that feed's level allows. */
export const calendarPage: Page = {
  route: '/calendar/:token',
  async read(app, { parameters, header }) {
    const token = /^([A-Za-z0-9_-]{43})\.ics$/.exec(parameters.token ?? '')?.[1]
    if (!token) return nothingHere
    const [found] = await sqlOn(app.db.app)<{ practice_id: Id<'practice'>; feed_id: Id<'calendar-feed'> }>`
      select practice_id, feed_id from schedule.calendar_feed_of(${tokenHash(token)}::bytea)`
    if (!found) return nothingHere
    const body = await asSystem(app, found.practice_id, 'schedule.read-calendar-feed', ctx =>
      written(ctx, found.feed_id),
    )
    if (body === null) return nothingHere
    const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 32)}"`
    const headers = {
      etag,
      'cache-control': 'private, no-cache',
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex',
    }
    const known = (header('if-none-match') ?? '').split(',').map(one => one.trim().replace(/^W\//, ''))
    if (known.includes(etag) || known.includes('*')) return { status: 304, headers, body: '' }
    return {
      status: 200,
      headers: {
        ...headers,
        'content-type': 'text/calendar; charset=utf-8',
        'content-disposition': 'inline; filename="schedule.ics"',
      },
      body,
    }
  },
}

async function written(ctx: Context, id: Id<'calendar-feed'>): Promise<string | null> {
  const [feed] = await ctx.sql<Feed>`
    select f.provider_id, concat_ws(', ', concat_ws(' ', nullif(p.given, ''), p.family), nullif(p.credential, '')) as provider_name, f.level, f.read_at
      from schedule.calendar_feed f
      join practice.provider p on p.practice_id = f.practice_id and p.id = f.provider_id
     where f.practice_id = ${ctx.practice}::uuid and f.id = ${id}::uuid and f.revoked_at is null`
  if (!feed) return null
  const { events, patients } = await calendarEvents(ctx, { provider: feed.provider_id, level: feed.level })
  // Programs look every few minutes; once an hour is enough to know that somebody still reads it, and who was shown to whom.
  const hourAgo = ctx.now.subtract({ hours: 1 })
  if (!feed.read_at || Temporal.Instant.compare(Temporal.Instant.from(feed.read_at), hourAgo) < 0) {
    await ctx.sql`update schedule.calendar_feed set read_at = ${ctx.now.toString()}::timestamptz where practice_id = ${ctx.practice}::uuid and id = ${id}::uuid`
    if (patients.length > 0) ctx.concerns(patients, { feed: id, level: feed.level })
  }
  return writeCalendar({
    product: '-//Anteroom//Schedule//EN',
    name: feed.provider_name,
    refresh_minutes,
    events,
  })
}
