import type { Segment } from '../segment.ts'

/** What a loop may hold, as far as asking for it goes. */
export type LoopShape = {
  id: string
  slots: readonly { slot: number; segment: { id: string }; loop: { id: string } | null }[]
}

/** One round of a loop as it stood in the file: its segments in order and the loops below it. Asking for a loop or a segment the guide does not know here throws:
 *  that is a slip in our code, not in the data. */
export class LoopNode {
  readonly shape: LoopShape
  readonly parent: LoopNode | null
  /** All its own segments in the file's order, those nobody expected too. */
  readonly own: Segment[] = []
  readonly children: LoopNode[] = []
  /** How often each of the loop's slots stood, let go ones counted. */
  readonly counts: number[]

  constructor(shape: LoopShape, parent: LoopNode | null) {
    this.shape = shape
    this.parent = parent
    this.counts = new Array<number>(shape.slots.length).fill(0)
  }

  /** '2100C'. */
  get id(): string {
    return this.shape.id
  }

  /** The segment that opened it; null where it was missing and the loop had to be guessed. */
  get opener(): Segment | null {
    const first = this.own[0]
    return first && first.id === this.shape.slots[0]!.segment.id ? first : null
  }

  /** Every loop of this id directly below. */
  loops(id: string): LoopNode[] {
    if (!this.shape.slots.some(slot => slot.loop?.id === id)) throw new Error(`Loop ${this.id} has no loop ${id}`)
    return this.children.filter(one => one.shape.id === id)
  }

  /** The first loop of this id directly below. */
  loop(id: string): LoopNode | undefined {
    return this.loops(id)[0]
  }

  /** Every loop of this id at any depth below, in the file's order. */
  descendants(id: string): LoopNode[] {
    return this.children.flatMap(one => (one.shape.id === id ? [one] : one.descendants(id)))
  }

  /** Its own segments of this id, those whose first element is `first` where that is given ('REF', 'SY'). */
  segments(id: string, first?: string): Segment[] {
    if (!this.shape.slots.some(slot => !slot.loop && slot.segment.id === id))
      throw new Error(`Loop ${this.id} has no segment ${id}`)
    return this.own.filter(one => one.id === id && (first === undefined || one.elements[0] === first))
  }

  /** The first of its own segments of this id. */
  segment(id: string, first?: string): Segment | undefined {
    return this.segments(id, first)[0]
  }
}

/** One element (1 for 01), '' where it does not stand: the first repetition's first component unless others are asked for. */
export function valueAt(segment: Segment | undefined, element: number, component?: number, repetition = 1): string {
  const whole = segment?.elements[element - 1]
  if (!whole) return ''
  const { component: inner, repetition: between } = segment!.delimiters
  const one =
    between && repetition > 0 && whole.includes(between)
      ? (whole.split(between)[repetition - 1] ?? '')
      : repetition > 1
        ? ''
        : whole
  return component === undefined ? one : (one.split(inner)[component - 1] ?? '')
}

/** Every repetition of an element, in order; none where it is empty. */
export function valuesAt(segment: Segment | undefined, element: number): string[] {
  const whole = segment?.elements[element - 1]
  if (!whole) return []
  const between = segment!.delimiters.repetition
  return between ? whole.split(between) : [whole]
}
