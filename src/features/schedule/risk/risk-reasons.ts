import { featureVector, type RiskFacts, type RiskFeature, riskFeatures } from './risk-features.ts'
import type { RiskModel } from './risk-model.ts'

/** One reason in words: which feature, its plain value (days, visits, weekday, hour), and of how many where that belongs to it. */
export type RiskReason = { feature: string; value: number; of: number | null }

/** Less than this in log-odds is not worth a word. */
const worth = 0.2
const atMost = 3

/** What raises this visit's risk over that of the practice's average visit, the strongest first. */
export function reasonsOf(model: RiskModel, average: readonly number[], facts: RiskFacts): RiskReason[] {
  const vector = featureVector(facts)
  return riskFeatures
    .map((feature, n) => ({ feature, push: model.weights[n]! * (vector[n]! - average[n]!) }))
    .filter(one => one.push >= worth)
    .sort((a, b) => b.push - a.push)
    .map(one => inWords(one.feature, facts))
    .filter((reason, n, all) => all.findIndex(other => other.feature === reason.feature) === n)
    .slice(0, atMost)
}

function inWords(feature: RiskFeature, facts: RiskFacts): RiskReason {
  const before = facts.kept + facts.missed
  switch (feature) {
    case 'lead-weeks':
      return { feature: 'lead', value: facts.leadDays, of: null }
    case 'missed-before':
      return { feature: 'missed', value: facts.missed, of: before }
    case 'kept-before':
      return { feature: 'kept', value: facts.kept, of: before }
    case 'new-patient':
      return { feature: 'new', value: 1, of: null }
    case 'confirmed':
      return { feature: facts.confirmed === 1 ? 'confirmed' : 'unconfirmed', value: 1, of: null }
    case 'early':
    case 'midday':
    case 'late':
      return { feature: 'hour', value: facts.hour, of: null }
    default:
      return { feature: 'weekday', value: facts.weekday, of: null }
  }
}
