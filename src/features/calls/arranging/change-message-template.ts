import { notFound } from '../../../core/refusal.ts'
import { command } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { readTemplates } from './message-templates.ts'

/** Changes what is given and leaves the rest. Messages written with it keep their words. */
export const changeMessageTemplate = command(contract.changeMessageTemplate, {
  constraints: { message_template_by_name: contract.messageTemplateExists },
  async run(ctx, input) {
    const retired = input.retired ?? null
    const [known] = await ctx.sql<{ id: string }>`
      update calls.message_template
         set kind = coalesce(${input.kind ?? null}::text, kind), name = coalesce(${input.name ?? null}::text, name),
             text = coalesce(${input.text ?? null}::text, text),
             retired_at = case when ${retired}::boolean is null then retired_at
                               when ${retired}::boolean then coalesce(retired_at, ${ctx.now.toString()}::timestamptz) end
       where practice_id = ${ctx.practice} and id = ${input.template} returning id`
    if (!known) throw notFound({ what: 'message-template' })
    ctx.emit('calls.template-changed', { template: input.template })
    return (await readTemplates(ctx, { only: input.template, retired: true }))[0]!
  },
})
