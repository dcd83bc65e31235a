import type { OutputOf } from '../../../core/contract.ts'
import type { Context } from '../../../platform/context.ts'
import { command } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'

export type Goal = OutputOf<typeof contract.setPhoneGoal>

/** 80 % in 20 s is what HFMA names; 5 % abandoned is the goal of URAC, HFMA and TRICARE alike. */
const usual: Goal = { answerWithin_s: 20, answerPercent: 80, abandonPercent: 5, short_s: 5 }

/** What the practice wants of its telephone; before anybody said so, what is usual. */
export async function goalOf(ctx: Context): Promise<Goal> {
  const [row] = await ctx.sql<Goal>`
    select answer_within_s as "answerWithin_s", answer_percent as "answerPercent", abandon_percent as "abandonPercent", short_s
      from calls.phone_goal where practice_id = ${ctx.practice}`
  return row ?? usual
}

/** Sets the whole at once. All figures, past ones too, go by it from then on. */
export const setPhoneGoal = command(contract.setPhoneGoal, {
  async run(ctx, input) {
    await ctx.sql`
      insert into calls.phone_goal (practice_id, answer_within_s, answer_percent, abandon_percent, short_s)
      values (${ctx.practice}, ${input.answerWithin_s}, ${input.answerPercent}, ${input.abandonPercent}, ${input.short_s})
      on conflict (practice_id) do update
        set answer_within_s = excluded.answer_within_s, answer_percent = excluded.answer_percent,
            abandon_percent = excluded.abandon_percent, short_s = excluded.short_s`
    ctx.emit('calls.phone-goal-set', {})
    return input
  },
})
