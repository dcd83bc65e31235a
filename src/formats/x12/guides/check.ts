import type { Fault, Place, Segment } from '../segment.ts'
import { checkElements } from './check-segment.ts'
import { type CompiledSegment, compile, type Slot } from './compile.ts'
import { type Frame, findSlot } from './find-slot.ts'
import type { Guide } from './guide.ts'
import { LevelCheck } from './level-check.ts'
import { LoopNode } from './loop-node.ts'

export type CheckOptions = {
  /** Told each loop of that id when it is whole and checked. The loop is then let go, so that a set of any size stays flat in memory: it is no longer
   *  among its parent's children (the counts remember it), and rules of the loops above do not see it. */
  onLoop?: Readonly<Record<string, (loop: LoopNode) => void>>
  /** Told each fault as it is found; without it they are gathered in the result. */
  onFault?: (fault: Fault) => void
}

/** What one ST to SE was found to be: as much of the tree as could be made, and all that is wrong. A fault of level 'transaction' is one for which a strict
 *  receiver would refuse the set; the tree is given all the same. */
export type Checked = {
  tree: LoopNode
  /** The first thousand, in the order they were found; `faultsLeftOut` counts the rest. */
  faults: Fault[]
  faultsLeftOut: number
}

const keptFaults = 1000
/** Characters of a value that are told. */
const toldCharacters = 60

/** Checks one transaction set, segment by segment, from its ST to its SE. Never throws on data. */
export class SetCheck {
  readonly #options: CheckOptions
  readonly #faults: Fault[] = []
  readonly #stack: Frame[]
  readonly #tree: LoopNode
  readonly #levels: LevelCheck
  #faultsLeftOut = 0
  #last: Segment | null = null
  #current: Segment | null = null

  constructor(guide: Guide, options: CheckOptions = {}) {
    this.#options = options
    const loop = compile(guide).root
    this.#tree = new LoopNode(loop, null)
    this.#stack = [{ node: this.#tree, loop, position: 0 }]
    this.#levels = new LevelCheck((code, level, segment, element, facts) =>
      this.#tell(code, level, { ...placeOf(segment), element }, facts),
    )
  }

  #tell(code: string, level: Fault['level'], place: Place, facts: Readonly<Record<string, string>>): void {
    const fault: Fault = { code, level, place, facts }
    if (Object.values(facts).some(one => one.length > toldCharacters))
      fault.facts = Object.fromEntries(
        Object.entries(facts).map(([name, value]) => [name, value.slice(0, toldCharacters)]),
      )
    if (this.#options.onFault) this.#options.onFault(fault)
    else if (this.#faults.length < keptFaults) this.#faults.push(fault)
    else this.#faultsLeftOut++
  }

  readonly #tellElement = (
    code: string,
    level: Fault['level'],
    place: Omit<Place, 'segment' | 'id' | 'at'>,
    facts: Readonly<Record<string, string>>,
  ): void => this.#tell(code, level, { ...placeOf(this.#current!), ...place }, facts)

  /** Takes the next segment of the set. */
  push(segment: Segment): void {
    this.#last = segment
    this.#current = segment
    if (this.#tree.own.length === 0 && this.#begin(segment)) return
    const found = findSlot(this.#stack, segment)
    const place = placeOf(segment)
    if (found.how === 'nowhere') {
      const { node } = this.#stack.at(-1)!
      this.#tell('unexpected-segment', 'transaction', place, { loop: node.id })
      node.own.push(segment)
      return
    }
    const { node } = this.#stack[found.depth]!
    if (found.how === 'fits') this.#take(found.depth, found.slot, segment)
    else if (found.how === 'late') {
      this.#tell('segment-order', 'transaction', place, { loop: found.slot.loop?.id ?? node.id })
      if (found.slot.loop) this.#take(found.depth, found.slot, segment)
      else this.#keep(node, found.slot, segment)
    } else if (found.how === 'implied') {
      const { loop, segment: opener } = found.slot
      this.#tell('missing-segment', 'transaction', place, { loop: loop!.id, missing: opener.id })
      this.#open(found.depth, found.slot, null)
      this.#take(this.#stack.length - 1, found.inner, segment)
    } else {
      const element = found.slots[0]!.segment.tells[0]?.element ?? 0
      const value = segment.elements[element] ?? ''
      this.#tell('unknown-qualifier', 'transaction', { ...place, element: element + 1 }, { loop: node.id, value })
      node.own.push(segment)
    }
  }

  #begin(segment: Segment): boolean {
    const opens = this.#stack[0]!.loop.slots[0]!
    if (segment.id !== opens.segment.id) {
      const facts = { loop: this.#tree.id, missing: opens.segment.id }
      this.#tell('missing-segment', 'transaction', placeOf(segment), facts)
      this.#tree.counts[0] = 1
      return false
    }
    this.#keep(this.#tree, opens, segment)
    return true
  }

  /** Ends the set after its last segment. */
  close(): Checked {
    this.#closeTo(0)
    this.#whole(this.#stack[0]!)
    return { tree: this.#tree, faults: this.#faults, faultsLeftOut: this.#faultsLeftOut }
  }

  #take(depth: number, slot: Slot, segment: Segment): void {
    if (slot.loop) {
      const node = this.#open(depth, slot, segment)
      node.counts[0] = 1
      node.own.push(segment)
      checkElements(slot.segment, segment, this.#tellElement)
      return
    }
    this.#closeTo(depth)
    const frame = this.#stack[depth]!
    frame.position = Math.max(frame.position, slot.position)
    this.#keep(frame.node, slot, segment)
  }

  #keep(node: LoopNode, slot: Slot, segment: Segment): void {
    node.own.push(segment)
    const times = ++node.counts[slot.slot]!
    if (times > slot.repeat)
      this.#tell('too-many-segments', 'transaction', placeOf(segment), {
        loop: node.id,
        most: `${slot.repeat}`,
        found: `${times}`,
      })
    checkElements(slot.segment, segment, this.#tellElement)
  }

  #open(depth: number, slot: Slot, opener: Segment | null): LoopNode {
    const under = opener?.id === 'HL' ? this.#levels.holder(this.#stack[depth]!.node, slot, opener) : null
    this.#closeTo(depth)
    const frame = this.#stack[depth]!
    frame.position = Math.max(frame.position, slot.position)
    const parent = under ?? frame.node
    const node = new LoopNode(slot.loop!, parent)
    parent.children.push(node)
    if (opener?.id === 'HL') this.#levels.open(node, opener)
    const times = ++parent.counts[slot.slot]!
    if (times > slot.repeat)
      this.#tell('too-many-loops', 'transaction', placeOf(opener ?? this.#current!), {
        loop: node.id,
        most: `${slot.repeat}`,
        found: `${times}`,
      })
    this.#stack.push({ node, loop: slot.loop!, position: 0 })
    return node
  }

  #closeTo(depth: number): void {
    while (this.#stack.length - 1 > depth) {
      const frame = this.#stack.at(-1)!
      this.#whole(frame)
      this.#stack.pop()
      const told = this.#options.onLoop?.[frame.node.id]
      if (told) {
        told(frame.node)
        frame.node.parent!.children.pop()
        this.#levels.forget(frame.node)
      }
    }
  }

  /** A loop is at its end: what is missing in it, and its rules. */
  #whole({ node, loop }: Frame): void {
    const at = node.own[0] ?? this.#last
    if (!at) return
    for (const slot of loop.required) {
      if (node.counts[slot.slot] !== 0 || (slot.slot === 0 && node.parent)) continue
      if (slot.loop) this.#tell('missing-loop', 'transaction', placeOf(at), { loop: node.id, missing: slot.loop.id })
      else this.#tell('missing-segment', 'transaction', placeOf(at), missingFacts(node.id, slot.segment))
    }
    if (node.opener?.id === 'HL') this.#levels.close(node)
    for (const rule of loop.rules) {
      for (const broken of rule.broken(node)) {
        const { at: segment, element, component, facts } = broken
        const place: Place = placeOf(segment)
        if (element !== undefined) place.element = element
        if (component !== undefined) place.component = component
        this.#tell(rule.id, rule.level ?? 'transaction', place, facts ?? {})
      }
    }
  }
}

function missingFacts(loop: string, segment: CompiledSegment): Record<string, string> {
  const codes = segment.tells[0]?.codes
  return codes ? { loop, missing: segment.id, codes: [...codes].join(' ') } : { loop, missing: segment.id }
}

function placeOf(segment: Segment): Place {
  return { segment: segment.index, id: segment.id, at: segment.at }
}

/** Checks the segments of one ST to SE against a guide. */
export function checkSet(guide: Guide, segments: Iterable<Segment>, options: CheckOptions = {}): Checked {
  const check = new SetCheck(guide, options)
  for (const segment of segments) check.push(segment)
  return check.close()
}
