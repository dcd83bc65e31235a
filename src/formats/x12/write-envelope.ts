import type { CharacterSet } from './character-set.ts'
import { isaWidths } from './isa-header.ts'
import type { Delimiters } from './segment.ts'
import {
  requireDelimiters,
  type SegmentToWrite,
  usualDelimiters,
  type Written,
  writeSegments,
} from './write-segments.ts'

/** One ST to SE: `segments` without them. */
type SetToWrite = { id: string; control: string; segments: readonly SegmentToWrite[] }

/** One GS to GE. `version` is the guide (GS08, and ST03 of each set). */
type GroupToWrite = {
  functionalId: string
  sender: string
  receiver: string
  control: number
  version: string
  sets: readonly SetToWrite[]
}

/** One ISA to IEA. Day and time are the sender's wall clock, 'YYYY-MM-DD' and 'HH:MM'. */
export type InterchangeToWrite = {
  sender: { qualifier: string; id: string }
  receiver: { qualifier: string; id: string }
  authorization?: { qualifier: string; text: string }
  security?: { qualifier: string; text: string }
  day: string
  time: string
  control: number
  /** ISA14: a TA1 is wanted. */
  acknowledge?: boolean
  usage: 'production' | 'test'
  groups: readonly GroupToWrite[]
}

/** Writes a whole interchange: ISA at its fixed widths, every count and control number right. Refuses what `writeSegments` refuses, the place counted from the
 *  ISA as segment 0, and ids too long for the ISA ('too-long'). Throws a RangeError for control numbers outside 1 to 999999999, sets of one number in a group, set
 *  numbers that are not 4 to 9 letters and digits, and malformed day or time: such mistakes are the program's. */
export function writeInterchange(
  interchange: InterchangeToWrite,
  options: { delimiters?: Delimiters; characters?: CharacterSet; lineEnd?: '' | '\n' | '\r\n' } = {},
): Written {
  const { delimiters = usualDelimiters, lineEnd = '' } = options
  requireDelimiters(delimiters)
  const isa = isaText(interchange, delimiters)
  if (!isa.ok) return isa
  const written = writeSegments(bodyOf(interchange), options)
  // The ISA names the delimiters, so it cannot be written as the others are; the others stand one segment and its length behind it.
  const head = isa.text + lineEnd
  if (written.ok) return { ok: true, text: head + written.text }
  const moved = written.faults.map(fault => {
    const place = { ...fault.place, segment: fault.place.segment + 1, at: fault.place.at + head.length }
    return { ...fault, place }
  })
  return { ok: false, faults: moved }
}

function* bodyOf(interchange: InterchangeToWrite): Generator<SegmentToWrite> {
  const { groups, day, time } = interchange
  const date = day.replaceAll('-', '')
  for (const { functionalId, sender, receiver, control, version, sets } of groups) {
    const group = String(requireControl(control))
    const clock = time.replace(':', '')
    yield { id: 'GS', elements: [functionalId, sender, receiver, date, clock, group, 'X', version] }
    if (new Set(sets.map(set => set.control)).size !== sets.length) throw new RangeError('two sets of one number')
    for (const set of sets) {
      if (!/^[A-Za-z0-9]{4,9}$/.test(set.control)) throw new RangeError(`no set control number: ${set.control}`)
      yield { id: 'ST', elements: [set.id, set.control, version] }
      yield* set.segments
      yield { id: 'SE', elements: [String(set.segments.length + 2), set.control] }
    }
    yield { id: 'GE', elements: [String(sets.length), group] }
  }
  yield { id: 'IEA', elements: [String(groups.length), nineDigits(interchange.control)] }
}

function isaText(interchange: InterchangeToWrite, delimiters: Delimiters): Written {
  const { sender, receiver, day, time, control, acknowledge, usage } = interchange
  const { authorization = { qualifier: '00', text: '' }, security = { qualifier: '00', text: '' } } = interchange
  if (!/^20\d\d-\d\d-\d\d$/.test(day) || !/^\d\d:\d\d$/.test(time))
    throw new RangeError(`no day and time: ${day} ${time}`)
  const values = [
    authorization.qualifier,
    authorization.text,
    security.qualifier,
    security.text,
    sender.qualifier,
    sender.id,
    receiver.qualifier,
    receiver.id,
    day.slice(2).replaceAll('-', ''),
    time.replace(':', ''),
  ]
  const written = writeSegments([{ id: 'ISA', elements: values }], { delimiters })
  const long = values.flatMap((value, n) => (value.length > isaWidths[n]! ? [{ value, element: n + 1 }] : []))
  if (long.length > 0) {
    const faults = long.map(({ value, element }) => ({
      code: 'too-long',
      level: 'interchange' as const,
      place: { segment: 0, id: 'ISA', at: 0, element },
      facts: { longest: String(isaWidths[element - 1]), found: value.slice(0, 40) },
    }))
    return { ok: false, faults }
  }
  if (!written.ok) return written
  const fixed = values.map((value, n) => value.padEnd(isaWidths[n]!))
  const { element, component, repetition, terminator } = delimiters
  const rest = [
    repetition ?? 'U',
    '00501',
    nineDigits(control),
    acknowledge ? '1' : '0',
    usage === 'test' ? 'T' : 'P',
    component,
  ]
  return { ok: true, text: ['ISA', ...fixed, ...rest].join(element) + terminator }
}

const nineDigits = (control: number) => String(requireControl(control)).padStart(9, '0')

function requireControl(control: number): number {
  if (Number.isInteger(control) && control >= 1 && control <= 999_999_999) return control
  throw new RangeError(`no control number: ${control}`)
}
