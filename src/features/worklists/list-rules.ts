import type { z } from 'zod'
import { query } from '../../platform/feature.ts'
import * as contract from './contract.ts'
import { rulesOf } from './rules.ts'

type Rule = z.input<typeof contract.recallRule>

/** The recall rules and how the lists work. */
export const listRules = query(contract.listRules, async ctx => {
  const rules = await ctx.sql<Rule>`
    select r.id, r.name, r.after_type_id as after, a.name as "afterName", r.recall_type_id as recall, c.name as "recallName", r.months,
           r.lead_days as "leadDays", r.age_from as "ageFrom", r.age_to as "ageTo", r.retired_at is not null as retired
      from worklists.recall_rule r
      join schedule.visit_type a on a.practice_id = r.practice_id and a.id = r.after_type_id
      join schedule.visit_type c on c.practice_id = r.practice_id and c.id = r.recall_type_id
     where r.practice_id = ${ctx.practice}::uuid
     order by r.retired_at is not null, lower(r.name), r.id`
  const now = await rulesOf(ctx)
  return {
    rules,
    settings: {
      tries: now.tries,
      overDays: now.over_days,
      letterDays: now.letter_days,
      reviewMonths: now.review_months,
      retryHours: now.retry_hours,
      confirmDays: now.confirm_days,
      rebookDays: now.rebook_days,
      orderDays: now.order_days,
      claimMinutes: now.claim_minutes,
    },
  }
})
