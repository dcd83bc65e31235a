import { type Id, newId } from '../src/core/id.ts'
import { callCard } from '../src/features/calls/record/call-card.ts'
import { ring } from '../src/features/calls/record/ring.ts'
import { foundPractice } from '../src/features/practice/index.ts'
import type { Database } from '../src/platform/database.ts'
import type { CommandOperation } from '../src/platform/feature.ts'
import { perform } from '../src/platform/perform.ts'
import { type BenchAsk, benchApp, everybody } from './bench-app.ts'
import { alternate, type BenchRow, benchRow } from './measure.ts'
import { fillPatients, type MadeUp } from './people.ts'

const runs = 500

/** The least that a pop must do: keep the call, and say whose number it is, with the next visit and what is open. */
const bareRing =
  "insert into calls.call (practice_id, id, direction, number, number_text, ringing_at) values ($1, $2, 'in', $3, $3, now())"
const bareCard = `
  select p.id, p.given, p.family, p.birth_date, n.starts_at, (select count(*) from calls.message m where m.practice_id = $1 and m.patient_id = p.id and m.finished_at is null)
    from patients.phone f
    join patients.patient p on p.practice_id = $1 and p.id = f.patient_id
    left join lateral (select a.starts_at from schedule.appointment a where a.practice_id = $1 and a.patient_id = p.id and a.starts_at > now() order by a.starts_at limit 1) n on true
   where f.practice_id = $1 and f.e164 = $2`

/** A telephone's past: every tenth patient has called or was called, over three months; every second of the first two thousand shares a number. */
async function fillCalls(db: Database, practice: string, known: readonly MadeUp[]): Promise<void> {
  const some = known.slice(0, 2_000)
  await db.owner.query(
    `insert into patients.phone (practice_id, id, patient_id, e164, kind, place)
     select $1, gen_random_uuid(), one.patient, one.number, 'home', 2 from unnest($2::uuid[], $3::text[]) as one (patient, number)`,
    [
      practice,
      some.filter((_, n) => n % 2 === 1).map(one => one.id),
      some.filter((_, n) => n % 2 === 0).map(one => one.e164),
    ],
  )
  // In parts: each call takes the lock of its number until its transaction ends.
  for (let part = 0; part < known.length / 10 + 100; part += 5_000)
    await db.owner.query(
      `insert into calls.call (practice_id, id, direction, number, number_text, ringing_at, taken_at, ended_at, outcome, closed_at, patient_id)
     select $1, gen_random_uuid(), 'in', f.e164, f.e164, h.at, h.at, h.at, 'answered', h.at, f.patient_id
       from (select f.*, row_number() over (order by f.id) as n from patients.phone f where f.practice_id = $1) f
       cross join lateral (select now() - make_interval(secs => f.n % 7776000) as at) h
      where f.n % 10 = 0 and f.n > $2 and f.n <= $2 + $3`,
      [practice, part * 10, 50_000],
    )
  await db.owner.query('analyze patients.phone')
  await db.owner.query('analyze calls.call')
}

/** The pop: what the server does from the ring to the card, for numbers of one patient, of several, and of nobody; in a practice of a million patients
 *  (quick: ten thousand). */
export async function callsBench({ db, quick, say }: BenchAsk): Promise<BenchRow[]> {
  const app = await benchApp(db)
  const count = quick ? 10_000 : 1_000_000
  const practice = newId<'practice'>()
  await foundPractice(app, { id: practice, name: 'Bench Clinic', zone: 'America/New_York' }, async () => {})
  const known = await fillPatients(db.owner, practice, count, 4)
  await fillCalls(db, practice, known)
  say(`  ${count} patients and their calls made up`)
  const perCaller = { caller: everybody(practice), requestId: 'bench' }
  const run = (operation: unknown, input: unknown) =>
    perform(app, operation as CommandOperation, { ...perCaller, input })
  const bare = await db.app.connect()
  const rows: BenchRow[] = []
  const single = known.slice(2_000)
  const cases: { what: string; match: string; number(n: number): string }[] = [
    { what: 'known', match: 'one', number: n => single[(n * 17) % single.length]!.e164 },
    { what: 'shared', match: 'several', number: n => known[((n * 2) % 1_000) * 2]!.e164 },
    { what: 'unknown', match: 'none', number: n => `+1907555${String(n % 10_000).padStart(4, '0')}` },
  ]
  try {
    for (const one of cases) {
      let fits = 0
      const times = await alternate(
        quick ? 100 : runs,
        async n => {
          const rung = (await run(ring, { from: one.number(n) })) as { call: Id<'call'>; match: string }
          const card = (await run(callCard, { call: rung.call })) as { people: unknown[] }
          if (rung.match === one.match && card.people.length > 0 === (one.match !== 'none')) fits++
        },
        async n => {
          await bare.query(`begin; select set_config('anteroom.practice', '${practice}', true)`)
          await bare.query({ name: 'bare ring', text: bareRing, values: [practice, newId(), one.number(n)] })
          await bare.query('commit')
          await bare.query(`begin; select set_config('anteroom.practice', '${practice}', true)`)
          await bare.query({ name: 'bare card', text: bareCard, values: [practice, one.number(n)] })
          await bare.query('commit')
        },
      )
      // Made-up numbers repeat by chance: most must be what they are meant to be, or something else is measured.
      if (fits < times.ours.length * 0.9)
        throw new Error(`${one.what}: only ${fits} of ${times.ours.length} numbers fit`)
      const size = count >= 1_000_000 ? '1 M' : `${count / 1000} k`
      rows.push(
        benchRow({ area: 'pop', what: `ring and card, ${one.what} number`, size, target: 'p99 < 100 ms' }, times),
      )
    }
  } finally {
    bare.release()
  }
  return rows
}
