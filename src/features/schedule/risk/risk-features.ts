/** What is known of a visit before it happens. Nothing else may enter: no age, race, language, insurer or neighbourhood, nor anything that stands
 *  for them. `risk.test.ts` holds this list and what is read from the database to it. */
export type RiskFacts = {
  /** Whole days between the booking and the visit. */
  leadDays: number
  /** Visits of this patient before this one that were kept, and that were missed. */
  kept: number
  missed: number
  /** 1 Monday to 7 Sunday. */
  weekday: number
  /** Hour of the start on the wall clock, 0 to 23. */
  hour: number
  /** 1: confirmed. Else the chance that it still will be, 0 when the visit begins. */
  confirmed: number
}

/** Names of the features, in the order of the vector. */
export const riskFeatures = [
  'lead-weeks',
  'missed-before',
  'kept-before',
  'new-patient',
  'confirmed',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'weekend',
  'early',
  'midday',
  'late',
] as const
export type RiskFeature = (typeof riskFeatures)[number]

/** Beyond these, more says no more. */
const most = { leadWeeks: 13, missed: 5, kept: 10 }

/** The facts as numbers. Monday morning from nine on, by a patient who has been here, is where everything is zero. */
export function featureVector(facts: RiskFacts): number[] {
  const on = (yes: boolean) => (yes ? 1 : 0)
  const of: Record<RiskFeature, number> = {
    'lead-weeks': Math.min(Math.max(facts.leadDays, 0) / 7, most.leadWeeks),
    'missed-before': Math.min(facts.missed, most.missed),
    'kept-before': Math.min(facts.kept, most.kept),
    'new-patient': on(facts.kept + facts.missed === 0),
    confirmed: facts.confirmed,
    tuesday: on(facts.weekday === 2),
    wednesday: on(facts.weekday === 3),
    thursday: on(facts.weekday === 4),
    friday: on(facts.weekday === 5),
    weekend: on(facts.weekday >= 6),
    early: on(facts.hour < 9),
    midday: on(facts.hour >= 12 && facts.hour < 14),
    late: on(facts.hour >= 16),
  }
  return riskFeatures.map(name => of[name])
}
