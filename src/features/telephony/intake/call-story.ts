import type { PhoneEvent } from './phone-event.ts'

/** An event with the moment it counts for. */
export type KeptEvent = Omit<PhoneEvent, 'externalId' | 'at'> & { at: string }

/** What all events of one call together say. */
export type CallStory = {
  rangAt: string
  from: string | null
  name: string | null
  to: string | null
  answeredAt: string | null
  /** Where it was answered, if the system says. */
  extension: string | null
  endedAt: string | null
}

/** Reads a call's story from everything that was told of it, in whatever order and however often. Nothing here depends on the order of
 *  arrival: events are put in order by their own time, and where two name the same time, by their content. The first answer counts; a
 *  miss beside an answer is another desk that stopped ringing; an end is never before the answer. */
export function callStory(events: readonly KeptEvent[]): CallStory | null {
  const told = events.toSorted(byTime)
  const earliest = told[0]
  if (!earliest) return null
  const of = (what: KeptEvent['what']) => told.filter(event => event.what === what)
  const rings = of('ringing')
  const answers = of('answered')
  const ends = of('ended')
  const first = (field: 'from' | 'name' | 'to') =>
    [...rings, ...told].find(event => event[field] !== null)?.[field] ?? null
  const rangAt = earliest.at
  const answeredAt = answers[0]?.at ?? (ends.some(end => end.spoken) ? rangAt : null)
  const over = answeredAt ? ends[0] : [...ends, ...of('missed')].toSorted(byTime)[0]
  return {
    rangAt,
    from: first('from'),
    name: first('name'),
    to: first('to'),
    answeredAt,
    extension: answers.find(answer => answer.extension !== null)?.extension ?? null,
    endedAt: over ? later(over.at, answeredAt ?? rangAt) : null,
  }
}

function byTime(one: KeptEvent, other: KeptEvent): number {
  return Temporal.Instant.compare(one.at, other.at) || compare(content(one), content(other))
}

const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0)

const content = (event: KeptEvent): string =>
  JSON.stringify([event.what, event.from, event.name, event.to, event.extension, event.spoken])

const later = (one: string, other: string): string => (Temporal.Instant.compare(one, other) >= 0 ? one : other)
