import type { Segment } from '../segment.ts'
import type { LoopNode } from './loop-node.ts'

/** R: must stand; S: may stand; N: must be empty. */
export type Usage = 'R' | 'S' | 'N'

/** What a guide says of one element (or of one component of it). `tells` marks the qualifier that tells this segment from others of the same id. */
export type ElementUse = {
  usage: Usage
  codes: readonly string[] | null
  tells: boolean
  parts: readonly ElementUse[] | null
}

export type GuideSegment = {
  kind: 'segment'
  id: string
  usage: 'R' | 'S'
  /** How often it may stand in one round of its loop. */
  repeat: number
  elements: readonly ElementUse[]
}

export type GuideLoop = {
  kind: 'loop'
  id: string
  usage: 'R' | 'S'
  repeat: number
  /** In the guide's order; the first is the segment that opens the loop. */
  items: readonly GuideItem[]
  rules: readonly Rule[]
}

export type GuideItem = GuideSegment | GuideLoop

/** Where a rule is broken: the segment, its element and component (from 1), and the values its words need. */
export type Broken = { at: Segment; element?: number; component?: number; facts?: Readonly<Record<string, string>> }

/** A situational rule of a guide: looked at when its loop is whole. `id` becomes the fault's code. */
export type Rule = { id: string; level?: 'note' | 'transaction'; broken: (loop: LoopNode) => readonly Broken[] }

export type Guide = {
  /** ST01: '270'. */
  set: string
  /** GS01: 'HS'. */
  group: string
  /** ST03 or GS08, the one to write first; the others are read as it. */
  versions: readonly [string, ...string[]]
  /** From ST to SE. */
  items: readonly GuideItem[]
  rules: readonly Rule[]
}

/** Lists of codes a guide names with @: `S(@service-type)`. */
export type CodeLists = Readonly<Record<string, string>>

/** Reads 'R1', 'S9' or 'S>1' (no limit). */
function usageAndRepeat(text: string): { usage: 'R' | 'S'; repeat: number } {
  const match = /^([RS])(>1|\d+)$/.exec(text)
  if (!match) throw new Error(`A guide's usage reads R1, S9 or S>1, not ${text}`)
  return { usage: match[1] as 'R' | 'S', repeat: match[2] === '>1' ? Number.POSITIVE_INFINITY : Number(match[2]) }
}

/** Reads a row of element uses: `R!(IL) R(1 2) S S N*3 S(@list) S{R(HC) R S*4 N S}`. Usage letter, `!` where it tells the segment from others, the codes
 *  allowed in round brackets, a composite's components in curly ones, `*n` for n alike; `~` is a space within a code. */
function elementUses(text: string, lists: CodeLists = {}): ElementUse[] {
  const uses: ElementUse[] = []
  let at = 0
  const fail = (): never => {
    throw new Error(`A guide's elements cannot be read at ${at}: ${text}`)
  }
  const until = (close: string): string => {
    const end = text.indexOf(close, at)
    if (end < 0) fail()
    const inner = text.slice(at + 1, end)
    at = end + 1
    return inner
  }
  while (at < text.length) {
    if (text[at] === ' ' || text[at] === '\n') {
      at++
      continue
    }
    const usage = text[at++]
    if (usage !== 'R' && usage !== 'S' && usage !== 'N') return fail()
    const tells = text[at] === '!'
    if (tells) at++
    let codes: string[] | null = null
    let parts: ElementUse[] | null = null
    if (text[at] === '(')
      codes = until(')')
        .split(/\s+/)
        .flatMap(code => namedCodes(code, lists))
    if (text[at] === '{') parts = elementUses(until('}'), lists)
    let times = 1
    if (text[at] === '*') {
      const digits = /^\d+/.exec(text.slice(at + 1))
      if (!digits) return fail()
      times = Number(digits[0])
      at += 1 + digits[0].length
    }
    for (let n = 0; n < times; n++) uses.push({ usage, codes, tells, parts })
  }
  return uses
}

function namedCodes(code: string, lists: CodeLists): string[] {
  if (!code.startsWith('@')) return [code.replaceAll('~', ' ')]
  const list = lists[code.slice(1)]
  if (list === undefined) throw new Error(`No list of codes is called ${code}`)
  return list.trim().split(/\s+/)
}

/** Makes the two words guides are written with, over the lists of codes they name. */
export function guideWords(lists: CodeLists = {}) {
  return {
    /** One segment: id, usage with repeat, the uses of its elements. What the row leaves out at the end is not used. */
    segment: (id: string, use: string, elements: string): GuideSegment => ({
      kind: 'segment',
      id,
      ...usageAndRepeat(use),
      elements: elementUses(elements, lists),
    }),
    /** One loop: id, usage with repeat, what it holds in order, its rules. */
    loop: (id: string, use: string, items: readonly GuideItem[], rules: readonly Rule[] = []): GuideLoop => ({
      kind: 'loop',
      id,
      ...usageAndRepeat(use),
      items,
      rules,
    }),
  }
}
