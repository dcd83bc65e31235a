/** Stretches of time in order and apart from one another: [from, to, from, to, ...], seconds since 1970, ends not included. */
export type Spans = readonly number[]

/** Brings stretches in any order together: those that touch or overlap become one, empty ones vanish. */
export function joined(pairs: readonly number[]): number[] {
  const count = pairs.length / 2
  if (count === 0) return []
  if (count === 1) return pairs[1]! > pairs[0]! ? [...pairs] : []
  const order = inOrder(pairs)
    ? null
    : Array.from({ length: count }, (_, n) => n).sort((a, b) => pairs[2 * a]! - pairs[2 * b]!)
  const whole: number[] = []
  for (let n = 0; n < count; n++) {
    const at = 2 * (order ? order[n]! : n)
    const from = pairs[at]!
    const to = pairs[at + 1]!
    if (to <= from) continue
    const end = whole.length - 1
    if (end > 0 && from <= whole[end]!) whole[end] = Math.max(whole[end]!, to)
    else whole.push(from, to)
  }
  return whole
}

/** Whether stretches stand in the order of their starts, as they mostly do. */
function inOrder(pairs: Spans): boolean {
  for (let n = 2; n < pairs.length; n += 2) if (pairs[n]! < pairs[n - 2]!) return false
  return true
}

/** Index of the first stretch that ends after `at`. */
function firstAfter(spans: Spans, at: number): number {
  let low = 0
  let high = spans.length / 2
  while (low < high) {
    const middle = (low + high) >> 1
    if (spans[2 * middle + 1]! > at) high = middle
    else low = middle + 1
  }
  return low
}

/** What is left of `whole` when `taken` is cut out. */
export function without(whole: Spans, taken: Spans): number[] {
  const left: number[] = []
  for (let n = 0; n < whole.length; n += 2) {
    let from = whole[n]!
    const to = whole[n + 1]!
    for (let k = 2 * firstAfter(taken, from); k < taken.length && taken[k]! < to; k += 2) {
      if (taken[k]! > from) left.push(from, taken[k]!)
      from = Math.max(from, taken[k + 1]!)
    }
    if (from < to) left.push(from, to)
  }
  return left
}

/** Whether nothing of `taken` lies between two moments. */
export function isFree(taken: Spans, from: number, to: number): boolean {
  const n = 2 * firstAfter(taken, from)
  return n >= taken.length || taken[n]! >= to
}

/** Whether one stretch holds everything between two moments. */
export function holds(spans: Spans, from: number, to: number): boolean {
  const n = 2 * firstAfter(spans, from)
  return n < spans.length && spans[n]! <= from && spans[n + 1]! >= to
}
