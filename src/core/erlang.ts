// The arithmetic of queues at a telephone. All times are in seconds; load is in erlangs: calls arriving in the time one call takes.
// A: Erlang's formulas of 1917 (B, C) and Palm's M/M/n+M of 1957 ("Erlang A"), as in Mandelbaum and Zeltyn, "Service engineering in
// action: the Palm/Erlang-A queue" (2007).

/** Share of calls that find all `people` busy when nobody may wait (Erlang B), by the recursion that neither overflows nor cancels. */
export function erlangB(load: number, people: number): number {
  let blocked = 1
  for (let k = 1; k <= people; k++) blocked = (load * blocked) / (k + load * blocked)
  return blocked
}

/** Share of calls that have to wait when everybody waits for ever (Erlang C); 1 when more arrives than can be answered. */
export function erlangC(load: number, people: number): number {
  if (load <= 0) return 0
  if (people <= load) return 1
  const blocked = erlangB(load, people)
  return blocked / (1 - (load / people) * (1 - blocked))
}

/** What callers at one desk meet. Shares are between 0 and 1, times in seconds. */
export type QueueOutlook = {
  /** Share that has to wait at all. */
  waits: number
  /** Share answered within the target time, of all who call. */
  inTime: number
  /** Mean wait of all who call, whether they are answered or give up. Infinity when the queue never ends. */
  meanWait_s: number
  /** Share that gives up. */
  abandons: number
  /** Share of people's time that is spent with calls. */
  busy: number
}

/** One stretch of the day: how much arrives, how long a call keeps a person, how long callers are willing to wait. */
export type Stretch = {
  callsPerHour: number
  handling_s: number
  /** Mean patience; null: nobody gives up. */
  patience_s: number | null
  people: number
  target_s: number
}

/** What a stretch is like: Erlang A, or Erlang C where nobody gives up. */
export function outlook(stretch: Stretch): QueueOutlook {
  if (stretch.callsPerHour <= 0) return { waits: 0, inTime: 1, meanWait_s: 0, abandons: 0, busy: 0 }
  if (stretch.people <= 0) {
    const all = { waits: 1, inTime: 0, busy: 0 }
    return stretch.patience_s === null
      ? { ...all, meanWait_s: Number.POSITIVE_INFINITY, abandons: 0 }
      : { ...all, meanWait_s: stretch.patience_s, abandons: 1 }
  }
  return stretch.patience_s === null ? patient(stretch) : impatient(stretch, stretch.patience_s)
}

function patient({ callsPerHour, handling_s, people, target_s }: Stretch): QueueOutlook {
  const load = (callsPerHour * handling_s) / 3600
  const waits = erlangC(load, people)
  if (people <= load) return { waits, inTime: 0, meanWait_s: Number.POSITIVE_INFINITY, abandons: 0, busy: 1 }
  return {
    waits,
    inTime: 1 - waits * Math.exp((-(people - load) * target_s) / handling_s),
    meanWait_s: (waits * handling_s) / (people - load),
    abandons: 0,
    busy: load / people,
  }
}

/** Steps of Simpson's rule over the target time; even. Between 200 and 2000 the result moves by less than 1e-9. */
const steps = 200

/** M/M/n+M by its birth-death chain. The states without a queue are summed by Erlang B, which cannot overflow; the queue is cut where its weight
 *  no longer counts. */
function impatient({ callsPerHour, handling_s, people, target_s }: Stretch, patience_s: number): QueueOutlook {
  const arrival = callsPerHour / 3600
  const service = people / handling_s
  const leaving = 1 / patience_s
  const load = arrival * handling_s
  // Weights relative to the state in which everybody is just busy and nobody waits.
  let full = 1
  let queue = 0
  let weight = 1
  for (let j = 1; j < 1_000_000; j++) {
    weight = (weight * arrival) / (service + j * leaving)
    full += weight
    queue += j * weight
    if (arrival < service + j * leaving && weight * (j + 1) < 1e-15 * full) break
  }
  const blocked = erlangB(load, people)
  const justBusy = blocked / (1 + (full - 1) * blocked)
  const waits = Math.min(1, full * justBusy)
  const waiting = queue * justBusy
  // The wait a caller who never gives up would meet has this density (Baccelli and Hebuterne 1981); who is still there then is answered.
  const answeredAt = (x: number) =>
    service * justBusy * Math.exp((arrival / leaving) * -Math.expm1(-leaving * x) - service * x - leaving * x)
  let area = answeredAt(0) + answeredAt(target_s)
  for (let i = 1; i < steps; i++) area += (i % 2 ? 4 : 2) * answeredAt((target_s * i) / steps)
  const soon = (area * target_s) / steps / 3
  const abandons = Math.min(1, (leaving * waiting) / arrival)
  return {
    waits,
    inTime: Math.min(1, 1 - waits + soon),
    meanWait_s: waiting / arrival,
    abandons,
    busy: Math.min(1, (load * (1 - abandons)) / people),
  }
}

/** People no practice has at its telephones at once; beyond it no answer is given. */
const mostPeople = 500

/** The fewest people with whom both goals are met; null if even very many would not do. */
export function peopleNeeded(
  stretch: Omit<Stretch, 'people'>,
  goal: { inTime: number; abandons: number },
): { people: number; outlook: QueueOutlook } | null {
  if (stretch.callsPerHour <= 0) return { people: 0, outlook: outlook({ ...stretch, people: 0 }) }
  for (let people = 1; people <= mostPeople; people++) {
    const seen = outlook({ ...stretch, people })
    if (seen.inTime >= goal.inTime && seen.abandons <= goal.abandons) return { people, outlook: seen }
  }
  return null
}

/** Mean patience as the calls of the past tell it: all time spent waiting, by those who were answered too, over the number who gave up.
 *  The maximum-likelihood estimate for exponential patience seen only until the answer (Mandelbaum and Zeltyn). Null if nobody gave up. */
export function patienceSeen(waited_s: number, gaveUp: number): number | null {
  return gaveUp > 0 ? waited_s / gaveUp : null
}
