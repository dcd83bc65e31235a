import { baseComposites, baseSegments } from './base-segments.ts'
import type { DataType } from './data-type.ts'
import type { ElementUse, Guide, GuideLoop, GuideSegment, Rule, Usage } from './guide.ts'
import { type PeriodPair, readNotes, type SyntaxNote } from './syntax-note.ts'

/** An element (or component) with all that is to be checked of it in one place. Simple ones have no parts. */
export type CompiledElement = {
  usage: Usage
  type: DataType
  min: number
  max: number
  /** How often it may stand, 1 where the standard lets it not repeat. */
  repeat: number
  codes: ReadonlySet<string> | null
  parts: readonly CompiledElement[] | null
  notes: readonly SyntaxNote[]
  periods: readonly PeriodPair[]
}

export type CompiledSegment = {
  id: string
  usage: 'R' | 'S'
  repeat: number
  elements: readonly CompiledElement[]
  notes: readonly SyntaxNote[]
  periods: readonly PeriodPair[]
  /** Qualifiers that tell it from others of its id: element (from 0), its first component where it is a composite. */
  tells: readonly { element: number; composite: boolean; codes: ReadonlySet<string> }[]
}

/** One place in a loop: a segment, or a loop with the segment that opens it. Places of neighbours with the same segment id share a position: the standard
 *  leaves their order free. */
export type Slot = {
  slot: number
  position: number
  usage: 'R' | 'S'
  repeat: number
  segment: CompiledSegment
  loop: CompiledLoop | null
}

export type CompiledLoop = {
  id: string
  slots: readonly Slot[]
  /** Every slot but the one that opens the loop, by segment id. */
  byId: ReadonlyMap<string, readonly Slot[]>
  required: readonly Slot[]
  rules: readonly Rule[]
}

export type CompiledGuide = { guide: Guide; root: CompiledLoop }

type BaseElement = Pick<CompiledElement, 'type' | 'min' | 'max' | 'repeat' | 'parts' | 'notes' | 'periods'>

function readElements(text: string): BaseElement[] {
  return text.split(' ').map(one => {
    const match = /^(?:(AN|ID|R|N0|N2|DT|TM|B)(\d+)(?:-(\d+))?|(C\d{3}))(?:\^(\d+))?$/.exec(one)
    if (!match) throw new Error(`The standard's element cannot be read: ${one}`)
    const repeat = match[5] ? Number(match[5]) : 1
    const composite = match[4]
    if (!composite) {
      const min = Number(match[2])
      const max = match[3] ? Number(match[3]) : min
      return { type: match[1] as DataType, min, max, repeat, parts: null, notes: [], periods: [] }
    }
    const base = baseComposites[composite]
    if (!base) throw new Error(`The standard's composite is missing: ${composite}`)
    const parts = readElements(base[0]).map(part => ({ ...part, usage: 'S' as const, codes: null }))
    return { type: 'AN', min: 1, max: Number.POSITIVE_INFINITY, repeat, parts, ...readNotes(base[1]) }
  })
}

const unused: ElementUse = { usage: 'N', codes: null, tells: false, parts: null }
const free: ElementUse = { usage: 'S', codes: null, tells: false, parts: null }

function joined(base: BaseElement, use: ElementUse, what: string): CompiledElement {
  const { usage, codes, parts } = use
  if (parts && !base.parts) throw new Error(`${what} is no composite`)
  if (parts && parts.length > base.parts!.length) throw new Error(`${what} has fewer components than the guide says`)
  return {
    ...base,
    usage,
    codes: codes && new Set(codes),
    parts:
      base.parts?.map((part, at) => joined(part, parts ? (parts[at] ?? unused) : free, `${what}-${at + 1}`)) ?? null,
  }
}

/** The segment over the standard's own. A row that names no element at all leaves them all free, as in ST and SE. */
function compileSegment(given: GuideSegment): CompiledSegment {
  const base = baseSegments[given.id]
  if (!base) throw new Error(`The standard's segment is missing: ${given.id}`)
  const baseElements = readElements(base[0])
  if (given.elements.length > baseElements.length) throw new Error(`${given.id} has fewer elements than the guide says`)
  const elements = baseElements.map((one, at) => joined(one, given.elements[at] ?? unused, `${given.id}${at + 1}`))
  const tells = given.elements.flatMap((use, element) => {
    const inner = use.parts?.[0]?.tells ? use.parts[0] : use
    if (!inner.tells) return []
    if (!inner.codes) throw new Error(`${given.id}${element + 1} tells the segment from others but has no codes`)
    return [{ element, composite: use.parts !== null, codes: new Set(inner.codes) }]
  })
  const { id, usage, repeat } = given
  return { id, usage, repeat, elements, ...readNotes(base[1]), tells }
}

function compileLoop(given: Pick<GuideLoop, 'id' | 'items' | 'rules'>): CompiledLoop {
  const slots: Slot[] = []
  for (const item of given.items) {
    const loop = item.kind === 'loop' ? compileLoop(item) : null
    const segment = item.kind === 'loop' ? loop!.slots[0]!.segment : compileSegment(item)
    const before = slots.at(-1)
    const position = before && before.segment.id === segment.id ? before.position : slots.length
    slots.push({ slot: slots.length, position, usage: item.usage, repeat: item.repeat, segment, loop })
  }
  if (!slots[0] || slots[0].loop) throw new Error(`Loop ${given.id} must begin with a segment`)
  return {
    id: given.id,
    slots,
    byId: Map.groupBy(slots.slice(1), one => one.segment.id),
    required: slots.filter(one => one.usage === 'R'),
    rules: given.rules,
  }
}

const compiled = new WeakMap<Guide, CompiledGuide>()

/** The guide as maps, made once. A guide that contradicts the standard throws here: that is a mistake in the guide, never in data. */
export function compile(guide: Guide): CompiledGuide {
  let made = compiled.get(guide)
  if (!made) {
    made = { guide, root: compileLoop({ id: guide.set, items: guide.items, rules: guide.rules }) }
    compiled.set(guide, made)
  }
  return made
}
