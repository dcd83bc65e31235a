import { notFound } from '../../../core/refusal.ts'
import { command } from '../../../platform/feature.ts'
import { requireStaff } from '../../practice/index.ts'
import * as contract from '../contract.ts'

/** Changes an extension's number or who sits there. Calls answered before stay with who sat there then. */
export const changeExtension = command(contract.changeExtension, {
  constraints: { extension_number_once: contract.extensionExists },
  async run(ctx, input) {
    if (input.staff) {
      const person = await requireStaff(ctx, input.staff)
      if (person.left_at) throw contract.personHasLeft({ name: person.name })
    }
    const changed = await ctx.sql<{ id: string }>`
      update telephony.extension
         set number = coalesce(${input.number ?? null}, number), staff_id = coalesce(${input.staff ?? null}::uuid, staff_id)
       where practice_id = ${ctx.practice} and id = ${input.extension} returning id`
    if (!changed[0]) throw notFound({ what: 'extension' })
    ctx.concerns([], { extension: input.extension })
    ctx.emit('telephony.extension-changed', { extension: input.extension })
    return { extension: input.extension }
  },
})
