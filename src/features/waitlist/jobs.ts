import type { Id } from '../../core/id.ts'
import type { App, Context } from '../../platform/context.ts'
import { sqlOn } from '../../platform/database.ts'
import type { Job } from '../../platform/feature.ts'
import { asSystem } from '../../platform/transaction.ts'
import { lookAt } from './look.ts'
import { wishChanged } from './wish-row.ts'

/** Looks at one freed time. */
export const look: Job = {
  task: 'waitlist.look',
  run: (ctx, payload) => lookAt(ctx, String(payload.time)),
}

/** When the time to answer is up: looks at what the offer was about. */
export const offerEnded: Job = {
  task: 'waitlist.offer-ended',
  async run(ctx, payload) {
    const [offer] = await ctx.sql<{ freed_id: string }>`
      select freed_id from waitlist.offer where practice_id = ${ctx.practice} and id = ${payload.offer}::uuid`
    if (offer) await lookAt(ctx, offer.freed_id)
  },
}

/** After a wish came, changed or went: every open freed time has a look of its own. */
export const lookAgain: Job = {
  task: 'waitlist.look-again',
  async run(ctx) {
    for (const time of await openTimes(ctx)) ctx.later('waitlist.look', { time }, { key: `waitlist.look:${time}` })
  },
}

/** After something was booked, moved, held or let go with a provider: their freed times may be gone, or free again. */
export async function lookAround(ctx: Context, facts: Record<string, unknown>): Promise<void> {
  for (const time of await openTimes(ctx, String(facts.provider ?? ''))) {
    ctx.later('waitlist.look', { time }, { key: `waitlist.look:${time}` })
  }
}

async function openTimes(ctx: Context, provider?: string): Promise<string[]> {
  const rows = await ctx.sql<{ id: string }>`
    select id from waitlist.freed_time
     where practice_id = ${ctx.practice} and state = 'open' and (${provider ?? null}::text is null or provider_id::text = ${provider ?? null}::text)
     order by starts_at, id`
  return rows.map(row => row.id)
}

/** Every so often: offers that have run out, freed times that have passed, mornings that have come; and who waits in vain is let go. It does what
 *  the jobs do as well, in case one was lost. */
export async function tend(app: App): Promise<void> {
  const now = app.clock.now().toString()
  const practices = await sqlOn(app.db.app)<{ practice: Id<'practice'> }>`
    select practices_to_tend as practice from waitlist.practices_to_tend(${now}::timestamptz)`
  for (const { practice } of practices) await asSystem(app, practice, 'waitlist.tend', tendOne)
}

async function tendOne(ctx: Context): Promise<void> {
  const now = ctx.now.toString()
  const due = await ctx.sql<{ id: string }>`
    select t.id from waitlist.freed_time t
     where t.practice_id = ${ctx.practice} and t.state = 'open'
       and (t.look_at <= ${now} or t.starts_at <= ${now} or exists (
         select from waitlist.offer o where o.practice_id = t.practice_id and o.freed_id = t.id and o.state = 'open' and o.expires_at <= ${now}))
     order by t.id`
  for (const { id } of due) ctx.later('waitlist.look', { time: id }, { key: `waitlist.look:${id}` })
  const ended = await ctx.sql<{ id: Id<'wish'>; patient_id: Id<'patient'> }>`
    update waitlist.wish w set state = 'ended', closed_at = ${now}, version = w.version + 1,
           closed_why = case when w.until < (${now}::timestamptz at time zone p.zone)::date then 'until' else 'visit' end
      from practice.practice p
     where w.practice_id = ${ctx.practice} and p.practice_id = w.practice_id and w.state = 'open'
       and (w.until < (${now}::timestamptz at time zone p.zone)::date
            or exists (select from schedule.appointment a where a.practice_id = w.practice_id and a.id = w.appointment_id
                 and (a.starts_at <= ${now}::timestamptz
                      or (a.state not in ('booked', 'confirmed') and a.state_since < ${now}::timestamptz - interval '15 minutes'))))
       and not exists (select from waitlist.offer o where o.practice_id = w.practice_id and o.wish_id = w.id and o.state = 'open')
    returning w.id, w.patient_id`
  for (const wish of ended) {
    ctx.concerns([wish.patient_id], { wish: wish.id })
    wishChanged(ctx, wish.id, wish.patient_id)
  }
}
