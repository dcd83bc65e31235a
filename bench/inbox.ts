import { leaveMessage } from '../src/features/calls/index.ts'
import { counts } from '../src/features/inbox/counts.ts'
import { items } from '../src/features/inbox/items.ts'
import type { CommandOperation } from '../src/platform/feature.ts'
import { hearEvents } from '../src/platform/hear-events.ts'
import { perform } from '../src/platform/perform.ts'
import { type BenchAsk, benchApp } from './bench-app.ts'
import { fillInbox } from './inbox-fill.ts'
import { alternate, type BenchRow, benchRow } from './measure.ts'

const area = 'inbox'
const here = `current_setting('anteroom.practice')::uuid`

/** What is open, by hand: each table's own open rows and nothing that makes an inbox of them: no hands, no sleep, no turns, no covers. */
const open = `
  select 'message' as kind, m.id, m.patient_id, m.text as what, m.due_at from calls.message m where m.practice_id = ${here} and m.finished_at is null
  union all select 'missed', c.id, c.patient_id, '', c.ringing_at from calls.call c where c.practice_id = ${here} and c.outcome = 'abandoned' and c.ringing_at > now() - interval '30 days'
  union all select 'ringing', c.id, c.patient_id, '', c.ringing_at from calls.call c where c.practice_id = ${here} and c.closed_at is null and c.taken_at is null
  union all select 'voicemail', v.id, v.patient_id, '', v.received_at from voicemail.voicemail v where v.practice_id = ${here} and v.kind = 'voicemail' and v.settled_at is null
  union all select 'walk-in', k.id, k.patient_id, k.reason, k.came_at from arrivals.walk_in k where k.practice_id = ${here} and k.state = 'waiting'
  union all select 'waiting', a.id, a.patient_id, '', a.state_since from schedule.appointment a where a.practice_id = ${here} and a.state = 'arrived' and a.arrived_at > now() - interval '1 day'
  union all select 'order', o.id, o.patient_id, o.title, o.ordered_at from worklists.visit_order o where o.practice_id = ${here} and o.appointment_id is null
  union all select 'request', q.id, q.patient_id, q.text, q.asked_at from worklists.visit_request q where q.practice_id = ${here} and q.state in ('open', 'proposed')
  union all select 'undelivered', u.id, u.patient_id, u.subject, u.queued_at from outreach.patient_message u where u.practice_id = ${here} and u.state in ('failed', 'unknown') and u.dealt_at is null`
const withNames = `select o.*, p.given, p.family, p.birth_date from (select * from open order by due_at limit 100) o
  left join patients.patient p on p.practice_id = ${here} and p.id = o.patient_id order by o.due_at`
const bareList = `with open as (${open}) ${withNames}`
const bareKind = `with open as (select * from (${open}) one where kind = 'message') ${withNames}`
const bareWords = `with open as (select one.* from (${open}) one left join patients.patient p on p.practice_id = ${here} and p.id = one.patient_id
  where lower(concat_ws(' ', one.what, p.given, p.family)) like '%refill%') ${withNames}`
const bareCounts = `select kind, count(*) from (${open}) one group by kind`
const bareMessage = `insert into calls.message (practice_id, id, to_staff, left_by, left_at, text, priority, due_at)
  values (${here}, gen_random_uuid(), $1, $1, now(), 'Made up', 'normal', now() + interval '1 hour')`

/** The inbox of five thousand that wait, over all that is long settled: the list, its filters, its counts, and how long after somebody's deed it is
 *  answered anew. */
export async function inboxBench({ db, quick, say }: BenchAsk): Promise<BenchRow[]> {
  const app = await benchApp(db)
  const ask = quick
    ? { scale: 0.2, settled: 20_000, patients: 2_000, visits: 20_000 }
    : { scale: 1, settled: 200_000, patients: 20_000, visits: 150_000 }
  say(`  filling ${ask.settled} settled messages, as many calls, ${ask.visits} visits`)
  const desk = await fillInbox(app, ask)
  const { caller } = desk
  const run = (operation: unknown, input: unknown) =>
    perform(app, operation as CommandOperation, { caller, input, requestId: 'bench' })
  const { total } = (await run(items, { view: 'all' })) as { total: number }
  say(`  ${total} that wait`)
  const size = `${total} open, ${ask.settled} settled`
  const runs = quick ? 40 : 100
  const bare = await db.app.connect()
  const names = [bareList, bareKind, bareWords, bareCounts, bareMessage]
  const inBare = async (text: string, values: unknown[] = []) => {
    await bare.query(`begin; select set_config('anteroom.practice', '${desk.practice}', true)`)
    await bare.query({ name: `bare ${names.indexOf(text)}`, text, values })
    await bare.query('commit')
  }
  const rows: BenchRow[] = []
  const line = async (what: string, target: string, ours: (n: number) => Promise<unknown>, sql: string) =>
    rows.push(benchRow({ area, what, size, target }, await alternate(runs, ours, () => inBare(sql))))
  const aim = 'p50 < 50, p99 < 150 ms'
  try {
    await line('list, first page', aim, () => run(items, {}), bareList)
    await line('list of everybody, fifth page', aim, () => run(items, { view: 'all', from: 400 }), bareList)
    await line('one kind', aim, () => run(items, { kind: 'message' }), bareKind)
    await line('by words', aim, () => run(items, { text: 'refill' }), bareWords)
    await line('by a patient', aim, n => run(items, { patient: desk.patients[n % desk.patients.length] }), bareList)
    await line('counts', aim, () => run(counts, {}), bareCounts)

    // From the commit of a colleague's message until the list with it is answered, as a screen asks that heard of it.
    let heard = () => {}
    const ear = await hearEvents(db, 'bench', {
      told: event => void (event.name === 'calls.message-left' && heard()),
      again() {},
    })
    const times = { ours: [] as number[], raw: [] as number[] }
    try {
      for (let n = 0; n < runs + 5; n++) {
        const told = new Promise<void>(done => {
          heard = done
        })
        const left = (await run(leaveMessage, { to: desk.me, text: `Made up ${n}`, priority: 'urgent' })) as {
          message: string
        }
        const from = performance.now()
        await told
        const { total: found } = (await run(items, { item: left.message })) as { total: number }
        await run(items, {})
        if (found !== 1) throw new Error('the new message is not in the list')
        if (n >= 5) times.ours.push(performance.now() - from)
        await inBare(bareMessage, [desk.me])
        const bareFrom = performance.now()
        await inBare(bareList)
        if (n >= 5) times.raw.push(performance.now() - bareFrom)
      }
    } finally {
      await ear.close()
    }
    rows.push(benchRow({ area, what: 'live change: commit to row and list anew', size, target: 'p99 < 300 ms' }, times))
  } finally {
    bare.release()
  }
  return rows
}
