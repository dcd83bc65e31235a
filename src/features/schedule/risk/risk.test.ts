import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { openWorld } from '../../../../test/world.ts'
import type { Id } from '../../../core/id.ts'
import { loadVisits, type StoriedVisit } from '../booking/load-visits.ts'
import { openClinic } from '../clinic.fixture.ts'
import { refusalOf } from '../refusal.fixture.ts'
import { dayBoard } from '../views/day-board.ts'
import { fitNoShowModel } from './fit-no-show-model.ts'
import { noShowModel } from './no-show-model.ts'
import { keepNoShowRisk } from './risk-chore.ts'
import { chanceToConfirm, confirmingOf } from './risk-confirming.ts'
import { areaUnderCurve, calibrationBins, type DatedCase, judgeRisk } from './risk-evaluate.ts'
import { featureVector, type RiskFacts, riskFeatures } from './risk-features.ts'
import { fitRisk, riskOf } from './risk-model.ts'
import { reasonsOf } from './risk-reasons.ts'
import { switchNoShowMarks } from './switch-no-show-marks.ts'

/** Numbers between 0 and 1, always the same for a seed (mulberry32). */
function chances(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

/** What really makes visits missed in the simulated practice; everything else is nothing. */
const truth: Partial<Record<(typeof riskFeatures)[number], number>> = {
  'lead-weeks': 0.15,
  'missed-before': 0.7,
  'kept-before': -0.1,
  'new-patient': 0.6,
  confirmed: -1.2,
  late: 0.4,
}
const base = -2

function someFacts(chance: () => number): RiskFacts {
  const before = Math.floor(chance() * 8)
  const missed = Math.min(before, Math.floor(chance() ** 3 * 4))
  return {
    leadDays: Math.floor(chance() ** 2 * 90),
    kept: before - missed,
    missed,
    weekday: 1 + Math.floor(chance() * 5),
    hour: 8 + Math.floor(chance() * 10),
    confirmed: chance() < 0.6 ? 1 : 0,
  }
}

function history(visits: number, chance: () => number, risk: (vector: number[]) => number): DatedCase[] {
  return Array.from({ length: visits }, (_, n) => {
    const facts = someFacts(chance)
    const features = featureVector(facts)
    return {
      at: new Date(Date.UTC(2025, 0, 1) + n * 3_600_000).toISOString(),
      // Whoever confirms has done so the day before.
      confirmedAhead: facts.confirmed === 1 ? 48 : null,
      features,
      missed: chance() < risk(features),
    }
  })
}
const byTruth = (vector: number[]) =>
  1 / (1 + Math.exp(-vector.reduce((sum, x, n) => sum + x * (truth[riskFeatures[n]!] ?? 0), base)))

describe('the model', () => {
  test('knows nothing but these features, and reads nothing else of a patient', () => {
    expect(riskFeatures).toEqual([
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
    ])
    const facts: RiskFacts = { leadDays: 1, kept: 0, missed: 0, weekday: 1, hour: 9, confirmed: 0 }
    expect(Object.keys(facts).sort()).toEqual(['confirmed', 'hour', 'kept', 'leadDays', 'missed', 'weekday'])
    const read = readFileSync(new URL('./risk-history.ts', import.meta.url), 'utf8')
    const tables = [...read.matchAll(/\b(?:from|join) ((?:schedule|patients|practice|calls|privacy)\.\w+)/g)]
    expect(new Set(tables.map(match => match[1]))).toEqual(
      new Set(['schedule.appointment', 'schedule.appointment_fact']),
    )
    expect(read).not.toMatch(/birth|race|ethnic|language|interpreter|insur|postal|address|sex\b|gender/i)
  })

  test('finds the weights that made a simulated history, and gives its figures on visits it has not seen', () => {
    const cases = history(20_000, chances(1), byTruth)
    const { model, evaluation, whyNot } = judgeRisk(cases)
    expect(model.intercept).toBeCloseTo(base, 0)
    riskFeatures.forEach((name, n) => {
      // No feature stands in fewer than some thousand of the visits: three standard errors are about a fifth.
      expect(Math.abs(model.weights[n]! - (truth[name] ?? 0)), name).toBeLessThan(0.22)
    })
    expect(whyNot).toBeNull()
    expect(evaluation!.auc).toBeGreaterThan(0.7)
    expect(evaluation!.ece).toBeLessThan(0.03)
    expect(evaluation!.brier).toBeLessThan(evaluation!.brierUsual)
    expect([evaluation!.trainVisits, evaluation!.testVisits]).toEqual([16_000, 4_000])
    // No model can do better than the truth; ours comes near.
    const test = cases.slice(16_000)
    const best = areaUnderCurve(
      test.map(one => byTruth([...one.features])),
      test.map(one => one.missed),
    )
    expect(best - evaluation!.auc).toBeLessThan(0.01)
  })

  test('is switched off where there is nothing to know, too little of it, or the world has changed', () => {
    const noise = judgeRisk(history(8_000, chances(2), () => 0.12))
    expect(noise.whyNot).toBe('weak')
    expect(Math.abs(noise.evaluation!.auc - 0.5)).toBeLessThan(0.06)
    expect(judgeRisk(history(300, chances(3), byTruth)).whyNot).toBe('too-few')
    expect(judgeRisk(history(2_000, chances(4), vector => byTruth(vector) / 30)).whyNot).toBe('too-few-missed')
    expect(judgeRisk([]).whyNot).toBe('too-few')
    // In the newest fifth twice as many are missed, for reasons of which the model knows nothing.
    const chance = chances(5)
    const changed = history(8_000, chance, byTruth).map((one, n) =>
      n < 6_400 ? one : { ...one, missed: one.missed || chance() < 0.25 },
    )
    expect(judgeRisk(changed).whyNot).toBe('badly-calibrated')
  })

  test('bears features that part the outcomes exactly, and features that are always the same', () => {
    const cases = Array.from({ length: 100 }, (_, n) => ({ features: [n % 2, 1], missed: n % 2 === 1 }))
    const model = fitRisk(cases)
    expect(model.weights.every(Number.isFinite)).toBe(true)
    expect(riskOf(model, [1, 1])).toBeGreaterThan(0.9)
    expect(riskOf(model, [0, 1])).toBeLessThan(0.1)
    expect(riskOf(fitRisk([{ features: [0], missed: false }]), [0])).toBeLessThan(0.01)
  })

  test('learns when patients confirm: silence long before says little, silence at the end says all', () => {
    const past = Array.from({ length: 100 }, (_, n) => ({ confirmedAhead: n < 30 ? 100 : n < 60 ? 30 : null }))
    const confirming = confirmingOf(past)
    expect(chanceToConfirm(confirming, 300)).toBe(0.6)
    expect(chanceToConfirm(confirming, 50)).toBeCloseTo(30 / 70)
    expect(chanceToConfirm(confirming, 29)).toBe(0)
    expect(chanceToConfirm(confirming, 0)).toBe(0)
    expect(chanceToConfirm(confirmingOf(past.slice(0, 10)), 300)).toBe(0)
  })

  test('is judged by what was known the day before', () => {
    // Only the last hour's confirmation tells who comes: on the day before nobody can know.
    const chance = chances(9)
    const cases = history(8_000, chance, () => 0.2).map(one => {
      const confirmed = chance() < 0.6
      const missed = chance() < (confirmed ? 0.01 : 0.4)
      return {
        ...one,
        missed,
        features: one.features.with(riskFeatures.indexOf('confirmed'), Number(confirmed)),
        confirmedAhead: confirmed ? 1 : null,
      }
    })
    expect(judgeRisk(cases).whyNot).toBe('weak')
    expect(judgeRisk(cases.map(one => ({ ...one, confirmedAhead: one.confirmedAhead && 30 }))).whyNot).toBeNull()
  })

  test('counts area and calibration as they are defined', () => {
    expect(areaUnderCurve([0.1, 0.4, 0.35, 0.8], [false, false, true, true])).toBe(0.75)
    expect(areaUnderCurve([0.5, 0.5, 0.5], [true, false, false])).toBe(0.5)
    expect(areaUnderCurve([0.2, 0.3], [false, false])).toBe(0.5)
    const bins = calibrationBins(
      Array.from({ length: 20 }, (_, n) => n / 20),
      Array.from({ length: 20 }, (_, n) => n >= 10),
    )
    expect(bins).toHaveLength(10)
    expect(bins[0]).toEqual({ told: 0.025, missed: 0, visits: 2 })
    expect(bins[9]).toEqual({ told: 0.925, missed: 1, visits: 2 })
  })

  test('gives its reasons, the strongest first, and only what raises the risk', () => {
    const weights = riskFeatures.map(name => truth[name] ?? 0)
    const average = featureVector({ leadDays: 21, kept: 3, missed: 0, weekday: 3, hour: 10, confirmed: 1 })
    const model = { intercept: base, weights }
    const facts = { leadDays: 70, kept: 2, missed: 2, weekday: 2, hour: 16, confirmed: 0 }
    expect(reasonsOf(model, average, facts)).toEqual([
      { feature: 'missed', value: 2, of: 4 },
      { feature: 'unconfirmed', value: 1, of: null },
      { feature: 'lead', value: 70, of: null },
    ])
    expect(reasonsOf(model, average, { ...facts, leadDays: 1, missed: 0, hour: 9, confirmed: 1 })).toEqual([])
  })
})

describe('in a practice', async () => {
  const world = await openWorld()
  const clinic = await openClinic(world, { providers: 8, rooms: 1, patients: 120 })
  const manager = world.as('manager')
  const secretary = world.as('secretary')
  const day = (n: number) => world.clock.now().add({ hours: 24 * n })

  /** Visits of a practice where it is those booked long ahead and not confirmed that are missed. */
  async function fill(seed: number, signal: boolean) {
    const chance = chances(seed)
    const visits: StoriedVisit[] = []
    for (let n = -250; n < 10; n++) {
      for (const [at, provider] of clinic.providers.entries()) {
        const startsAt = day(n).add({ minutes: 30 * at + 60 })
        const lead = 1 + Math.floor(chance() * 60)
        const confirmed = chance() < 0.6
        const missed = n < 0 && chance() < (signal ? (confirmed ? 0.02 : lead / 100) : 0.15)
        const booked = startsAt.subtract({ hours: 24 * lead })
        const by = manager.caller.staff as Id<'staff'>
        const fact = (what: StoriedVisit['facts'][number]['what'], when: Temporal.Instant) => ({
          what,
          at: when,
          reason: null,
          by,
          byName: 'Test manager',
        })
        visits.push({
          patient: clinic.patients[Math.floor(chance() * clinic.patients.length)]!,
          visitType: clinic.followUp,
          provider,
          location: clinic.location,
          room: null,
          zone: clinic.zone,
          startsAt,
          endsAt: startsAt.add({ minutes: 20 }),
          roomFrom: startsAt,
          roomUntil: startsAt.add({ minutes: 20 }),
          note: '',
          interpreter: null,
          facts: [
            fact('booked', booked),
            ...(confirmed ? [fact('confirmed', startsAt.subtract({ hours: 30 }))] : []),
            ...(n < 0 ? [fact(missed ? 'no-show' : 'checked-out', startsAt.add({ minutes: 30 }))] : []),
          ],
        })
      }
    }
    await world.inside(ctx => loadVisits(ctx, visits))
  }

  test('nothing is told before there is a model, and nobody but the manager fits one', async () => {
    expect(await manager.do(noShowModel, {})).toEqual({ model: null })
    expect((await refusalOf(manager.do(switchNoShowMarks, { on: false }))).kind).toBe('missing')
    expect((await refusalOf(secretary.do(fitNoShowModel, {}))).code).toBe('platform.not-allowed')
    expect(await manager.do(fitNoShowModel, {})).toEqual({ useful: false, marked: 0 })
    expect((await manager.do(noShowModel, {})).model).toMatchObject({ whyNot: 'too-few', visits: 0, evaluation: null })
  })

  test('a history that says something marks the visits it is worth calling for, with reasons, until the marks are switched off', async () => {
    await fill(7, true)
    const { useful, marked } = await manager.do(fitNoShowModel, {})
    expect(useful).toBe(true)
    expect(marked).toBeGreaterThan(3)
    const { model } = await manager.do(noShowModel, {})
    expect(model).toMatchObject({ useful: true, wanted: true, whyNot: null, marked, visits: 2000 })
    expect(model!.weights.find(one => one.feature === 'confirmed')!.odds).toBeLessThan(0.5)
    expect(model!.evaluation!.auc).toBeGreaterThan(0.65)
    const boards = await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        secretary.do(dayBoard, { date: day(n).toZonedDateTimeISO(clinic.zone).toPlainDate().toString() }),
      ),
    )
    const told = boards.flatMap(board => board.visits).filter(visit => visit.marks.risk)
    expect(told.length).toBe(marked)
    for (const visit of told) {
      expect(visit.marks.confirmed).toBe(false)
      expect(visit.marks.risk!.share).toBeGreaterThan(1 / 7 - 1e-6)
      // Patients of this practice confirm thirty hours before: until then their silence says nothing.
      const ahead_hours = world.clock.now().until(Temporal.Instant.from(visit.startsAt)).total('hours')
      const silence = visit.marks.risk!.reasons.some(reason => reason.feature === 'unconfirmed')
      expect(silence, visit.startsAt).toBe(ahead_hours < 36)
    }
    expect(told.some(visit => visit.marks.risk!.reasons.some(reason => reason.feature === 'unconfirmed'))).toBe(true)
    await manager.do(switchNoShowMarks, { on: false })
    const hidden = await secretary.do(dayBoard, {
      date: day(1).toZonedDateTimeISO(clinic.zone).toPlainDate().toString(),
    })
    expect(hidden.visits.filter(visit => visit.marks.risk)).toEqual([])
    await manager.do(switchNoShowMarks, { on: true })
    expect((await manager.do(noShowModel, {})).model!.marked).toBe(marked)
  })

  test('the night fits it anew once, the hours in between only tell the risks anew, and the neighbour has none of it', async () => {
    const fittedAt = async () => (await manager.do(noShowModel, {})).model!.fittedAt
    const before = await fittedAt()
    await keepNoShowRisk(world.app)
    expect(await fittedAt()).toBe(before)
    world.clock.set('2026-11-25T08:00:00Z')
    await keepNoShowRisk(world.app)
    // 17 hours after: too soon, although it is night.
    expect(await fittedAt()).toBe(before)
    world.clock.set('2026-11-26T08:00:00Z')
    await keepNoShowRisk(world.app)
    expect(await fittedAt()).toBe('2026-11-26T08:00:00Z')
    await keepNoShowRisk(world.app)
    expect(await fittedAt()).toBe('2026-11-26T08:00:00Z')
    const neighbour = await world.neighbour()
    await keepNoShowRisk(world.app)
    expect((await neighbour.as('manager').do(noShowModel, {})).model).toMatchObject({ visits: 0, useful: false })
  })
})
