import { newId } from '../../../core/id.ts'
import { command } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { readTemplates } from './message-templates.ts'

/** Adds a ready text; its name is given once among those in use. */
export const addMessageTemplate = command(contract.addMessageTemplate, {
  constraints: { message_template_by_name: contract.messageTemplateExists },
  async run(ctx, input) {
    const id = newId<'message-template'>()
    await ctx.sql`
      insert into calls.message_template (practice_id, id, kind, name, text)
      values (${ctx.practice}, ${id}, ${input.kind}, ${input.name}, ${input.text})`
    ctx.emit('calls.template-changed', { template: id })
    return (await readTemplates(ctx, { only: id, retired: true }))[0]!
  },
})
