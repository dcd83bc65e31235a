import { listNames } from '../src/features/worklists/contract-parts.ts'
import { listCounts } from '../src/features/worklists/list-counts.ts'
import { openItems } from '../src/features/worklists/open-items.ts'
import type { CommandOperation } from '../src/platform/feature.ts'
import { perform } from '../src/platform/perform.ts'
import { type BenchAsk, benchApp, everybody } from './bench-app.ts'
import { fillLists } from './lists-fill.ts'
import { alternate, type BenchRow, benchRow } from './measure.ts'

const area = 'worklists'

/** The counts of all lists and the first page of each, in a practice with three years behind it, beside a bare count of its visits by state: the
 *  least that anything must do that asks each visit how it stands. */
export async function worklistsBench({ db, quick, say }: BenchAsk): Promise<BenchRow[]> {
  const app = await benchApp(db)
  const size = quick ? { patients: 2_000, visits: 25_000 } : { patients: 20_000, visits: 250_000 }
  say(`filling ${size.visits} visits`)
  const grown = await fillLists(app, size)
  const run = (operation: unknown, input: unknown) =>
    perform(app, operation as CommandOperation, { caller: everybody(grown.practice), input, requestId: 'bench' })
  const bare = () =>
    db.owner.query(
      'select a.patient_id, a.visit_type_id, max(a.starts_at), count(*) from schedule.appointment a where a.practice_id = $1 group by 1, 2',
      [grown.practice],
    )
  const rows: BenchRow[] = []
  const shown = `${size.visits} visits, ${size.patients} patients`
  const runs = quick ? 15 : 20
  const counts = await alternate(runs, () => run(listCounts, {}), bare)
  rows.push(benchRow({ area, what: 'counts of all lists', size: shown, target: 'p50 under 300 ms' }, counts))
  for (const list of listNames) {
    const { total } = (await run(openItems, { list })) as { total: number }
    const page = await alternate(runs, () => run(openItems, { list }), bare)
    const what = `page of ${list}, ${total} rows`
    rows.push(benchRow({ area, what, size: shown, target: 'p50 under 300 ms' }, page))
  }
  return rows
}
