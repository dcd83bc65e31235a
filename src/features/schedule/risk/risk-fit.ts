import type { Context } from '../../../platform/context.ts'
import { type Confirming, confirmingOf } from './risk-confirming.ts'
import { judgeRisk } from './risk-evaluate.ts'
import { featureVector, riskFeatures } from './risk-features.ts'
import { comingVisits, factsOf, pastVisits } from './risk-history.ts'
import { type RiskModel, riskOf } from './risk-model.ts'
import { reasonsOf } from './risk-reasons.ts'

/** How far ahead visits are told a risk. */
const ahead_days = 14
/** A visit is marked from twice the practice's usual share on, and never below one in seven: a mark on everybody says nothing. */
const markedFrom = { timesUsual: 2, least: 1 / 7 }

/** What is kept of a fit: by name, so that a release with other features never reads one for another. */
type Kept = {
  intercept: number
  weights: Record<string, number>
  average: Record<string, number>
  /** Missing in what an older release kept. */
  confirming?: Confirming
}

type ModelRow = {
  coefficients: Kept
  useful: boolean
  wanted: boolean
  visits: number
  missed: number
  fitted_at: string
}

/** Fits the practice's model on its own history, judges it, keeps both, and tells the coming visits their risk anew. */
export async function fitNoShowRisk(ctx: Context): Promise<{ useful: boolean; marked: number }> {
  const rows = await pastVisits(ctx)
  const cases = rows.map(row => ({
    at: row.starts_at,
    confirmedAhead: row.confirmedAhead,
    features: featureVector(factsOf(row, [])),
    missed: row.state === 'no-show',
  }))
  const { model, evaluation, whyNot } = judgeRisk(cases)
  const average = riskFeatures.map((_, n) =>
    cases.length === 0 ? 0 : cases.reduce((sum, one) => sum + one.features[n]!, 0) / cases.length,
  )
  const byName = (values: readonly number[]) =>
    Object.fromEntries(riskFeatures.map((name, n) => [name, values[n] ?? 0]))
  const kept: Kept = {
    intercept: model.intercept,
    weights: byName(model.weights),
    average: byName(average),
    confirming: confirmingOf(cases),
  }
  await ctx.sql`
    insert into schedule.risk_model (practice_id, fitted_at, useful, why_not, visits, missed, coefficients, evaluation)
    values (${ctx.practice}::uuid, ${ctx.now.toString()}::timestamptz, ${whyNot === null}, ${whyNot}, ${cases.length}::int,
            ${cases.filter(one => one.missed).length}::int, ${JSON.stringify(kept)}::jsonb, ${evaluation ? JSON.stringify(evaluation) : null}::jsonb)
    on conflict (practice_id) do update set fitted_at = excluded.fitted_at, useful = excluded.useful, why_not = excluded.why_not,
      visits = excluded.visits, missed = excluded.missed, coefficients = excluded.coefficients, evaluation = excluded.evaluation`
  const marked = await tellRisks(ctx)
  ctx.emit('schedule.risk-changed', {})
  return { useful: whyNot === null, marked }
}

/** Tells every visit of the next 14 days its risk by the model that is kept; without a useful one nobody has any. Returns how many are marked. */
export async function tellRisks(ctx: Context): Promise<number> {
  await ctx.sql`delete from schedule.no_show_risk where practice_id = ${ctx.practice}::uuid`
  const row = await keptModel(ctx)
  if (!row?.useful || !row.wanted) return 0
  const { coefficients } = row
  const values = (from: Record<string, number>) => riskFeatures.map(name => from[name] ?? 0)
  const model: RiskModel = { intercept: coefficients.intercept, weights: values(coefficients.weights) }
  const average = values(coefficients.average)
  const threshold = Math.max(markedFrom.least, (markedFrom.timesUsual * row.missed) / Math.max(row.visits, 1))
  const risks = (await comingVisits(ctx, ahead_days)).map(visit => {
    const facts = factsOf(visit, coefficients.confirming ?? [])
    const risk = riskOf(model, featureVector(facts))
    return { id: visit.id, risk, marked: risk >= threshold, reasons: reasonsOf(model, average, facts) }
  })
  await ctx.sql`
    insert into schedule.no_show_risk (practice_id, appointment_id, risk, marked, reasons)
    select ${ctx.practice}::uuid, r.id, r.risk, r.marked, r.reasons
      from jsonb_to_recordset(${JSON.stringify(risks)}::jsonb) as r(id uuid, risk real, marked boolean, reasons jsonb)`
  return risks.filter(one => one.marked).length
}

export async function keptModel(ctx: Context): Promise<ModelRow | undefined> {
  const [row] = await ctx.sql<ModelRow>`
    select m.coefficients, m.useful, m.wanted, m.visits, m.missed, m.fitted_at from schedule.risk_model m where m.practice_id = ${ctx.practice}::uuid`
  return row
}
