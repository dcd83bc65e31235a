import { notFound } from '../../../core/refusal.ts'
import { command } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { keepBrought, newest, readGuidance } from './guidance-rows.ts'

/** The clinician in charge stands behind the wording they have read, and behind no other. */
export const approveGuidance = command(contract.approveGuidance, {
  async run(ctx, input) {
    const one = (await readGuidance(ctx)).find(other => other.guidance === input.guidance)
    if (!one) throw notFound({ what: 'guidance' })
    await keepBrought(ctx, one)
    const [row] = await ctx.sql<{ version: number }>`
      select version from calls.guidance where practice_id = ${ctx.practice} and id = ${input.guidance} for update`
    if (row!.version !== input.version) throw contract.guidanceChanged(await newest(ctx, input.guidance))
    const written = await ctx.sql<{ at: string }>`
      insert into calls.guidance_approval (practice_id, guidance_id, version, at, by)
      values (${ctx.practice}, ${input.guidance}, ${input.version}, ${ctx.now.toString()}, ${ctx.caller.staff})
      on conflict do nothing returning at`
    ctx.concerns([], { guidance: input.guidance })
    if (written.length > 0) ctx.emit('calls.guidance-changed', { guidance: input.guidance })
    const [approval] = await ctx.sql<{ at: string }>`
      select at from calls.guidance_approval
       where practice_id = ${ctx.practice} and guidance_id = ${input.guidance} and version = ${input.version}`
    return { guidance: input.guidance, approvedAt: approval!.at }
  },
})
