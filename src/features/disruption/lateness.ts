// How lateness runs on through a day: pure arithmetic on instants (milliseconds), no database, no clock.

export type Planned = {
  id: string
  startsAt: number
  endsAt: number
  /** waiting: not begun · begun: in the room since `sinceAt` · gone: left at `sinceAt`. */
  state: 'waiting' | 'begun' | 'gone'
  sinceAt: number
}
type Stretch = { from: number; to: number }
export type Expected = { id: string; startsAt: number; expectedAt: number; delay: number }

const minute = 60_000

/** When the provider is free for the first visit that has not begun.
 *  Said at `reportedAt`: "`minutes` behind". Then the next visit begins so much after its time, whether it is the one that should run by now,
 *  the one after the visit that runs, or, in a gap, whatever comes next counted from that moment. A visit begun since then tells better. */
export function freeAt(
  visits: readonly Planned[],
  said: { reportedAt: number; minutes: number; hoursFrom: number | null },
  now: number,
): number {
  const late = said.minutes * minute
  const since = visits
    .filter(visit => visit.state !== 'waiting' && visit.sinceAt > said.reportedAt)
    .map(visit => (visit.state === 'gone' ? visit.sinceAt : visit.sinceAt + visit.endsAt - visit.startsAt))
  if (since.length > 0) return Math.max(now, ...since)
  const overdue = visits.filter(visit => visit.state === 'waiting' && visit.startsAt <= said.reportedAt)
  const running = visits.filter(
    visit => visit.state !== 'waiting' && visit.startsAt <= said.reportedAt && visit.endsAt > said.reportedAt,
  )
  const onTime =
    overdue.length > 0
      ? Math.min(...overdue.map(visit => visit.startsAt))
      : Math.max(said.reportedAt, said.hoursFrom ?? 0, ...running.map(visit => visit.endsAt))
  return Math.max(now, onTime + late)
}

/** The expected start of each visit that has not begun, in the order of the plan: not before its time, not before the one before has ended.
 *  Gaps and the noon break take lateness up; a meeting or an absence is kept, and who would begin in it waits for its end. */
export function knockOnOf(
  visits: readonly Planned[],
  free: number,
  kept: readonly Stretch[],
): { expected: Expected[]; lastEnd: number } {
  let at = free
  let lastEnd = 0
  const waiting = visits.filter(visit => visit.state === 'waiting').toSorted((a, b) => a.startsAt - b.startsAt)
  const expected = waiting.map(visit => {
    const expectedAt = afterKept(Math.max(visit.startsAt, at), kept, visit.startsAt)
    at = expectedAt + visit.endsAt - visit.startsAt
    lastEnd = Math.max(lastEnd, at)
    return {
      id: visit.id,
      startsAt: visit.startsAt,
      expectedAt,
      delay: Math.round((expectedAt - visit.startsAt) / minute),
    }
  })
  return { expected, lastEnd }
}

/** A visit that is itself booked inside such a stretch begins there all the same: somebody has booked over it knowingly. */
function afterKept(start: number, kept: readonly Stretch[], booked: number): number {
  const inside = kept.find(one => one.from <= start && start < one.to && !(one.from <= booked && booked < one.to))
  return inside ? afterKept(inside.to, kept, booked) : start
}
