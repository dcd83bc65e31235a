import type { OutputOf } from '../../../core/contract.ts'
import type { dayBoard } from '../contract.ts'
import { minuteOf } from './wall-clock.ts'

export type Board = OutputOf<typeof dayBoard>
export type BoardVisit = Board['visits'][number]
export type BoardColumn = Board['columns'][number]

/** A rectangle on the board: minutes since midnight downwards, its column across, side by side with what overlaps it. */
export type Placed = { column: number; start: number; end: number; lane: number; lanes: number }
export type Block = Placed & { key: string; visit: BoardVisit }

/** A visit shows in its provider's column, and again in its room's where the room has one. */
const blockKey = (visit: { id: string }, column: { kind: string }): string =>
  column.kind === 'provider' ? visit.id : `${visit.id}@room`

/** Shorter ones are drawn, and hit, as if they took ten minutes. */
const least = 10

/** Gives overlapping rectangles of one column lanes beside each other; those that overlap nothing keep the whole width. */
export function inLanes<T extends { start: number; end: number }>(
  column: readonly T[],
): (T & { lane: number; lanes: number })[] {
  const sorted = [...column].sort((a, b) => a.start - b.start || b.end - a.end)
  const placed: (T & { lane: number; lanes: number })[] = []
  let cluster: (T & { lane: number; lanes: number })[] = []
  let until = Number.NEGATIVE_INFINITY
  const close = () => {
    const lanes = Math.max(1, ...cluster.map(one => one.lane + 1))
    for (const one of cluster) one.lanes = lanes
    cluster = []
  }
  for (const one of sorted) {
    if (one.start >= until) close()
    const taken = new Set(cluster.filter(other => other.end > one.start).map(other => other.lane))
    let lane = 0
    while (taken.has(lane)) lane++
    const here = { ...one, lane, lanes: 1 }
    cluster.push(here)
    placed.push(here)
    until = Math.max(until, one.end)
  }
  close()
  return placed
}

/** Every visit of the day as blocks, column by column, each column by time. Cancelled ones are gone. */
export function blocksOf(board: Board): Block[] {
  const rows = board.visits
    .filter(visit => visit.state !== 'cancelled')
    .map(visit => {
      const start = minuteOf(visit.startsAt, visit.zone, board.date)
      return { visit, start, end: Math.max(start + least, minuteOf(visit.endsAt, visit.zone, board.date)) }
    })
  return board.columns.flatMap((column, at) => {
    const mine = rows.filter(({ visit }) => (column.kind === 'provider' ? visit.provider : visit.room) === column.id)
    return inLanes(mine).map(row => ({ ...row, column: at, key: blockKey(row.visit, column) }))
  })
}

/** First and last minute drawn, in whole hours around what is worth showing. */
export function rangeOf(board: Board, blocks: readonly Block[]): { from: number; to: number } {
  const from = Math.min(board.fromMinute, ...blocks.map(block => block.start))
  const to = Math.max(board.toMinute, ...blocks.map(block => block.end))
  const first = Math.floor(from / 60) * 60
  return { from: first, to: Math.max(Math.ceil(to / 60) * 60, first + 60) }
}

/** Of openings that overlap, those drawn: from the first on, as many as fit without overlap. */
export function withoutOverlap<T extends { column: number; start: number; end: number }>(openings: readonly T[]): T[] {
  const until = new Map<number, number>()
  return [...openings]
    .sort((a, b) => a.column - b.column || a.start - b.start)
    .filter(one => {
      if (one.start < (until.get(one.column) ?? Number.NEGATIVE_INFINITY)) return false
      until.set(one.column, one.end)
      return true
    })
}
