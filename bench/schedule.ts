import { newId } from '../src/core/id.ts'
import { bookAppointment } from '../src/features/schedule/booking/book-appointment.ts'
import { dayBoard } from '../src/features/schedule/views/day-board.ts'
import type { CommandOperation } from '../src/platform/feature.ts'
import { perform } from '../src/platform/perform.ts'
import { type BenchAsk, benchApp, everybody } from './bench-app.ts'
import { alternate, type BenchRow, benchRow, percentile } from './measure.ts'
import { bareBoard, bareBook, bareDesks, bareSeries } from './schedule-bare.ts'
import { type BookedUp, fillSchedule } from './schedule-fill.ts'
import { hoursBench } from './schedule-hours.ts'

const area = 'schedule'

/** Day board, booking, and 32 desks on 2,000 free times, each beside bare SQL by hand in the same run. */
export async function scheduleBench({ db, quick, say }: BenchAsk): Promise<BenchRow[]> {
  const app = await benchApp(db)
  const rows: BenchRow[] = []
  const run = (clinic: BookedUp, operation: unknown, input: unknown, key?: string) =>
    perform(app, operation as CommandOperation, {
      caller: everybody(clinic.practice),
      input,
      requestId: 'bench',
      ...(key ? { key } : {}),
    })

  say('filling 50 providers')
  const busy = await fillSchedule(app, { providers: 50, days: 30, patients: 2_000 })
  const board = await alternate(
    quick ? 30 : 100,
    () => run(busy, dayBoard, { date: busy.day(1), providers: busy.providers.slice(0, 30) }),
    () => bareBoard(db, busy, busy.day(1), 30),
  )
  const size = `30 columns, ${await bareCount(db, busy)} visits`
  rows.push(benchRow({ area, what: 'day board', size, target: '' }, board))

  rows.push(...(await hoursBench(app, { db, quick, say })))

  say('booking')
  // As in a clinic at work, not before its first visit: plans made for empty tables are wrong for full ones, ours and by hand.
  const open = await fillSchedule(app, { providers: 50, days: 10, patients: 4_000 })
  const visit = (n: number) => ({
    patient: open.patients[n % 2_000]!,
    visitType: open.visitType,
    provider: open.providers[n % 50]!,
    startsAt: open.slot(Math.floor(n / 50)),
  })
  const runs = quick ? 150 : 500
  const bare = await bareSeries(db)
  let next = 0
  for (const what of ['book', 'book, over and over'] as const) {
    const times = await alternate(
      runs,
      () => run(open, bookAppointment, visit(next++), what === 'book' ? newId() : undefined),
      () => bareBook(bare, open, visit(next++)),
    )
    const label = what === 'book' ? 'book, with key' : 'book'
    rows.push(benchRow({ area, what: label, size: 'one desk', target: 'ratio at most 3' }, times))
  }
  bare.release()

  say('32 desks')
  const desks = quick ? 500 : 2_000
  const crowd = await fillSchedule(app, { providers: 50, days: 0, patients: desks })
  const wanted = Array.from({ length: desks }, (_, n) => ({
    patient: crowd.patients[n]!,
    visitType: crowd.visitType,
    provider: crowd.providers[n % 50]!,
    startsAt: crowd.slot(Math.floor(n / 50)),
  }))
  // Every connection first meets the statements on days of their own: what is measured is the desk at work, not its first minute.
  const warmUp = (clinic: BookedUp) =>
    Array.from({ length: 32 * 8 }, (_, n) => ({
      patient: clinic.patients[n]!,
      visitType: clinic.visitType,
      provider: clinic.providers[n % 50]!,
      startsAt: clinic.slot(24 * 100 + Math.floor(n / 50)),
    }))
  await together(warmUp(crowd), async each => void (await run(crowd, bookAppointment, each)))
  const ours = await together(wanted, async each => void (await run(crowd, bookAppointment, each, newId())))
  const plain = await fillSchedule(app, { providers: 50, days: 0, patients: desks })
  const lines = await bareDesks(db, 32)
  await together(warmUp(plain), (each, desk) => bareBook(lines[desk]!, plain, each))
  const theirs = await together(
    wanted.map((each, n) => ({
      ...each,
      patient: plain.patients[n]!,
      visitType: plain.visitType,
      provider: plain.providers[n % 50]!,
    })),
    (each, desk) => bareBook(lines[desk]!, plain, each),
  )
  for (const line of lines) line.release(true)
  rows.push(
    benchRow(
      {
        area,
        what: '32 desks at once',
        size: `${desks} free times, ${ours.refused} refused, ${Math.round(desks / (ours.ms / 1000))}/s (bare ${Math.round(desks / (theirs.ms / 1000))}/s)`,
        target: '0 refused',
      },
      { ours: ours.times, raw: theirs.times },
    ),
  )
  if (theirs.failed + theirs.refused > 0) throw new Error('the bare bookings failed: no figure to compare with')
  if (ours.failed > 0) throw new Error(`${ours.failed} bookings failed, p99 ${percentile(ours.times, 99)} ms`)
  return rows
}

async function bareCount(db: BenchAsk['db'], clinic: BookedUp): Promise<number> {
  const { rows } = await db.owner.query<{ n: number }>(
    `select count(*)::int as n from schedule.appointment
      where practice_id = $1 and wall_start::date = $2 and provider_id = any($3)`,
    [clinic.practice, clinic.day(1), clinic.providers.slice(0, 30)],
  )
  return rows[0]!.n
}

/** Thirty-two desks take from one heap until it is empty. */
async function together<T>(heap: readonly T[], deed: (each: T, desk: number) => Promise<void>) {
  const left = [...heap].reverse()
  const outcome = { times: [] as number[], refused: 0, failed: 0, ms: 0 }
  const started = performance.now()
  const desk = async (n: number) => {
    for (let each = left.pop(); each !== undefined; each = left.pop()) {
      const since = performance.now()
      await deed(each, n).catch((error: { kind?: string }) => {
        if (error.kind === 'conflict') outcome.refused++
        else outcome.failed++
      })
      outcome.times.push(performance.now() - since)
    }
  }
  await Promise.all(Array.from({ length: 32 }, (_, n) => desk(n)))
  outcome.ms = performance.now() - started
  return outcome
}
