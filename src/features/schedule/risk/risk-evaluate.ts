import type { RiskEvaluation } from '../contract.ts'
import { chanceToConfirm, confirmingOf } from './risk-confirming.ts'
import { riskFeatures } from './risk-features.ts'
import { type Case, fitRisk, type RiskModel, riskOf } from './risk-model.ts'

/** A case with its moment, so that the newest can be kept for the test. */
export type DatedCase = Case & { at: string; confirmedAhead: number | null }

type WhyNot = 'too-few' | 'too-few-missed' | 'weak' | 'badly-calibrated'

/** Below these the figures of a test say nothing. */
const fewest = { visits: 400, testMissed: 25 }
const testShare = 0.2
const groups = 10
/** Who reads the marks reads them the day before, when the list of those to confirm is worked: what is known later is not held against them. */
const told_hours = 24
const confirmedAt = riskFeatures.indexOf('confirmed')
/** What a model must reach on visits it has not seen. */
const usefulness = { auc: 0.6, ece: 0.05 }

/** Area under the receiver operating curve: how often a missed visit was told a higher risk than a kept one; ties count half. */
export function areaUnderCurve(told: readonly number[], missed: readonly boolean[]): number {
  const sorted = told.map((risk, n) => ({ risk, missed: missed[n]! })).sort((a, b) => a.risk - b.risk)
  const positives = sorted.filter(one => one.missed).length
  const negatives = sorted.length - positives
  if (positives === 0 || negatives === 0) return 0.5
  let ranks = 0
  for (let from = 0; from < sorted.length; ) {
    let to = from
    while (to < sorted.length && sorted[to]!.risk === sorted[from]!.risk) to++
    // Those that are told the same share the mean of their ranks.
    const rank = (from + 1 + to) / 2
    for (let n = from; n < to; n++) if (sorted[n]!.missed) ranks += rank
    from = to
  }
  return (ranks - (positives * (positives + 1)) / 2) / (positives * negatives)
}

/** Groups of equal size by risk told: the mean told beside the share missed. */
export function calibrationBins(told: readonly number[], missed: readonly boolean[]): RiskEvaluation['bins'] {
  const sorted = told.map((risk, n) => ({ risk, missed: missed[n]! })).sort((a, b) => a.risk - b.risk)
  return Array.from({ length: groups }, (_, n) => {
    const group = sorted.slice(Math.floor((n * sorted.length) / groups), Math.floor(((n + 1) * sorted.length) / groups))
    return {
      told: group.reduce((sum, one) => sum + one.risk, 0) / group.length,
      missed: group.filter(one => one.missed).length / group.length,
      visits: group.length,
    }
  }).filter(bin => bin.visits > 0)
}

/** Fits on the older four fifths and tries on the newest fifth, as it will be used: on days that come after, with what was known the day before. */
function evaluateRisk(cases: readonly DatedCase[]): RiskEvaluation | null {
  const sorted = [...cases].sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
  const cut = Math.floor(sorted.length * (1 - testShare))
  const train = sorted.slice(0, cut)
  const test = sorted.slice(cut)
  if (train.length === 0 || test.length === 0) return null
  const model = fitRisk(train)
  const silent = chanceToConfirm(confirmingOf(train), told_hours)
  const told = test.map(({ features, confirmedAhead }) =>
    riskOf(model, features.with(confirmedAt, confirmedAhead !== null && confirmedAhead >= told_hours ? 1 : silent)),
  )
  const missed = test.map(one => one.missed)
  const usual = train.filter(one => one.missed).length / train.length
  const squared = (risk: (n: number) => number) =>
    missed.reduce((sum, was, n) => sum + (risk(n) - (was ? 1 : 0)) ** 2, 0) / missed.length
  const bins = calibrationBins(told, missed)
  return {
    trainVisits: train.length,
    testVisits: test.length,
    testMissed: missed.filter(Boolean).length,
    testFrom: test[0]!.at,
    auc: areaUnderCurve(told, missed),
    brier: squared(n => told[n]!),
    brierUsual: squared(() => usual),
    ece: bins.reduce((sum, bin) => sum + (bin.visits / test.length) * Math.abs(bin.told - bin.missed), 0),
    bins,
  }
}

/** Why a model is not used; null: it is good enough. */
function whyNotUseful(visits: number, evaluation: RiskEvaluation | null): WhyNot | null {
  if (!evaluation || visits < fewest.visits) return 'too-few'
  if (evaluation.testMissed < fewest.testMissed) return 'too-few-missed'
  if (evaluation.auc < usefulness.auc) return 'weak'
  // Telling everybody the usual share must not be nearer the truth.
  if (evaluation.ece > usefulness.ece || evaluation.brier >= evaluation.brierUsual) return 'badly-calibrated'
  return null
}

/** A fitted model with its evaluation; the weights are of all cases, the evaluation of a fit that had not seen the newest fifth. */
export type Judged = { model: RiskModel; evaluation: RiskEvaluation | null; whyNot: WhyNot | null }

export function judgeRisk(cases: readonly DatedCase[]): Judged {
  const evaluation = evaluateRisk(cases)
  return { model: fitRisk(cases), evaluation, whyNot: whyNotUseful(cases.length, evaluation) }
}
