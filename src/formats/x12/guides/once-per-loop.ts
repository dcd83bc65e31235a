import type { LoopNode } from './loop-node.ts'

/** Looks at a loop once and remembers: a rule of a loop below that looked up anew each time would take a batch's time squared. What is looked for must
 *  stand before the loops below, for the first of them asks. */
export function oncePerLoop<T>(look: (node: LoopNode) => T): (node: LoopNode) => T {
  const known = new WeakMap<LoopNode, { found: T }>()
  return node => {
    const before = known.get(node)
    if (before) return before.found
    const found = look(node)
    known.set(node, { found })
    return found
  }
}
