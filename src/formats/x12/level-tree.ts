import { detached } from './latin1.ts'
import type { Fault, Place, Segment } from './segment.ts'

type Level = { says: string; children: boolean; segment: number; at: number }

/** Levels of one set that are remembered; the largest claim batch a guide allows has a tenth of it. */
const most = 100_000

/** The tree that the HL segments of one set make: numbered 1, 2, 3 …; each under one that stands before it; HL04 telling truly whether others stand under it. */
export class LevelTree {
  #levels = new Map<string, Level>()
  #count = 0

  /** Takes the next HL and tells what is wrong with its number and its parent. */
  add(hl: Segment): Fault[] {
    const faults: Fault[] = []
    const fault = (code: string, element: number, facts: Fault['facts']) => {
      faults.push({ code, level: 'transaction', place: { segment: hl.index, id: 'HL', at: hl.at, element }, facts })
    }
    const e = (n: number) => detached((hl.elements[n - 1] ?? '').trim().slice(0, 20))
    const [number, parent, says] = [e(1), e(2), e(4)]
    this.#count++
    if (number !== String(this.#count)) {
      fault('level-number', 1, { expected: String(this.#count), found: number })
    }
    const above = this.#levels.get(parent)
    if (above) above.children = true
    else if (parent !== '') fault('level-parent', 2, { found: parent })
    if (this.#levels.size < most) this.#levels.set(number, { says, children: false, segment: hl.index, at: hl.at })
    else if (this.#count === most + 1) fault('too-many-levels', 1, { most: String(most) })
    return faults
  }

  /** At the end of the set: which HL04 were not true. They do not make the tree unreadable, hence notes. */
  end(): Fault[] {
    const faults: Fault[] = []
    for (const { says, children, segment, at } of this.#levels.values()) {
      const expected = children ? '1' : '0'
      // Some guides leave HL04 out; then it says nothing, true or false.
      if (says === expected || says === '') continue
      const place: Place = { segment, id: 'HL', at, element: 4 }
      faults.push({ code: 'level-children', level: 'note', place, facts: { expected, found: says } })
    }
    return faults
  }
}
