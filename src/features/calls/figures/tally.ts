import type { OutputOf } from '../../../core/contract.ts'
import type { phoneFigures } from '../contract.ts'
import type { Goal } from './set-phone-goal.ts'

export type Counts = OutputOf<typeof phoneFigures>['total']

/** Calls that are alike in what figures ask: how they went, and how long they waited in whole seconds, rounded up (null: not known). */
export type Alike = {
  kind: 'answered' | 'over' | 'ringing'
  wait: number | null
  n: number
  waited_ms: number | null
  talks: number
  talked_ms: number | null
  finishings: number
  finishing_ms: number | null
  again: number
  emergencies: number
  redFlags: number
}

/** Adds calls up into figures. Sums and means are exact; median and p90 to the second. */
export function tally(rows: readonly Alike[], goal: Goal): Counts {
  const answers = new Map<number, number>()
  let answered = 0
  let abandoned = 0
  let short = 0
  let ringing = 0
  let byHand = 0
  let waited_ms = 0
  let longest: number | null = null
  let again = 0
  let emergencies = 0
  let redFlags = 0
  const talk = { n: 0, ms: 0 }
  const finishing = { n: 0, ms: 0 }
  for (const row of rows) {
    again += row.again
    emergencies += row.emergencies
    redFlags += row.redFlags
    talk.n += row.talks
    talk.ms += row.talked_ms ?? 0
    finishing.n += row.finishings
    finishing.ms += row.finishing_ms ?? 0
    if (row.kind === 'ringing') {
      ringing += row.n
      continue
    }
    if (row.wait !== null) longest = Math.max(longest ?? 0, row.wait)
    if (row.kind === 'answered') {
      answered += row.n
      if (row.wait === null) byHand += row.n
      else {
        answers.set(row.wait, (answers.get(row.wait) ?? 0) + row.n)
        waited_ms += row.waited_ms ?? 0
      }
    } else if (row.wait !== null && row.wait <= goal.short_s) short += row.n
    else abandoned += row.n
  }
  const sorted = [...answers].sort(([a], [b]) => a - b)
  const known = answered - byHand
  const within = (limit_s: number) =>
    part(
      sorted.reduce((sum, [wait, n]) => (wait <= limit_s ? sum + n : sum), 0),
      known + abandoned,
    )
  const talk_s = mean_s(talk)
  const finishing_s = mean_s(finishing)
  return {
    offered: answered + abandoned + short + ringing,
    answered,
    abandoned,
    short,
    ringing,
    byHand,
    abandonShare: part(abandoned, known + abandoned),
    waitMean_s: mean_s({ n: known, ms: waited_ms }),
    waitMedian_s: quantile(sorted, known, 0.5),
    waitP90_s: quantile(sorted, known, 0.9),
    longestWait_s: longest,
    talk_s,
    finishing_s,
    handling_s: talk_s === null ? null : talk_s + (finishing_s ?? 0),
    within20: within(20),
    within30: within(30),
    inTime: within(goal.answerWithin_s),
    again,
    emergencies,
    redFlags,
  }
}

const part = (some: number, all: number) => (all > 0 ? some / all : null)
const mean_s = ({ n, ms }: { n: number; ms: number }) => (n > 0 ? ms / n / 1000 : null)

/** The wait that this share of the answered did not exceed: the smallest with at least so many at or below it (nearest rank). */
function quantile(sorted: readonly (readonly [number, number])[], all: number, share: number): number | null {
  const rank = Math.ceil(all * share)
  let seen = 0
  for (const [wait, n] of sorted) {
    seen += n
    if (seen >= rank) return wait
  }
  return null
}
