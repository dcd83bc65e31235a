import type { Segment } from '../segment.ts'
import type { Slot } from './compile.ts'
import type { LoopNode } from './loop-node.ts'

type TellLevel = (
  code: string,
  level: 'note' | 'transaction',
  segment: Segment,
  element: number,
  facts: Readonly<Record<string, string>>,
) => void

/** Looks at the HL tree of one set: HL01 counts on from 1, HL02 names the level above, HL04 says whether any level stands below. */
export class LevelCheck {
  readonly #tell: TellLevel
  readonly #known = new Map<string, LoopNode>()
  #count = 0

  constructor(tell: TellLevel) {
    this.#tell = tell
  }

  /** A new level, which by its HL03 belongs below the loop `open`. Gives the loop its HL02 names where that is another of the same kind; null where it is
   *  the open one or cannot be found. */
  holder(open: LoopNode, slot: Slot, level: Segment): LoopNode | null {
    const named = level.elements[1] ?? ''
    const above = open.opener?.id === 'HL' ? (open.opener.elements[0] ?? '') : ''
    // An empty or needless HL02 is told by the element's own check.
    if (named === above || named === '' || above === '') return null
    this.#tell('level-parent', 'transaction', level, 2, { expected: above, found: named })
    const other = this.#known.get(named)
    return other?.shape.slots.includes(slot) ? other : null
  }

  /** The level now has its loop. */
  open(node: LoopNode, level: Segment): void {
    this.#count++
    const number = level.elements[0] ?? ''
    if (number !== `${this.#count}`)
      this.#tell('level-number', 'transaction', level, 1, { expected: `${this.#count}`, found: number })
    if (!this.#known.has(number)) this.#known.set(number, node)
  }

  /** A level is whole: does HL04 tell the truth? */
  close(node: LoopNode): void {
    const below = node.shape.slots.some(one => one.loop && one.segment.id === 'HL' && node.counts[one.slot]! > 0)
    const said = node.opener!.elements[3] ?? ''
    if ((said === '1' && !below) || (said === '0' && below))
      this.#tell('level-children', 'note', node.opener!, 4, { expected: below ? '1' : '0', found: said })
  }

  /** A loop is let go: so are the levels in it. */
  forget(node: LoopNode): void {
    const number = node.opener?.id === 'HL' ? node.opener.elements[0] : undefined
    if (number !== undefined && this.#known.get(number) === node) this.#known.delete(number)
    for (const child of node.children) this.forget(child)
  }
}
