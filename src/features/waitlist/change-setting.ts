import { notFound } from '../../core/refusal.ts'
import { command } from '../../platform/feature.ts'
import * as contract from './contract.ts'

/** Sets the whole at once. Freed times that were found already go on as they began. */
export const changeSetting = command(contract.changeSetting, {
  async run(ctx, input) {
    if (input.tasksTo) {
      const known = await ctx.sql`
        select 1 from practice.staff where practice_id = ${ctx.practice} and id = ${input.tasksTo} and left_at is null`
      if (known.length === 0) throw notFound({ what: 'staff' })
    }
    await ctx.sql`
      insert into waitlist.setting (practice_id, mode, manner, minutes_each, at_once, from_time, to_time, tasks_to)
      values (${ctx.practice}, ${input.mode}, ${input.manner}, ${input.minutesEach}, ${input.atOnce}, ${input.fromTime}, ${input.toTime}, ${input.tasksTo})
      on conflict (practice_id) do update
        set mode = excluded.mode, manner = excluded.manner, minutes_each = excluded.minutes_each, at_once = excluded.at_once,
            from_time = excluded.from_time, to_time = excluded.to_time, tasks_to = excluded.tasks_to`
    ctx.emit('waitlist.setting-changed', {})
    return input
  },
})
