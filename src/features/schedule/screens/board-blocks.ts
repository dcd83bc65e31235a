import type { OutputOf } from '../../../core/contract.ts'
import type { dayBoard } from '../contract.ts'
import { type Ruler, rulerOf } from './wall-clock.ts'

export type Board = OutputOf<typeof dayBoard>
export type BoardVisit = Board['visits'][number]
export type BoardColumn = Board['columns'][number]

/** A rectangle on the board: minutes since midnight downwards, its column across, side by side with what overlaps it. */
export type Placed = { column: number; start: number; end: number; lane: number; lanes: number }
/** `tail`: what is left of a visit of the night before. */
/** `taken`: how many sit in the group a block stands for; null for an ordinary visit. */
export type Block = Placed & { key: string; visit: BoardVisit; tail: boolean; taken: number | null }

/** What stands over a column: whose, and of which day. Columns of one day may be followed into another. */
export type Over = { kind: 'provider' | 'room'; id: string; date: string }

/** The ruler of a column: as the minutes ran on a board of one day, as the clock shows them where days stand beside each other. */
export const rulerFor = (board: Pick<Board, 'span' | 'date' | 'zone'>, column?: { date: string }): Ruler =>
  board.span === 'week'
    ? rulerOf(column?.date ?? board.date, board.zone, 'wall')
    : rulerOf(board.date, board.zone, 'ran')

/** Where on the board a column is; -1: not on it. */
export const columnOf = (board: Board, over: Over): number =>
  board.columns.findIndex(
    each => each.kind === over.kind && each.id === over.id && (board.span === 'day' || each.date === over.date),
  )

/** The id of the visit a block shows. */
export const visitOfKey = (key: string): string => key.split('@')[0]!

/** A visit shows in its provider's column, again in its room's where the room has one, and over midnight in the next day's. */
const blockKey = (visit: { id: string }, column: { kind: string }, tail: boolean): string =>
  `${visit.id}${column.kind === 'provider' ? '' : '@room'}${tail ? '@tail' : ''}`

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
  const groups = new Map<string, { first: BoardVisit; taken: number }>()
  const rows = board.visits.filter(visit => {
    if (visit.state === 'cancelled') return false
    if (!visit.group) return true
    if (visit.state === 'no-show') return false
    // A group is one block, whoever sits in it: that of its first member.
    const known = groups.get(visit.group)
    if (known) known.taken += 1
    else groups.set(visit.group, { first: visit, taken: 1 })
    return !known
  })
  const byColumn = new Map<string, BoardVisit[]>()
  for (const visit of rows) {
    for (const id of new Set([`provider ${visit.provider}`, `room ${visit.room}`])) {
      const mine = byColumn.get(id)
      if (mine) mine.push(visit)
      else byColumn.set(id, [visit])
    }
  }
  return board.columns.flatMap((column, at) => {
    const ruler = rulerFor(board, column)
    const mine = (byColumn.get(`${column.kind} ${column.id}`) ?? []).flatMap(visit => {
      const since = ruler.of(visit.startsAt)
      const until = ruler.of(visit.endsAt)
      if (since >= ruler.length || until <= 0) return []
      const start = Math.max(since, 0)
      return [{ visit, tail: since < 0, start, end: Math.max(start + least, Math.min(until, ruler.length)) }]
    })
    return inLanes(mine).map(row => ({
      ...row,
      column: at,
      key: blockKey(row.visit, column, row.tail),
      taken: row.visit.group ? groups.get(row.visit.group)!.taken : null,
    }))
  })
}

/** First and last minute drawn, in whole hours around what is worth showing. */
export function rangeOf(board: Board, blocks: readonly Block[]): { from: number; to: number } {
  const ruler = rulerFor(board)
  // On a day the clock is changed its figures are not those of the ruler: the instants are.
  const changed = ruler.length !== 1440
  const open = changed ? board.columns.flatMap(column => column.bands.filter(band => band.kind === 'open')) : []
  const edges =
    open.length > 0 || changed
      ? open.flatMap(band => [ruler.of(band.startsAt), ruler.of(band.endsAt)])
      : [board.fromMinute, board.toMinute]
  if (edges.length === 0) edges.push(board.fromMinute, Math.min(board.toMinute, ruler.length))
  const all = [...edges, ...blocks.flatMap(block => [block.start, block.end])]
  const from = all.reduce((least, each) => Math.min(least, each))
  const to = all.reduce((most, each) => Math.max(most, each))
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
