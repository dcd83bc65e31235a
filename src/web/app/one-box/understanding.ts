/** What a line can ask for. `find` looks for a person; `go` changes the screen; `keys` lists everything. */
export type Deed = 'find' | 'book' | 'move' | 'cancel' | 'call' | 'message' | 'go' | 'keys'

/** A wish about time. Days are 'YYYY-MM-DD', times wall clock 'HH:MM'; everything absent is free. */
export type When = {
  /** First and last day that will do; the same twice for one day. */
  from?: string
  to?: string
  /** Exactly this time. */
  time?: string
  /** Not before, not after. */
  after?: string
  before?: string
  part?: 'morning' | 'afternoon' | 'evening'
  /** From the moment of Enter: "in 20 min". Only the caller knows the clock. */
  inMinutes?: number
}

export type PartName = 'who' | 'what' | 'with' | 'from' | 'when' | 'where' | 'to' | 'note'

/** Another reading of the line: choosing it puts `line` into the box. The line alone holds the state. */
export type Other = { label: string; line: string }

type ChipOf<Part extends PartName, Value> = {
  part: Part
  value: Value
  /** Nothing was typed for it: it follows from the person in hand or from habit. */
  assumed: boolean
  others: Other[]
}

/** A person described by words for the patient search, or the one already in hand. `unsure`: the words may belong to the note. */
export type Who = { search: string; unsure?: readonly string[] } | { inHand: string; name: string }

export type Chip =
  | ChipOf<'who', Who>
  | ChipOf<'what', { id: string; name: string; minutes: number }>
  | ChipOf<'with', { id: string; name: string }>
  | ChipOf<'when', When>
  | ChipOf<'from', When>
  | ChipOf<'where', { id: string; name: string }>
  | ChipOf<'to', { id: string; name: string }>
  | ChipOf<'note', string>

/** `sure`: the whole line names it, so that it stands before the persons. */
export type Place =
  | { kind: 'day'; day: string; sure: boolean }
  | { kind: 'screen'; id: string; name: string; sure: boolean }

export type Understanding = {
  deed: Deed
  chips: Chip[]
  /** Where Enter may lead instead of to a person. */
  places: Place[]
  /** Words that found no meaning. */
  rest: string
  /** Of these, what can only be a day or a time and is none: "feb 30". Nothing is done while it stands there. */
  impossible?: string
}

/** The chip of one part, typed. */
export function chipOf<P extends PartName>(
  understanding: Understanding,
  part: P,
): Extract<Chip, { part: P }> | undefined {
  return understanding.chips.find((chip): chip is Extract<Chip, { part: P }> => chip.part === part)
}
