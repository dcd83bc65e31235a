import { Refusal } from '../../../core/refusal.ts'
import { wallClock, wallMeaning } from '../../../core/time.ts'
import type { Context } from '../../../platform/context.ts'
import { command } from '../../../platform/feature.ts'
import { stepsFrom } from '../appointment.ts'
import { stepRefused } from '../attendance/take-step.ts'
import * as contract from '../contract.ts'
import { tellVisit } from '../events.ts'
import { requireVisit, visitMarks } from '../visit.ts'
import { lockVisits, requireBundle } from './bundle.ts'
import { refuseClaim } from './claim.ts'
import { findPlace, type Place, type Wanted } from './place.ts'
import { placeAgain } from './place-again.ts'
import { queueForAll } from './queue.ts'
import { startInstant } from './start-time.ts'

type Conflict = { appointment: string; startsAt: string; wanted: string; code: string; facts: Refusal['facts'] }
type Plan = { visit: contract.Visit; wall: Temporal.PlainDateTime; wanted: Wanted; place: Place }

const wallOf = (visit: contract.Visit) =>
  Temporal.Instant.from(visit.startsAt).toZonedDateTimeISO(visit.zone).toPlainDateTime()

/** Moves many visits by one shift of wall-clock time: what stood at nine stands at ten, before the change of the clock and after it. All conflicts
 *  are named; then nothing has moved. */
export const moveSeries = command(contract.moveSeries, {
  constraints: { appointment_seat: contract.groupFull },
  async run(ctx, input) {
    const anchor = await requireVisit(ctx, input.appointment)
    ctx.concerns([anchor.patient], { appointment: anchor.id })
    const stale = input.version !== undefined && input.version !== anchor.version
    if (stale || !stepsFrom.moved.includes(anchor.state)) throw stepRefused(ctx, anchor, input.version, 'moved')
    const given = (await startInstant(ctx, input, {
      provider: input.provider ?? anchor.provider!,
      location: anchor.location,
    }))!
    for (const id of input.skip ?? []) await requireVisit(ctx, id)
    if (!anchor.bundle) throw contract.notTogether({ appointment: anchor.id })
    const shift = wallOf(anchor).until(given.toZonedDateTimeISO(anchor.zone).toPlainDateTime(), { largestUnit: 'day' })
    const bundle = await requireBundle(ctx, anchor.bundle)
    const skipped = new Set<string>(input.skip ?? [])
    const from = input.reach === 'following' ? Date.parse(anchor.startsAt) : ctx.now.epochMilliseconds
    const chosen = bundle.visits.filter(
      visit =>
        stepsFrom.moved.includes(visit.state) &&
        !skipped.has(visit.id) &&
        (visit.id === anchor.id || Date.parse(visit.startsAt) >= from),
    )
    // Whoever stands in the way of the shift goes first.
    const visits = shift.sign > 0 ? chosen.toReversed() : chosen

    const conflicts: Conflict[] = []
    const ids = visits.map(visit => visit.id)
    const plans: Plan[] = []
    for (const visit of visits) {
      const wall = wallOf(visit).add(shift)
      await attempt(conflicts, visit, wall, async () => {
        const wanted = wantedOf(visit, startOf(visit, wall), input, ids)
        plans.push({ visit, wall, wanted, place: await findPlace(ctx, wanted) })
      })
    }
    await queueForAll(
      ctx,
      plans.map(plan => plan.place),
      ids,
    )
    const versions = await lockVisits(ctx, ids)
    for (const { visit } of plans) {
      if (versions.get(visit.id) !== visit.version) {
        const now = await requireVisit(ctx, visit.id)
        throw contract.changedMeanwhile({ version: now.version, appointment: now })
      }
    }
    // All leave before the first one takes its new time: the series may move into itself.
    await ctx.sql`
      delete from schedule.occupation o where o.practice_id = ${ctx.practice}::uuid and o.appointment_id = any(${plans.map(plan => plan.visit.id)}::uuid[])`
    const moved: contract.Visit[] = []
    for (const plan of plans) {
      await attempt(conflicts, plan.visit, plan.wall, async () => void moved.push(await moveOne(ctx, plan, input)))
    }
    if (conflicts.length > 0) {
      // Who is met only because another of the series could not leave is no conflict of its own.
      const stuck = new Set(conflicts.map(each => each.appointment))
      const own = conflicts.filter(
        each => each.code !== contract.patientAlreadyBooked.code || !stuck.has(String(each.facts.appointment)),
      )
      throw contract.seriesConflict({
        conflicts: (own.length > 0 ? own : conflicts).toSorted((a, b) => a.startsAt.localeCompare(b.startsAt)),
      })
    }
    return { moved: moved.toSorted((a, b) => a.startsAt.localeCompare(b.startsAt)) }
  },
})

async function attempt(
  conflicts: Conflict[],
  visit: contract.Visit,
  wall: Temporal.PlainDateTime,
  run: () => Promise<void>,
): Promise<void> {
  try {
    await run()
  } catch (error) {
    if (!(error instanceof Refusal) || error.kind === 'missing' || error.kind === 'denied') throw error
    conflicts.push({
      appointment: visit.id,
      startsAt: visit.startsAt,
      wanted: wall.toString({ smallestUnit: 'minute' }),
      code: error.code,
      facts: error.facts,
    })
  }
}

/** The instant of a wall-clock time; a doubled hour means its first run, a skipped one is a conflict. */
function startOf(visit: contract.Visit, wall: Temporal.PlainDateTime): Temporal.Instant {
  const date = wall.toPlainDate().toString()
  const time = wall.toPlainTime().toString({ smallestUnit: 'minute' })
  const meaning = wallMeaning(date, time, visit.zone)
  if (meaning.kind === 'never') {
    throw contract.timeDoesNotExist({ date, time, zone: visit.zone, from: meaning.from, to: meaning.to })
  }
  return meaning.kind === 'once' ? meaning.at : meaning.earlier
}

function wantedOf(
  visit: contract.Visit,
  startsAt: Temporal.Instant,
  input: { provider?: Wanted['provider'] | undefined; despite?: readonly contract.Warning[] | undefined },
  siblings: readonly string[],
): Wanted {
  return {
    patient: visit.patient,
    visitType: visit.visitType!,
    provider: input.provider ?? visit.provider!,
    startsAt,
    minutes: visit.minutes,
    location: input.provider ? undefined : visit.location!,
    room: visit.room ? 'any' : undefined,
    ratherRoom: visit.room,
    appointment: visit.id,
    siblings,
    mode: visit.mode,
    urgent: visit.urgent,
    despite: (input.despite ?? []).filter(each => each !== 'overbook'),
  }
}

async function moveOne(
  ctx: Context,
  { visit, wanted, place }: Plan,
  input: { reason?: string | undefined },
): Promise<contract.Visit> {
  const marks = await visitMarks(ctx, visit.id)
  const sameTime = Temporal.Instant.from(visit.startsAt).equals(wanted.startsAt)
  const claim = await placeAgain(
    ctx,
    {
      visit,
      what: 'moved',
      state: !sameTime && visit.state === 'confirmed' ? 'booked' : visit.state,
      stateSince: !sameTime && visit.state === 'confirmed' ? ctx.now.toString() : visit.stateSince,
      confirmedAt: sameTime ? marks.confirmedAt : null,
      arrivedAt: marks.arrivedAt,
      reason: input.reason,
      patientChecked: wanted.despite.includes('patient-already-booked') ? null : place.patient,
    },
    place,
  )
  if (claim.outcome !== 'ok') throw await refuseClaim(ctx, claim, wanted, place)
  const now = await requireVisit(ctx, visit.id)
  const left = wallClock(visit.startsAt, visit.zone).date
  tellVisit(ctx, 'schedule.appointment-moved', now, left === wallClock(now.startsAt, now.zone).date ? undefined : left)
  return now
}
