import { newId } from '../../../core/id.ts'
import { command } from '../../../platform/feature.ts'
import { requireStaff } from '../../practice/index.ts'
import * as contract from '../contract.ts'

/** Says who sits at an extension. */
export const addExtension = command(contract.addExtension, {
  constraints: { extension_number_once: contract.extensionExists },
  async run(ctx, input) {
    const person = await requireStaff(ctx, input.staff)
    if (person.left_at) throw contract.personHasLeft({ name: person.name })
    const id = newId<'extension'>()
    await ctx.sql`
      insert into telephony.extension (practice_id, id, number, staff_id)
      values (${ctx.practice}, ${id}, ${input.number}, ${input.staff})`
    ctx.concerns([], { extension: id })
    ctx.emit('telephony.extension-changed', { extension: id })
    return { extension: id }
  },
})
