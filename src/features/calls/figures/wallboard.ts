import { query } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { countByTime } from './count-calls.ts'
import { layOut } from './half-hours.ts'
import { goalOf } from './set-phone-goal.ts'
import { tally } from './tally.ts'

/** Hours after which a call that still rings, or a talk nobody closed, is no longer what goes on now. */
const now_h = 12

/** The telephone now and today. Nobody is named: anyone who passes may read it. */
export const wallboard = query(contract.wallboard, async ctx => {
  const [practice] = await ctx.sql<{ zone: string }>`
    select zone from practice.practice where practice_id = ${ctx.practice}`
  const goal = await goalOf(ctx)
  const today = ctx.now.toZonedDateTimeISO(practice!.zone).toPlainDate().toString()
  const counted = await countByTime(ctx, layOut(today, today, practice!.zone, 'day'))
  const [live] = await ctx.sql<{ ringing: number; since: string | null; talking: number }>`
    select count(*) filter (where taken_at is null and direction = 'in') as ringing,
           min(ringing_at) filter (where taken_at is null and direction = 'in') as since,
           count(*) filter (where taken_at is not null and ended_at is null) as talking
      from calls.call
     where practice_id = ${ctx.practice} and closed_at is null and ringing_at >= ${ctx.now.subtract({ hours: now_h }).toString()}::timestamptz`
  const [backs] = await ctx.sql<{ open: number; due: number }>`
    select count(*) as open, count(*) filter (where due_at <= ${ctx.now.toString()}::timestamptz) as due
      from calls.message
     where practice_id = ${ctx.practice} and finished_at is null and number is not null`
  return {
    goal,
    ringing: live!.ringing,
    ringingSince: live!.since,
    talking: live!.talking,
    today: tally(counted, goal),
    callBacksDue: backs!.due,
    callBacksOpen: backs!.open,
  }
})
