import { type Id, newId } from '../../core/id.ts'
import type { Context } from '../../platform/context.ts'
import { command } from '../../platform/feature.ts'
import { bookYes, settleOthers } from './book-yes.ts'
import * as contract from './contract.ts'
import { type Freed, lockOpenFreed } from './freed-row.ts'
import { offerOf } from './offer-row.ts'
import { oneCandidate } from './one-candidate.ts'
import { settleOffer } from './settle-offer.ts'

/** The patient said it on the phone, asked before or not. */
export const takeAnswer = command(contract.takeAnswer, {
  async run(ctx, input) {
    const freed = await lockOpenFreed(ctx, input.time)
    const [open] = await ctx.sql<{ id: Id<'offer'> }>`
      select id from waitlist.offer
       where practice_id = ${ctx.practice} and freed_id = ${freed.id} and wish_id = ${input.wish} and state = 'open'`
    // Whom nobody asked yet is asked and answered at once; the time that others are being asked about is needed for that.
    if (!open && input.answer === 'yes') await settleOthers(ctx, freed, null, { state: 'gone', why: 'taken' })
    const offer = await offerOf(ctx, open?.id ?? (await ask(ctx, freed, input.wish)))
    ctx.concerns([offer.patient_id], { offer: offer.id })
    if (input.answer === 'no') {
      await settleOffer(ctx, offer.id, { state: 'no', by: 'desk' })
      ctx.later('waitlist.look', { time: freed.id }, { key: `waitlist.look:${freed.id}` })
      return { appointment: null, startsAt: offer.starts_at }
    }
    const booked = await bookYes(ctx, freed, offer, 'desk')
    if ('why' in booked) throw contract.notBooked({ why: booked.why })
    return { appointment: booked.appointment, startsAt: offer.starts_at }
  },
})

/** Notes a question that was put by telephone this moment. */
async function ask(ctx: Context, freed: Freed, wishId: string): Promise<Id<'offer'>> {
  const { wish, span, reasons } = await oneCandidate(ctx, freed, wishId)
  const id = newId<'offer'>(ctx.now.epochMilliseconds)
  await ctx.sql`
    insert into waitlist.offer (practice_id, id, freed_id, wish_id, patient_id, visit_type_id, provider_id, location_id, zone, starts_at, ends_at,
           reasons, how, language, state, offered_at, offered_by_name, expires_at)
    values (${ctx.practice}, ${id}, ${freed.id}, ${wish.id}, ${wish.patient}, ${wish.visitType}, ${span.provider}, ${span.location}, ${span.zone},
            ${span.startsAt}, ${span.endsAt}, ${reasons.map(one => one.what)}::text[], 'phone', 'en', 'open', ${ctx.now.toString()},
            ${ctx.caller.name}, ${span.startsAt})`
  return id
}
