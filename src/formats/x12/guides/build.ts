import type { Delimiters, Fault, Segment } from '../segment.ts'
import { checkSet } from './check.ts'
import { type CompiledLoop, type CompiledSegment, compile, type Slot } from './compile.ts'
import type { Guide } from './guide.ts'

type Components = readonly (string | null)[]
/** An element as the segment writer takes it: text; components (a composite); or what is repeated. */
type ElementToWrite = string | null | Components | { repeat: readonly (string | Components)[] }
type SegmentToWrite = { id: string; elements: readonly ElementToWrite[] }

/** The same in a draft, where empty, null and undefined leave the element out. */
type DraftValue = ElementToWrite | undefined

/** ['NM1', 'IL', '1', 'DOE', 'JANE']. */
export type DraftSegment = readonly [id: string, ...elements: DraftValue[]]

/** One round of a loop to be written: its segments in any order, and the loops below it by id. HL, ST and SE are made, not given. */
export type Draft = { segments: readonly DraftSegment[]; loops?: Readonly<Record<string, readonly Draft[]>> }

/** A written set with all that is wrong in it by its own guide: what has faults, notes included, is not fit to be sent. */
export type Built = {
  /** For the interchange writer, which makes ST and SE itself. */
  set: { id: string; control: string; segments: SegmentToWrite[] }
  /** As it will be read, ST and SE too. */
  segments: Segment[]
  faults: Fault[]
}

export type BuildOptions = {
  /** ST02, four to nine characters. */
  control: string
  delimiters: Delimiters
}

/** Writes one transaction set from a tree of drafts: in the guide's order, levels numbered and chained, segments counted, nothing empty at an end. Then reads
 *  it by the guide. A value that holds a delimiter or a control character is told ('delimiter-in-value') and written with a space in its stead. */
export function buildSet(guide: Guide, draft: Draft, options: BuildOptions): Built {
  const writer = new SetWriter(options.delimiters)
  const { root } = compile(guide)
  const version = root.slots[0]!.segment.elements[2]!.usage === 'N' ? undefined : guide.versions[0]
  writer.write(['ST', guide.set, options.control, version])
  writer.loop(root, draft, '')
  writer.write(['SE', `${writer.segments.length + 1}`, options.control])
  const { segments, written, faults } = writer
  return {
    set: { id: guide.set, control: options.control, segments: written.slice(1, -1) },
    segments,
    faults: [...faults, ...checkSet(guide, segments).faults],
  }
}

class SetWriter {
  readonly segments: Segment[] = []
  readonly written: SegmentToWrite[] = []
  readonly faults: Fault[] = []
  readonly #delimiters: Delimiters
  #at = 0
  #levels = 0

  constructor(delimiters: Delimiters) {
    this.#delimiters = delimiters
  }

  loop(is: CompiledLoop, draft: Draft, above: string): void {
    const opener = is.slots[0]!.segment
    let level = above
    if (opener.id === 'HL') {
      level = `${++this.#levels}`
      this.write(levelOf(opener, level, above, hasLevelBelow(is, draft)))
    }
    const waiting = draft.segments.filter(one => one[0] !== 'HL' && one[0] !== 'ST' && one[0] !== 'SE')
    for (const slot of is.slots) {
      if (slot.loop) for (const inner of draft.loops?.[slot.loop.id] ?? []) this.loop(slot.loop, inner, level)
      else
        for (const one of waiting.filter(one => belongs(one, slot))) {
          this.write(one)
          waiting.splice(waiting.indexOf(one), 1)
        }
      if (slot.slot === is.slots.findLastIndex(other => !other.loop))
        for (const one of waiting.splice(0)) this.write(one)
    }
  }

  write([id, ...given]: DraftSegment): void {
    const index = this.segments.length
    this.written.push({ id, elements: given.map(value => value ?? null) })
    const elements = given.map((value, at) => this.#text(value, { segment: index, id, at: this.#at, element: at + 1 }))
    while (elements.at(-1) === '') elements.pop()
    this.segments.push({ id, elements, index, at: this.#at, delimiters: this.#delimiters })
    this.#at += elements.reduce((length, one) => length + one.length + 1, id.length) + 1
  }

  #text(value: DraftValue, place: Fault['place']): string {
    if (!value) return ''
    if (typeof value === 'string') return this.#clean(value, place)
    if (!('repeat' in value)) return this.#parts(value, place)
    const { repetition } = this.#delimiters
    if (repetition === null && value.repeat.length > 1) throw new Error('These delimiters have no sign for repetition')
    return value.repeat
      .map((one, at) => {
        const where = { ...place, repetition: at + 1 }
        return typeof one === 'string' ? this.#clean(one, where) : this.#parts(one, where)
      })
      .join(repetition ?? '')
  }

  #parts(value: Components, place: Fault['place']): string {
    const parts = value.map((part, at) => this.#clean(part ?? '', { ...place, component: at + 1 }))
    while (parts.at(-1) === '') parts.pop()
    return parts.join(this.#delimiters.component)
  }

  #clean(text: string, place: Fault['place']): string {
    const { element, component, repetition, terminator } = this.#delimiters
    let written = ''
    for (const sign of text) {
      const wrong = sign < ' ' || sign === element || sign === component || sign === repetition || sign === terminator
      written += wrong ? ' ' : sign
    }
    if (written !== text)
      this.faults.push({ code: 'delimiter-in-value', level: 'transaction', place, facts: { value: text } })
    return written
  }
}

function levelOf(opener: CompiledSegment, level: string, above: string, below: boolean): DraftSegment {
  const [code] = opener.elements[2]!.codes ?? []
  const child = opener.elements[3]!.usage === 'N' ? undefined : below ? '1' : '0'
  return ['HL', level, opener.elements[1]!.usage === 'N' ? undefined : above, code, child]
}

function hasLevelBelow(is: CompiledLoop, draft: Draft): boolean {
  return is.slots.some(slot => slot.segment.id === 'HL' && slot.loop && (draft.loops?.[slot.loop.id]?.length ?? 0) > 0)
}

function belongs(one: DraftSegment, slot: Slot): boolean {
  if (one[0] !== slot.segment.id) return false
  return slot.segment.tells.every(({ element, codes }) => {
    const value = one[element + 1]
    const first = typeof value === 'string' ? value : Array.isArray(value) ? (value as readonly string[])[0] : undefined
    return first !== undefined && codes.has(first)
  })
}
