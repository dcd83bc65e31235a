import type { Segment } from '../segment.ts'
import type { CompiledLoop, CompiledSegment, Slot } from './compile.ts'
import type { LoopNode } from './loop-node.ts'

/** A loop that is open, and how far in it the reading has come. */
export type Frame = { node: LoopNode; loop: CompiledLoop; position: number }

/** Where a segment goes: it `fits` further on in an open loop; its place there is already past (`late`); it fits a required loop whose opening segment is missing
 *  (`implied`); its id is known there but no such qualifier (`unknown-qualifier`); or `nowhere`. `depth` counts in the open loops from the outermost. */
export type Found =
  | { how: 'fits'; depth: number; slot: Slot }
  | { how: 'late'; depth: number; slot: Slot }
  | { how: 'implied'; depth: number; slot: Slot; inner: Slot }
  | { how: 'unknown-qualifier'; depth: number; slots: readonly Slot[] }
  | { how: 'nowhere' }

function told(is: CompiledSegment, segment: Segment): boolean {
  for (const { element, composite, codes } of is.tells) {
    let value = segment.elements[element] ?? ''
    if (composite)
      value = value
        .split(segment.delimiters.repetition ?? segment.delimiters.component, 1)[0]!
        .split(segment.delimiters.component, 1)[0]!
    if (!codes.has(value)) return false
  }
  return true
}

/** The first slot of these that the segment's qualifiers fit and that still has room, else the first they fit. */
function fitting(slots: readonly Slot[] | undefined, segment: Segment, frame: Frame, forward: boolean): Slot | null {
  if (!slots) return null
  let full: Slot | null = null
  for (const slot of slots) {
    if (slot.position >= frame.position !== forward || !told(slot.segment, segment)) continue
    if (frame.node.counts[slot.slot]! < slot.repeat) return slot
    full ??= slot
  }
  return full
}

/** Finds the place of the next segment, looking from the innermost open loop outwards. */
export function findSlot(stack: readonly Frame[], segment: Segment): Found {
  const { id } = segment
  for (let depth = stack.length - 1; depth >= 0; depth--) {
    const frame = stack[depth]!
    const slot = fitting(frame.loop.byId.get(id), segment, frame, true)
    if (slot) return { how: 'fits', depth, slot }
  }
  for (let depth = stack.length - 1; depth >= 0; depth--) {
    const frame = stack[depth]!
    for (const slot of frame.loop.required) {
      if (!slot.loop || frame.node.counts[slot.slot] !== 0 || slot.position < frame.position) continue
      const inner = slot.loop.byId.get(id)?.find(one => told(one.segment, segment))
      if (inner) return { how: 'implied', depth, slot, inner }
    }
  }
  for (let depth = stack.length - 1; depth >= 0; depth--) {
    const frame = stack[depth]!
    const slot = fitting(frame.loop.byId.get(id), segment, frame, false)
    if (slot) return { how: 'late', depth, slot }
  }
  return wrongQualifier(stack, segment)
}

/** Known by its id alone. Where only one place could be meant it is taken to be that one, and its qualifier is the unknown code. */
function wrongQualifier(stack: readonly Frame[], segment: Segment): Found {
  for (let depth = stack.length - 1; depth >= 0; depth--) {
    const slots = stack[depth]!.loop.byId.get(segment.id)
    if (!slots) continue
    const [only, more] = slots
    return only && !more ? { how: 'fits', depth, slot: only } : { how: 'unknown-qualifier', depth, slots }
  }
  return { how: 'nowhere' }
}
