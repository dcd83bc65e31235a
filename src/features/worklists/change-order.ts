import { command } from '../../platform/feature.ts'
import { requireProvider } from '../practice/index.ts'
import * as contract from './contract.ts'
import { keepOrder, lockOrder } from './order.ts'
import { requireType } from './require-type.ts'

/** Changes an order. */
export const changeOrder = command(contract.changeOrder, {
  async run(ctx, input) {
    const order = await lockOrder(ctx, input.order)
    if (order.visit_type_id !== input.visitType) await requireType(ctx, input.visitType)
    if (input.provider) await requireProvider(ctx, input.provider)
    if (input.version !== undefined && input.version !== order.version) {
      throw contract.changedMeanwhile({ by: '', at: null })
    }
    await ctx.sql`
      update worklists.visit_order o
         set kind = ${input.kind}, title = ${input.title}, visit_type_id = ${input.visitType}::uuid, provider_id = ${input.provider ?? null}::uuid,
             priority = ${input.priority}, earliest = ${input.earliest}::date, latest = ${input.latest}::date, preparation = ${input.preparation},
             authorisation = ${input.authorisation}, authorised_until = ${input.authorisedUntil ?? null}::date,
             authorisation_number = ${input.authorisationNumber}, note = ${input.note}, version = o.version + 1
       where o.practice_id = ${ctx.practice}::uuid and o.id = ${input.order}::uuid`
    await keepOrder(ctx, order, 'changed')
    return { order: input.order, version: order.version + 1 }
  },
})
