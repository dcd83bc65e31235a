import type { InputOf } from '../../../core/contract.ts'
import type { moveAppointment } from '../contract.ts'
import type { BoardColumn, BoardVisit, Over } from './board-blocks.ts'
import type { Ruler } from './wall-clock.ts'

/** A visit in the air: taken up by `v` or the pointer, not yet put down. */
export type Moving = {
  visit: BoardVisit
  /** The column it hovers over; columns may change under it when the day does. */
  over: Over
  start: number
  end: number
  how: 'keys' | 'drag' | 'stretch'
}

/** Minutes of one step on the board. */
export const step = 5

/** Takes a visit up where it stands. */
export function takeUp(visit: BoardVisit, over: Over, ruler: Ruler, how: Moving['how']): Moving {
  const start = ruler.of(visit.startsAt)
  return { visit, over: { kind: over.kind, id: over.id, date: over.date }, start, end: start + visit.minutes, how }
}

/** The same length at another time that begins within the day; its end may lie behind midnight. */
export function at(moving: Moving, start: number, dayLength = 1440): Moving {
  const length = moving.end - moving.start
  const first = Math.min(Math.max(Math.round(start / step) * step, 0), dayLength - step)
  return { ...moving, start: first, end: first + length }
}

/** Another end at the same start: five minutes at least. */
export function until(moving: Moving, end: number, dayLength = 1440): Moving {
  const last = Math.min(Math.round(end / step) * step, dayLength)
  return { ...moving, end: Math.max(last, moving.start + step) }
}

/** Over another column: `across` columns to the right of the present one, stopping at the edges. */
export function beside(moving: Moving, columns: readonly BoardColumn[], across: number): Moving {
  const same = (column: BoardColumn) => column.kind === moving.over.kind && column.id === moving.over.id
  // In a week all columns are one provider's: the day tells them apart.
  const here = columns.findIndex(column => same(column) && column.date === moving.over.date)
  const now = here < 0 ? columns.findIndex(same) : here
  const next = columns[Math.min(Math.max(now + across, 0), columns.length - 1)]
  return next ? { ...moving, over: { kind: next.kind, id: next.id, date: next.date } } : moving
}

/** True if it hovers exactly where the visit stands already. */
export function unmoved(moving: Moving, ruler: Ruler): boolean {
  const { visit, over } = moving
  return (
    moving.start === ruler.of(visit.startsAt) &&
    moving.end - moving.start === visit.minutes &&
    over.id === (over.kind === 'provider' ? visit.provider : visit.room)
  )
}

/** What putting it down here asks of the server. Left-out parts stay as they are. */
export function moveInput(moving: Moving, ruler: Ruler): InputOf<typeof moveAppointment> {
  const { visit, over } = moving
  const length = moving.end - moving.start
  return {
    appointment: visit.id,
    version: visit.version,
    // An instant: right where the clock shows an hour twice, and where the location's clock is not the board's.
    startsAt: ruler.at(moving.start),
    ...(over.kind === 'provider' && over.id !== visit.provider ? { provider: over.id } : {}),
    ...(over.kind === 'room' && over.id !== visit.room ? { room: over.id } : {}),
    ...(length === visit.minutes ? {} : { minutes: length }),
  }
}
