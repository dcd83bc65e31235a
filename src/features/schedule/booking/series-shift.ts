import type { Id } from '../../../core/id.ts'
import { wallMeaning } from '../../../core/time.ts'
import type { Context } from '../../../platform/context.ts'
import { stepsFrom } from '../appointment.ts'
import { stepRefused } from '../attendance/take-step.ts'
import * as contract from '../contract.ts'
import { requireVisit } from '../visit.ts'
import { requireBundle } from './bundle.ts'
import { attempt, type Conflict } from './conflicts.ts'
import { findPlace, type Place, type Wanted } from './place.ts'
import { startInstant } from './start-time.ts'

/** One of several visits with where it is to go. */
export type Plan = { visit: contract.Visit; wall: Temporal.PlainDateTime; wanted: Wanted; place: Place }

export type ShiftAsked = {
  appointment: Id<'appointment'>
  version?: number | undefined
  reach: 'following' | 'all'
  startsAt?: string | undefined
  date?: string | undefined
  time?: string | undefined
  which?: 'earlier' | 'later' | undefined
  provider?: Id<'provider'> | undefined
  skip?: readonly Id<'appointment'>[] | undefined
  despite?: readonly contract.Warning[] | undefined
}

export type Shift = {
  /** Those that are to move, in the order in which they can: whoever stands in the way of the shift goes first. */
  plans: Plan[]
  /** Those that go nowhere, with what is in their way. */
  conflicts: Conflict[]
  /** All that are meant, those left out among them, soonest first. */
  meant: { visit: contract.Visit; wall: Temporal.PlainDateTime }[]
  skipped: ReadonlySet<string>
}

const wallOf = (visit: contract.Visit) =>
  Temporal.Instant.from(visit.startsAt).toZonedDateTimeISO(visit.zone).toPlainDateTime()

/** Where each visit of a series goes by one shift of wall-clock time: what stood at nine stands at ten, before the change of the clock and after it.
 *  Refuses what concerns the whole; what concerns one visit is named among the conflicts. `looking`: nothing is written. */
export async function planShift(ctx: Context, input: ShiftAsked, looking = false): Promise<Shift> {
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
  const meant = bundle.visits
    .filter(
      visit => stepsFrom.moved.includes(visit.state) && (visit.id === anchor.id || Date.parse(visit.startsAt) >= from),
    )
    .map(visit => ({ visit, wall: wallOf(visit).add(shift) }))
  const chosen = meant.filter(each => !skipped.has(each.visit.id))
  const ids = chosen.map(each => each.visit.id)
  const conflicts: Conflict[] = []
  const plans: Plan[] = []
  for (const { visit, wall } of shift.sign > 0 ? chosen.toReversed() : chosen) {
    await attempt(conflicts, visit, wallText(wall), async () => {
      // Another provider is for those who are with the same one: a family keeps its own.
      const provider = visit.provider === anchor.provider ? input.provider : undefined
      const wanted = wantedOf(visit, startOf(visit, wall), provider, input.despite ?? [], ids)
      plans.push({ visit, wall, wanted, place: await findPlace(ctx, { ...wanted, looking }) })
    })
  }
  return { plans, conflicts, meant, skipped }
}

export const wallText = (wall: Temporal.PlainDateTime) => wall.toString({ smallestUnit: 'minute' })

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
  provider: Id<'provider'> | undefined,
  despite: readonly contract.Warning[],
  siblings: readonly string[],
): Wanted {
  return {
    patient: visit.patient,
    visitType: visit.visitType!,
    provider: provider ?? visit.provider!,
    startsAt,
    minutes: visit.minutes,
    location: provider ? undefined : visit.location!,
    room: visit.room ? 'any' : undefined,
    ratherRoom: visit.room,
    appointment: visit.id,
    siblings,
    mode: visit.mode,
    urgent: visit.urgent,
    despite: despite.filter(each => each !== 'overbook'),
  }
}
