import type { OutputOf } from '../../core/contract.ts'
import type { Context } from '../../platform/context.ts'
import type { setting } from './contract.ts'

export type Setting = OutputOf<typeof setting>

const usual: Setting = {
  mode: 'propose',
  manner: 'one-after-another',
  minutesEach: 30,
  atOnce: 3,
  fromTime: '08:00',
  toTime: '20:00',
  tasksTo: null,
}

/** How the practice refills freed times; before anybody said so, it proposes. */
export async function settingOf(ctx: Context): Promise<Setting> {
  const [row] = await ctx.sql<{ setting: Setting }>`
    select jsonb_build_object('mode', mode, 'manner', manner, 'minutesEach', minutes_each, 'atOnce', at_once,
             'fromTime', to_char(from_time, 'HH24:MI'), 'toTime', to_char(to_time, 'HH24:MI'), 'tasksTo', tasks_to) as setting
      from waitlist.setting where practice_id = ${ctx.practice}`
  return row?.setting ?? usual
}

/** The next moment at which patients may be asked by themselves: now, or the morning's hour on the practice's clock. */
export async function nextAskable(ctx: Context, setting: Setting): Promise<Temporal.Instant> {
  const [row] = await ctx.sql<{ zone: string }>`select zone from practice.practice where practice_id = ${ctx.practice}`
  const wall = ctx.now.toZonedDateTimeISO(row!.zone)
  const time = wall.toPlainTime().toString({ smallestUnit: 'minute' })
  if (time >= setting.fromTime && time < setting.toTime) return ctx.now
  const day = time < setting.fromTime ? wall.toPlainDate() : wall.toPlainDate().add({ days: 1 })
  return day.toZonedDateTime({ timeZone: row!.zone, plainTime: setting.fromTime }).toInstant()
}
