import { monthOpenings } from '../src/features/schedule/finding/month-openings.ts'
import { nextAvailable } from '../src/features/schedule/finding/next-available.ts'
import type { CommandOperation } from '../src/platform/feature.ts'
import { perform } from '../src/platform/perform.ts'
import { type BenchAsk, benchApp, everybody } from './bench-app.ts'
import { alternate, type BenchRow, benchRow } from './measure.ts'
import { bareNext } from './schedule-bare.ts'
import { type BookedUp, fillSchedule } from './schedule-fill.ts'

const area = 'finding'

/** For how many days each number of providers is booked up. Millions of visits take longer to write than everything else here: of many providers
 *  only the first days are full, and the question still reaches over the whole horizon. */
const bookedUp: Readonly<Record<number, number>> = { 5: 365, 50: 365, 500: 30, 5000: 2 }

/** Next available over few and many providers and days, and a month in colours, each beside bare SQL by hand in the same run. */
export async function findingBench({ db, quick, say }: BenchAsk): Promise<BenchRow[]> {
  const app = await benchApp(db)
  const rows: BenchRow[] = []
  const run = (clinic: BookedUp, operation: unknown, input: unknown) =>
    perform(app, operation as CommandOperation, { caller: everybody(clinic.practice), input, requestId: 'bench' })

  for (const providers of quick ? [5, 50] : [5, 50, 500, 5_000]) {
    const full = quick ? 30 : bookedUp[providers]!
    say(`filling ${providers} providers for ${full} days`)
    const clinic = await fillSchedule(app, { providers, days: full, patients: 2_000 })
    for (const days of quick ? [1, 30] : [1, 30, 365]) {
      const size = `${providers} providers x ${days} days${days > full ? ` (full for ${full})` : ''}`
      const to = clinic.day(days - 1)
      const ask = (minutes: number) => ({ visitType: clinic.visitType, from: clinic.day(0), to, minutes })
      const runs = quick ? 60 : providers > 500 ? 40 : 200
      // Nearly everything is booked, but some short gaps are left: the answer is near. The bare statement cannot stop where the answer is; over
      // thousands of providers and many days it would take minutes.
      const near = await alternate(
        runs,
        () => run(clinic, nextAvailable, ask(20)),
        providers * days <= 500 * 30 ? () => bareNext(db, clinic, { minutes: 20, to }) : undefined,
      )
      const target = providers === 50 && days === 30 ? 'p99 under 20 ms' : ''
      rows.push(benchRow({ area, what: 'next available', size, target }, near))
      if (days > full) continue
      // Nothing of that length is left anywhere: every provider and day is looked at.
      const far = await alternate(
        providers * days > 5_000 ? 8 : quick ? 30 : 100,
        () => run(clinic, nextAvailable, ask(250)),
        () => bareNext(db, clinic, { minutes: 250, to }),
      )
      rows.push(benchRow({ area, what: 'next available, nothing left', size, target: '' }, far))
    }
    if (providers < 50 || providers > 500) continue
    // The month that begins soonest after the first booked day, at its fullest.
    const month = { month: clinic.day(8).slice(0, 7), visitType: clinic.visitType }
    const size = `${providers} providers`
    for (const [what, more] of [
      ['month, 20 minutes', {}],
      ['month, nothing long enough', { minutes: 250 }],
      ['month, each provider', { perProvider: true }],
    ] as const) {
      const times = await alternate(providers > 50 ? 20 : 60, () => run(clinic, monthOpenings, { ...month, ...more }))
      rows.push(benchRow({ area, what, size, target: '' }, times))
    }
  }
  return rows
}
