import { type Id, newId } from '../../core/id.ts'
import { command } from '../../platform/feature.ts'
import { requireActivePatient } from '../patients/index.ts'
import { requireProvider } from '../practice/index.ts'
import * as contract from './contract.ts'
import { keepItem } from './keep-item.ts'
import { requireType } from './require-type.ts'
import { rulesOf } from './rules.ts'
import { practiceZone } from './zone.ts'

/** Puts a test, referral or procedure onto the list; it falls due some weeks before its window. */
export const addOrder = command(contract.addOrder, {
  async run(ctx, input) {
    await requireActivePatient(ctx, input.patient)
    await requireType(ctx, input.visitType)
    if (input.provider) await requireProvider(ctx, input.provider)
    if (input.orderedBy) await requireProvider(ctx, input.orderedBy)
    const order = newId<'visit-order'>(ctx.now.epochMilliseconds)
    await ctx.sql`
      insert into worklists.visit_order (practice_id, id, patient_id, kind, title, visit_type_id, provider_id, ordered_by, ordered_at, priority, earliest,
             latest, preparation, authorisation, authorised_until, authorisation_number, note)
      values (${ctx.practice}::uuid, ${order}::uuid, ${input.patient}::uuid, ${input.kind}, ${input.title}, ${input.visitType}::uuid,
              ${input.provider ?? null}::uuid, ${input.orderedBy ?? null}::uuid, ${ctx.now.toString()}::timestamptz, ${input.priority},
              ${input.earliest}::date, ${input.latest}::date, ${input.preparation}, ${input.authorisation}, ${input.authorisedUntil ?? null}::date,
              ${input.authorisationNumber}, ${input.note})`
    const from = Temporal.PlainDate.from(input.earliest)
      .subtract({ days: (await rulesOf(ctx)).order_days })
      .toZonedDateTime(await practiceZone(ctx))
      .toInstant()
    const nextAt = Temporal.Instant.compare(from, ctx.now) > 0 ? from : ctx.now
    const item = order as string as Id<'work-item'>
    await keepItem(
      ctx,
      { list: 'orders', item, patient: input.patient, version: 0 },
      { nextAt: nextAt.toString() },
      { what: 'added' },
    )
    return { order }
  },
})
