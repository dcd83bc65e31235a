import { readDate, readShortDate, readTime } from './element.ts'
import { detached } from './latin1.ts'
import { LevelTree } from './level-tree.ts'
import type { Delimiters, Fault, Segment } from './segment.ts'
import { functionalIds, guideVersion, isVersion } from './version.ts'

/** An ISA to its IEA. `closed` is false for one that was cut off. `faults` are those that reach the whole of it. */
export type Interchange = {
  control: string
  sender: { qualifier: string; id: string }
  receiver: { qualifier: string; id: string }
  /** ISA15: 'P' or 'T'. */
  usage: string
  /** ISA01-16 as they stood. */
  elements: readonly string[]
  delimiters: Delimiters
  groups: number
  closed: boolean
  faults: Fault[]
}

/** A GS to its GE. */
export type Group = {
  interchange: Interchange
  /** GS01: 'HC'. */
  functionalId: string
  sender: string
  receiver: string
  control: string
  /** GS08 as it was written. */
  version: string
  sets: number
  closed: boolean
  faults: Fault[]
}

/** An ST to its SE. `from` is the ST's place, `segments` counts ST and SE. */
export type TransactionSet = {
  group: Group
  /** ST01: '835'. */
  id: string
  control: string
  /** The guide: ST03, else GS08, with the addendum its bare name means. */
  version: string
  from: { segment: number; at: number }
  segments: number
  closed: boolean
  faults: Fault[]
}

/** Who is told of what stands in the envelope. All are told as soon as it is known: a set told as closed may still fall with its group or interchange, so
 *  nothing is to be believed for good before the end of the file. See `reasonsAgainst`. */
export type EnvelopeListener = {
  fault?(fault: Fault): void
  opened?(set: TransactionSet): void
  /** Each segment from ST to SE; and, with `set` null, each outside a set: ISA, GS, TA1, GE, IEA. */
  segment?(segment: Segment, set: TransactionSet | null): void
  closed?(set: TransactionSet): void
}

/** Faults kept with one set, group, interchange or file; all are told to the listener. */
const keptFaults = 200
/** Sets of one group whose control numbers are remembered. */
const rememberedSets = 200_000

/** Why nothing may be made of this set: faults of its own, of its group or of its interchange, and of the file. Empty when it is usable. */
export function reasonsAgainst(set: TransactionSet, file: readonly Fault[]): Fault[] {
  const grave = (one: Fault) => one.level !== 'note'
  return [...file, ...set.group.interchange.faults, ...set.group.faults, ...set.faults].filter(grave)
}

/** Checks nesting, counts, control numbers, versions and the tree of levels while segments pass. Give it every segment and fault of the reader, then `end`.
 *  Its memory is that of one group's control numbers and one set's levels. */
export class Envelope {
  /** Faults that make the whole file unusable. */
  readonly fileFaults: Fault[] = []
  readonly #to: EnvelopeListener
  #interchange: Interchange | null = null
  #group: Group | null = null
  #set: TransactionSet | null = null
  #controls = new Set<string>()
  #levels = new LevelTree()
  #last: Segment | null = null
  /** What stands outside is told once in a row, not for each of a million segments. */
  #astray = false
  #ahead: Fault[] = []

  constructor(to: EnvelopeListener) {
    this.#to = to
  }

  segment(segment: Segment): void {
    this.#last = segment
    if (segment.id === 'ISA') this.#isa(segment)
    else if (segment.id === 'GS') this.#gs(segment)
    else if (segment.id === 'ST') this.#st(segment)
    else if (segment.id === 'SE') this.#se(segment)
    else if (segment.id === 'GE') this.#ge(segment)
    else if (segment.id === 'IEA') this.#iea(segment)
    else this.#inner(segment)
  }

  #inner(segment: Segment) {
    const set = this.#set
    if (set) {
      set.segments++
      if (segment.id === 'HL') for (const fault of this.#levels.add(segment)) this.fault(fault)
    } else if (segment.id !== 'TA1' || !this.#interchange || this.#group) this.#outside(segment)
    this.#to.segment?.(segment, set)
  }

  /** Takes a fault of the reader (or of one's own) to what it makes unusable. */
  fault(fault: Fault): void {
    // What is wrong with an ISA is told before the ISA itself; it belongs to the interchange that is about to begin.
    if (fault.place.id === 'ISA' && fault.place.segment > (this.#last?.index ?? -1)) this.#ahead.push(fault)
    else this.#keep(fault)
  }

  #keep(fault: Fault) {
    let { level } = fault
    if (level === 'transaction' && !this.#set) level = 'group'
    if (level === 'group' && !this.#group) level = 'interchange'
    if (level === 'interchange' && !this.#interchange) level = 'file'
    const told = level === fault.level ? fault : { ...fault, level }
    const kept =
      level === 'transaction'
        ? this.#set!.faults
        : level === 'group'
          ? this.#group!.faults
          : level === 'interchange'
            ? this.#interchange!.faults
            : level === 'file'
              ? this.fileFaults
              : (this.#set ?? this.#group ?? this.#interchange)?.faults
    if (kept && kept.length < keptFaults) kept.push(told)
    this.#to.fault?.(told)
  }

  /** Says that the file is over. A file that ends inside an interchange was cut off, and nothing of it may be used. */
  end(): void {
    for (const fault of this.#ahead.splice(0)) this.#keep(fault)
    if (!this.#interchange) return
    this.#tell(this.#last!, 'cut-off', 'file', { open: this.#set ? 'ST' : this.#group ? 'GS' : 'ISA' })
    this.#leave()
  }

  #tell(segment: Segment, code: string, level: Fault['level'], facts: Record<string, string>, element?: number) {
    const place = { segment: segment.index, id: detached(segment.id.slice(0, 20)), at: segment.at }
    const clipped = Object.fromEntries(
      Object.entries(facts).map(([name, value]) => [name, detached(value.slice(0, 40))]),
    )
    this.fault({ code, level, place: element === undefined ? place : { ...place, element }, facts: clipped })
  }

  #outside(segment: Segment) {
    if (!this.#astray) this.#tell(segment, 'outside-set', this.#group ? 'group' : 'interchange', { found: segment.id })
    this.#astray = true
  }

  #isa(segment: Segment) {
    if (this.#interchange) {
      this.#tell(segment, 'missing-iea', 'interchange', { control: this.#interchange.control })
      this.#leave()
    }
    const e = (n: number) => detached((segment.elements[n - 1] ?? '').trim())
    this.#interchange = {
      control: e(13),
      sender: { qualifier: e(5), id: e(6) },
      receiver: { qualifier: e(7), id: e(8) },
      usage: e(15),
      elements: segment.elements.map(detached),
      delimiters: segment.delimiters,
      groups: 0,
      closed: false,
      faults: [],
    }
    this.#astray = false
    for (const fault of this.#ahead.splice(0)) this.#keep(fault)
    if (!readShortDate(e(9))) this.#tell(segment, 'date', 'note', { found: e(9) }, 9)
    if (!readTime(e(10))) this.#tell(segment, 'time', 'note', { found: e(10) }, 10)
    if (!/^00\d{3}$/.test(e(12))) this.#tell(segment, 'interchange-version', 'note', { found: e(12) }, 12)
    if (!/^\d{9}$/.test(e(13))) this.#tell(segment, 'control-number-form', 'note', { found: e(13) }, 13)
    if (!/^[01]$/.test(e(14))) this.#tell(segment, 'acknowledgment-sign', 'note', { found: e(14) }, 14)
    if (!/^[PT]$/.test(e(15))) this.#tell(segment, 'usage', 'note', { found: e(15) }, 15)
    this.#to.segment?.(segment, null)
  }

  #gs(segment: Segment) {
    this.#closeGroup(segment)
    const interchange = this.#interchange
    if (!interchange) {
      this.#outside(segment)
      this.#to.segment?.(segment, null)
      return
    }
    const e = (n: number) => detached((segment.elements[n - 1] ?? '').trim())
    interchange.groups++
    this.#group = {
      interchange,
      functionalId: e(1),
      sender: e(2),
      receiver: e(3),
      control: e(6),
      version: e(8),
      sets: 0,
      closed: false,
      faults: [],
    }
    this.#controls.clear()
    this.#astray = false
    if (!readDate(e(4))) this.#tell(segment, 'date', 'note', { found: e(4) }, 4)
    if (!readTime(e(5))) this.#tell(segment, 'time', 'note', { found: e(5) }, 5)
    if (!/^\d{1,9}$/.test(e(6))) this.#tell(segment, 'control-number-form', 'note', { found: e(6) }, 6)
    if (!isVersion(e(8))) this.#tell(segment, 'version', 'note', { found: e(8) }, 8)
    this.#to.segment?.(segment, null)
  }

  #st(segment: Segment) {
    this.#closeSet(segment)
    const group = this.#group
    if (!group) {
      this.#outside(segment)
      this.#to.segment?.(segment, null)
      return
    }
    const e = (n: number) => detached((segment.elements[n - 1] ?? '').trim())
    const [id, control, version] = [e(1), e(2), guideVersion(e(3) || group.version)]
    group.sets++
    const from = { segment: segment.index, at: segment.at }
    const set: TransactionSet = { group, id, control, version, from, segments: 1, closed: false, faults: [] }
    this.#set = set
    this.#astray = false
    this.#levels = new LevelTree()
    this.#to.opened?.(set)
    if (this.#controls.has(control)) this.#tell(segment, 'set-control-repeated', 'transaction', { control }, 2)
    else if (this.#controls.size < rememberedSets) this.#controls.add(control)
    if (!/^[A-Za-z0-9 ]{4,9}$/.test(control)) {
      this.#tell(segment, 'control-number-form', 'note', { found: control }, 2)
    }
    if (e(3) && version !== guideVersion(group.version)) {
      this.#tell(segment, 'version-differs', 'transaction', { expected: group.version, found: e(3) }, 3)
    }
    const expected = functionalIds[id]
    if (expected && expected !== group.functionalId) {
      this.#tell(segment, 'functional-id', 'note', { expected, found: group.functionalId }, 1)
    }
    this.#to.segment?.(segment, set)
  }

  #se(segment: Segment) {
    const set = this.#set
    if (!set) {
      this.#tell(segment, 'closes-nothing', this.#group ? 'group' : 'interchange', { found: 'SE' })
      this.#to.segment?.(segment, null)
      return
    }
    set.segments++
    this.#count(segment, 'segment-count', 'transaction', set.segments)
    const found = (segment.elements[1] ?? '').trim()
    if (found !== set.control) {
      this.#tell(segment, 'set-control-differs', 'transaction', { expected: set.control, found }, 2)
    }
    for (const fault of this.#levels.end()) this.fault(fault)
    set.closed = true
    this.#to.segment?.(segment, set)
    this.#set = null
    this.#to.closed?.(set)
  }

  #ge(segment: Segment) {
    this.#closeSet(segment)
    const group = this.#group
    if (!group) this.#tell(segment, 'closes-nothing', 'interchange', { found: 'GE' })
    else {
      this.#count(segment, 'set-count', 'group', group.sets)
      this.#control(segment, 'group-control-differs', 'group', group.control)
      group.closed = true
    }
    this.#to.segment?.(segment, null)
    this.#group = null
  }

  #iea(segment: Segment) {
    this.#closeGroup(segment)
    const interchange = this.#interchange
    if (!interchange) this.#tell(segment, 'closes-nothing', 'file', { found: 'IEA' })
    else {
      this.#count(segment, 'group-count', 'interchange', interchange.groups)
      this.#control(segment, 'interchange-control-differs', 'interchange', interchange.control)
      interchange.closed = true
    }
    this.#to.segment?.(segment, null)
    this.#interchange = null
  }

  #count(segment: Segment, code: string, level: Fault['level'], found: number) {
    const said = (segment.elements[0] ?? '').trim()
    if (!/^\d{1,10}$/.test(said) || Number(said) !== found) {
      this.#tell(segment, code, level, { said, found: String(found) }, 1)
    }
  }

  /** Control numbers of groups and interchanges are numbers: other leading zeros are odd, another number is another envelope. */
  #control(segment: Segment, code: string, level: Fault['level'], expected: string) {
    const found = (segment.elements[1] ?? '').trim()
    if (found === expected) return
    const same = /^\d+$/.test(found) && /^\d+$/.test(expected) && Number(found) === Number(expected)
    this.#tell(segment, same ? 'control-number-zeros' : code, same ? 'note' : level, { expected, found }, 2)
  }

  #closeSet(before: Segment) {
    const set = this.#set
    if (!set) return
    this.#tell(before, 'missing-se', 'transaction', { control: set.control })
    this.#set = null
    this.#to.closed?.(set)
  }

  #closeGroup(before: Segment) {
    this.#closeSet(before)
    if (this.#group) this.#tell(before, 'missing-ge', 'group', { control: this.#group.control })
    this.#group = null
  }

  #leave() {
    const set = this.#set
    this.#set = null
    this.#group = null
    this.#interchange = null
    if (set) this.#to.closed?.(set)
  }
}
