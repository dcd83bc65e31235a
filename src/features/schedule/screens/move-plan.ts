import type { InputOf } from '../../../core/contract.ts'
import type { moveAppointment } from '../contract.ts'
import type { BoardColumn, BoardVisit } from './board-blocks.ts'
import { minuteOf, wireTime } from './wall-clock.ts'

/** A visit in the air: taken up by `v` or the pointer, not yet put down. */
export type Moving = {
  visit: BoardVisit
  /** Id and kind of the column it hovers over; columns may change under it when the day does. */
  over: { kind: 'provider' | 'room'; id: string }
  start: number
  end: number
  how: 'keys' | 'drag' | 'stretch'
}

/** Minutes of one step on the board. */
export const step = 5
const lastMinute = 24 * 60

/** Takes a visit up where it stands. */
export function takeUp(visit: BoardVisit, over: Moving['over'], date: string, how: Moving['how']): Moving {
  const start = minuteOf(visit.startsAt, visit.zone, date)
  return { visit, over: { kind: over.kind, id: over.id }, start, end: start + visit.minutes, how }
}

/** The same length at another time, kept inside the day. */
export function at(moving: Moving, start: number): Moving {
  const length = moving.end - moving.start
  const first = Math.min(Math.max(Math.round(start / step) * step, 0), lastMinute - length)
  return { ...moving, start: first, end: first + length }
}

/** Another end at the same start: five minutes at least. */
export function until(moving: Moving, end: number): Moving {
  const last = Math.min(Math.round(end / step) * step, lastMinute)
  return { ...moving, end: Math.max(last, moving.start + step) }
}

/** Over another column: `across` columns to the right of the present one, stopping at the edges. */
export function beside(moving: Moving, columns: readonly BoardColumn[], across: number): Moving {
  const now = columns.findIndex(column => column.kind === moving.over.kind && column.id === moving.over.id)
  const next = columns[Math.min(Math.max(now + across, 0), columns.length - 1)]
  return next ? { ...moving, over: { kind: next.kind, id: next.id } } : moving
}

/** True if it hovers exactly where the visit stands already. */
export function unmoved(moving: Moving, date: string): boolean {
  const { visit, over } = moving
  return (
    moving.start === minuteOf(visit.startsAt, visit.zone, date) &&
    moving.end - moving.start === visit.minutes &&
    over.id === (over.kind === 'provider' ? visit.provider : visit.room)
  )
}

/** What putting it down here asks of the server. Left-out parts stay as they are. */
export function moveInput(moving: Moving, date: string): InputOf<typeof moveAppointment> {
  const { visit, over } = moving
  const length = moving.end - moving.start
  return {
    appointment: visit.id,
    version: visit.version,
    date,
    time: wireTime(moving.start),
    ...(over.kind === 'provider' && over.id !== visit.provider ? { provider: over.id } : {}),
    ...(over.kind === 'room' && over.id !== visit.room ? { room: over.id } : {}),
    ...(length === visit.minutes ? {} : { minutes: length }),
  }
}
