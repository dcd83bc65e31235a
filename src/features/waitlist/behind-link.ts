import type { Id } from '../../core/id.ts'
import { networkOf } from '../../core/network.ts'
import { tooManyRequests } from '../../core/refusal.ts'
import type { App, Caller, Context } from '../../platform/context.ts'
import { sqlOn } from '../../platform/database.ts'
import type { OpenRequest } from '../../platform/feature.ts'
import { tokenHash } from '../../platform/session.ts'
import { auditLine, inTransaction, isRetryable } from '../../platform/transaction.ts'
import { linkUnknown, type OfferPage } from './contract.ts'
import type { OfferRow } from './offer-row.ts'

/** Wrong links one network may try in a minute, before it has to wait. */
const GUESSES = 20
const TRIES = 5

type Found = { practice_id: Id<'practice'>; offer_id: Id<'offer'>; freed_id: Id<'freed-time'> }

/** Does one thing about the offer behind a link, in a transaction of its practice and with a line in its trail. The link alone says which
 *  practice that is. Throws linkUnknown; who tries many wrong ones waits. */
export async function behindLink<T>(
  app: App,
  token: string,
  request: OpenRequest,
  deed: string,
  run: (ctx: Context, found: Found) => Promise<T>,
): Promise<T> {
  await refuseGuesser(app, request, 0)
  const [found] = await sqlOn(app.db.app)<Found>`
    select practice_id, offer_id, freed_id from waitlist.offer_of_token(${tokenHash(token)}::bytea)`
  if (!found) {
    await refuseGuesser(app, request, 1)
    throw linkUnknown()
  }
  const caller: Caller = {
    practice: found.practice_id,
    kind: 'system',
    staff: null,
    session: null,
    name: 'Link of a patient',
    permissions: 'all',
  }
  for (let attempt = 1; ; attempt++) {
    try {
      return await inTransaction(app, caller, request.requestId, async (ctx, notes) => {
        const answer = await run(ctx, found)
        notes.ending.line = auditLine(ctx, deed, notes, 'done', null)
        return answer
      })
    } catch (error) {
      if (!isRetryable(error) || attempt >= TRIES) throw error
    }
  }
}

/** Counts wrong links by network and minute, in the database, so that every process counts together. */
async function refuseGuesser(app: App, request: OpenRequest, more: number): Promise<void> {
  const who = `link:${networkOf(request.address)}`
  const seconds = Math.floor(app.clock.now().epochMilliseconds / 1000)
  const minute = Math.floor(seconds / 60)
  const sql = sqlOn(app.db.app)
  const rows =
    more === 0
      ? await sql<{ count: number }>`select count from platform.request_count where who = ${who} and minute = ${minute}`
      : await sql<{ count: number }>`
          insert into platform.request_count (who, minute, count) values (${who}, ${minute}, ${more})
          on conflict (who, minute) do update set count = platform.request_count.count + excluded.count returning count`
  if ((rows[0]?.count ?? 0) > GUESSES) throw tooManyRequests({ retryAfterSeconds: 60 - (seconds % 60) })
}

/** What the page shows of an offer now: day, time, place, the provider's name and the patient's first name, and nothing else. */
export async function pageOf(ctx: Context, offer: OfferRow, state: OfferPage['state']): Promise<OfferPage> {
  const [row] = await ctx.sql<{
    practice: string
    phone: string | null
    first_name: string
    provider: string
    place: string
    instead: string | null
  }>`
    select h.name as practice, coalesce(l.phone, h.phone) as phone, coalesce(nullif(p.preferred_name, ''), nullif(p.given, ''), p.family) as first_name,
           concat_ws(', ', concat_ws(' ', nullif(v.given, ''), v.family), nullif(v.credential, '')) as provider, l.name as place,
           (select a.starts_at from waitlist.wish w join schedule.appointment a on a.practice_id = w.practice_id and a.id = w.appointment_id
             where w.practice_id = h.practice_id and w.id = ${offer.wish_id}::uuid) as instead
      from practice.practice h
      join patients.patient p on p.practice_id = h.practice_id and p.id = ${offer.patient_id}::uuid
      join practice.provider v on v.practice_id = h.practice_id and v.id = ${offer.provider_id}::uuid
      join practice.location l on l.practice_id = h.practice_id and l.id = ${offer.location_id}::uuid
     where h.practice_id = ${ctx.practice}`
  ctx.concerns([offer.patient_id], { offer: offer.id })
  return {
    state,
    language: offer.language,
    practice: row!.practice,
    phone: row!.phone,
    firstName: row!.first_name,
    providerName: row!.provider,
    place: row!.place,
    startsAt: offer.starts_at,
    endsAt: offer.ends_at,
    zone: offer.zone,
    instead: state === 'open' ? row!.instead : null,
    expiresAt: offer.expires_at,
  }
}

/** How an offer stands for its link: run out is ended, whether or not somebody has noted it. */
export function standingOf(offer: OfferRow, now: Temporal.Instant): OfferPage['state'] {
  if (offer.state === 'skipped') return 'withdrawn'
  if (offer.state === 'open' && Temporal.Instant.compare(offer.expires_at, now) <= 0) return 'ended'
  return offer.state
}
