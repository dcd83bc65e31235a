import type { Id } from '../../../core/id.ts'
import type { Context } from '../../../platform/context.ts'
import { query } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import type { MessageKind } from '../contract-kinds.ts'

type Template = { id: Id<'message-template'>; kind: MessageKind; name: string; text: string; retired: boolean }

/** The practice's ready texts, by name. */
export const messageTemplates = query(contract.messageTemplates, async (ctx, input) => ({
  templates: await readTemplates(ctx, { retired: input.retired }),
}))

/** Ready texts by name; `only` one of them, or those in use, or all. */
export async function readTemplates(
  ctx: Context,
  ask: { only?: Id<'message-template'>; retired: boolean },
): Promise<Template[]> {
  return await ctx.sql<Template>`
    select id, kind, name, text, retired_at is not null as retired from calls.message_template
     where practice_id = ${ctx.practice} and (${ask.only ?? null}::uuid is null or id = ${ask.only ?? null}::uuid)
       and (${ask.retired}::boolean or retired_at is null)
     order by retired_at is not null, lower(name), id`
}
