/** Something on the board that can have the focus. */
export type Walked = { key: string; column: number; start: number; end: number }
export type Direction = 'up' | 'down' | 'left' | 'right'

const nearest = (among: readonly Walked[], start: number): Walked | undefined =>
  among.reduce<Walked | undefined>(
    (best, one) => (best && Math.abs(best.start - start) <= Math.abs(one.start - start) ? best : one),
    undefined,
  )

/** Where an arrow leads: along the column by time, across to the nearest time of the next column that holds anything. */
export function walk(items: readonly Walked[], from: string, direction: Direction): Walked | undefined {
  const here = items.find(item => item.key === from)
  if (!here) return items[0]
  const inColumn = (column: number) =>
    items.filter(item => item.column === column).sort((a, b) => a.start - b.start || a.key.localeCompare(b.key))
  if (direction === 'up' || direction === 'down') {
    const column = inColumn(here.column)
    return column[column.findIndex(item => item.key === from) + (direction === 'down' ? 1 : -1)]
  }
  const step = direction === 'right' ? 1 : -1
  const columns = items.map(item => item.column).filter(column => (column - here.column) * step > 0)
  if (columns.length === 0) return undefined
  return nearest(inColumn(step > 0 ? Math.min(...columns) : Math.max(...columns)), here.start)
}

/** Who gets the focus when the thing that had it is gone: the nearest in its column, else anywhere near. */
export function afterGone(items: readonly Walked[], gone: Walked): Walked | undefined {
  return (
    nearest(
      items.filter(item => item.column === gone.column),
      gone.start,
    ) ?? nearest(items, gone.start)
  )
}

/** The one that Tab reaches first: what runs at this minute or comes next in the first column, else the first. */
export function firstStop(items: readonly Walked[], minute: number | null): Walked | undefined {
  if (minute === null) return items[0]
  return items.find(item => item.end > minute) ?? items[0]
}
