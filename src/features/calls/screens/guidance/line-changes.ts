export type LineChange = { did: 'added' | 'gone'; text: string }

/** What became of the lines between two wordings, in reading order: as few lines added and gone as explain it. A line that only moved is gone
 *  at the one place and added at the other, for the order of steps matters. */
export function lineChanges(before: readonly string[], after: readonly string[]): LineChange[] {
  // longest[n][m]: how many lines the rest of before from n and the rest of after from m have in common, in order.
  const longest = Array.from({ length: before.length + 1 }, () => new Array<number>(after.length + 1).fill(0))
  for (let n = before.length - 1; n >= 0; n--) {
    for (let m = after.length - 1; m >= 0; m--) {
      longest[n]![m] =
        before[n] === after[m] ? longest[n + 1]![m + 1]! + 1 : Math.max(longest[n + 1]![m]!, longest[n]![m + 1]!)
    }
  }
  const changes: LineChange[] = []
  for (let n = 0, m = 0; n < before.length || m < after.length; ) {
    if (n < before.length && m < after.length && before[n] === after[m]) {
      n++
      m++
    } else if (m === after.length || (n < before.length && longest[n + 1]![m]! >= longest[n]![m + 1]!)) {
      changes.push({ did: 'gone', text: before[n]! })
      n++
    } else {
      changes.push({ did: 'added', text: after[m]! })
      m++
    }
  }
  return changes
}
