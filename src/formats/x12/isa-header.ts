import { detached } from './latin1.ts'
import type { Delimiters } from './segment.ts'

/** Characters each of ISA01-16 has. Source: X12.5, interchange control header. */
export const isaWidths = [2, 10, 2, 10, 2, 15, 2, 15, 6, 4, 1, 5, 9, 1, 1, 1] as const
/** Where the element separators stand in an ISA of the right length, counted from its I. */
const separatorsAt = [3, 6, 17, 20, 31, 34, 50, 53, 69, 76, 81, 83, 89, 99, 101, 103]
/** Characters of an ISA, its terminator counted. */
const isaLength = 106
/** How far an ISA of wrong lengths, and what follows it, is looked for. */
const isaReach = 512

/** An ISA that could be read, `length` characters with its terminator; `notes` are what is odd about it. */
export type IsaHeader = {
  delimiters: Delimiters
  elements: string[]
  length: number
  notes: { code: string; element?: number; facts: Record<string, string> }[]
}

const wordy = /[A-Za-z0-9 ]/
const lineBreak = /[\r\n]/
const lineBreaks = /[\r\n]+/g

/** 'yes' when every separator stands where an ISA of the right length has it, 'wait' when the text ends before it is known. */
export function hasIsaShape(text: string, at: number): 'yes' | 'no' | 'wait' {
  const separator = text[at + 3]
  if (separator === undefined) return 'wait'
  if (wordy.test(separator) || lineBreak.test(separator)) return 'no'
  for (const offset of separatorsAt) {
    const found = text[at + offset]
    if (found === undefined) return 'wait'
    if (found !== separator) return 'no'
  }
  return text.length - at < isaLength ? 'wait' : 'yes'
}

/** Reads the ISA at `at`, where the letters ISA stand: by its fixed positions; else by counting its elements, if what follows proves the count right;
 *  else the same once more with line breaks taken out, as in a file wrapped at 80 columns. `final` says that no more text comes.
 *  The answer does not depend on where the text was cut: 'wait' is given until it is sure. */
export function readIsa(text: string, at: number, final: boolean): IsaHeader | 'wait' | { refused: string } {
  const shape = hasIsaShape(text, at)
  if (shape === 'wait' && !final) return 'wait'
  if (shape === 'yes') {
    const header = headerOf(text.slice(at, at + isaLength), isaLength)
    if (header) return header
  }
  const separator = text[at + 3]
  if (separator === undefined) return { refused: 'cut' }
  if (wordy.test(separator) || lineBreak.test(separator)) return { refused: 'separator' }
  const window = text.slice(at, at + isaReach)
  if (window.length < isaReach && !final) return 'wait'
  return (
    counted(window, separator) ??
    unwrapped(window, separator) ?? {
      refused: window.split(separator).length < 17 ? (window.length < isaLength ? 'cut' : 'elements') : 'terminator',
    }
  )
}

/** The header in exactly its text, or null if its last two signs cannot be delimiters. */
function headerOf(isa: string, length: number): IsaHeader | null {
  const element = isa[3]!
  const elements = isa.slice(4).split(element)
  const last = elements[15]
  if (elements.length !== 16 || last === undefined) return null
  const component = last[0]
  const terminator = last.slice(1).trimStart() || last[1]
  if (component === undefined || terminator === undefined || terminator.length !== 1) return null
  const notes: IsaHeader['notes'] = []
  if (wordy.test(component) || lineBreak.test(component) || wordy.test(terminator) || component === terminator)
    return null
  if (last.length > 2 && terminator !== last[1]) notes.push({ code: 'space-before-terminator', facts: {} })
  elements[15] = component
  for (const [n, width] of isaWidths.entries()) {
    const found = elements[n]!.length
    if (found !== width) {
      notes.push({ code: 'isa-width', element: n + 1, facts: { expected: String(width), found: String(found) } })
    }
  }
  const sign = elements[10]!
  const clash = sign === component || sign === terminator
  const repetition = sign.length === 1 && !wordy.test(sign) && !lineBreak.test(sign) && !clash ? sign : null
  // Before 00402 this element named an agency (always U) and nothing could repeat.
  if (repetition === null && elements[11]! >= '00402') {
    notes.push({ code: 'isa-repetition', element: 11, facts: { found: detached(sign.slice(0, 20)) } })
  }
  return { delimiters: { element, component, repetition, terminator }, elements, length, notes }
}

/** An ISA whose elements have wrong lengths: sixteen separators, one sign, the terminator, and then a segment that may follow an ISA. */
function counted(window: string, separator: string): IsaHeader | null {
  let end = 3
  for (let n = 1; n < 16; n++) {
    end = window.indexOf(separator, end + 1)
    if (end < 0) return null
  }
  let stop = end + 2
  while (window[stop] === ' ') stop++
  if (stop >= window.length) return null
  const isa = window.slice(0, stop + 1)
  if (lineBreak.test(isa.slice(0, -1))) return null
  const next = window.slice(stop + 1).trimStart()
  if (!['GS', 'TA1', 'IEA', 'ISA'].some(id => next.startsWith(id + separator))) return null
  return headerOf(isa, isa.length)
}

function unwrapped(window: string, separator: string): IsaHeader | null {
  const whole = window.replace(lineBreaks, '')
  if (whole.length === window.length) return null
  const header =
    (hasIsaShape(whole, 0) === 'yes' ? headerOf(whole.slice(0, isaLength), isaLength) : null) ??
    counted(whole, separator)
  if (!header || lineBreak.test(header.delimiters.terminator)) return null
  let length = 0
  for (let kept = 0; kept < header.length; length++) if (!lineBreak.test(window[length]!)) kept++
  header.notes.push({ code: 'line-break-inside', facts: {} })
  return { ...header, length }
}
