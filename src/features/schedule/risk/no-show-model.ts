import { query } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { riskFeatures } from './risk-features.ts'

/** The model as it stands, with the honest figures. */
export const noShowModel = query(contract.noShowModel, async ctx => {
  const [row] = await ctx.sql<{
    fitted_at: string
    wanted: boolean
    useful: boolean
    why_not: 'too-few' | 'too-few-missed' | 'weak' | 'badly-calibrated' | null
    visits: number
    missed: number
    coefficients: { weights: Record<string, number> }
    evaluation: contract.RiskEvaluation | null
    marked: number
  }>`
    select m.fitted_at, m.wanted, m.useful, m.why_not, m.visits, m.missed, m.coefficients, m.evaluation,
           (select count(*)::int from schedule.no_show_risk r where r.practice_id = m.practice_id and r.marked) as marked
      from schedule.risk_model m
     where m.practice_id = ${ctx.practice}::uuid`
  if (!row) return { model: null }
  return {
    model: {
      fittedAt: row.fitted_at,
      wanted: row.wanted,
      useful: row.useful,
      whyNot: row.why_not,
      visits: row.visits,
      missed: row.missed,
      weights: riskFeatures.map(feature => ({ feature, odds: Math.exp(row.coefficients.weights[feature] ?? 0) })),
      evaluation: row.evaluation,
      marked: row.marked,
    },
  }
})
