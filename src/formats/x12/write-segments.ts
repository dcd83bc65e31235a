import { type CharacterSet, holdsDelimiter, isWritable } from './character-set.ts'
import { latin1Bytes } from './latin1.ts'
import type { Delimiters, Fault, Segment } from './segment.ts'

/** An element to be written: text, components, or several of these (`repeat`). Null and '' are empty. */
type Components = readonly (string | null)[]
type ElementToWrite = string | null | Components | { repeat: readonly (string | Components)[] }
export type SegmentToWrite = { id: string; elements: readonly ElementToWrite[] }

/** What writing gives: text, or every reason why not, with segment (counted from 0 among those given; `at` is where it would have stood), element, repetition and
 *  component. Codes: 'delimiter-in-value', 'character', 'repetition-not-agreed'. */
export type Written = { ok: true; text: string } | { ok: false; faults: Fault[] }

/** The signs nearly everybody uses. */
export const usualDelimiters: Delimiters = { element: '*', component: ':', repetition: '^', terminator: '~' }

/** Throws a RangeError unless the four are different single signs that are no letter, digit or blank: such a mistake is the program's, never the data's. */
export function requireDelimiters({ element, component, repetition, terminator }: Delimiters): void {
  const signs = [element, component, terminator, ...(repetition === null ? [] : [repetition])]
  if (new Set(signs).size !== signs.length || signs.some(sign => !/^[^A-Za-z0-9 \u0080-\uffff]$/.test(sign))) {
    throw new RangeError(`no delimiters: ${JSON.stringify(signs)}`)
  }
}

/** Writes segments one after the other, `lineEnd` behind each. Trailing empty elements, components and repetitions are left out, as X12.6 wants it. A value
 *  that holds a delimiter or a character outside the agreed set is refused, never mended: `plainText` mends names before. Throws a RangeError for an id that is none. */
export function writeSegments(
  segments: Iterable<SegmentToWrite>,
  options: { delimiters?: Delimiters; characters?: CharacterSet; lineEnd?: '' | '\n' | '\r\n' } = {},
): Written {
  const { delimiters = usualDelimiters, characters = 'extended', lineEnd = '' } = options
  requireDelimiters(delimiters)
  const faults: Fault[] = []
  let text = ''
  let index = 0
  for (const { id, elements } of segments) {
    if (!/^[A-Z][A-Z0-9]{1,2}$/.test(id)) throw new RangeError(`no segment id: ${id}`)
    const place = { segment: index++, id, at: text.length }
    const written = elements.map((element, n) =>
      elementText(
        element,
        delimiters,
        (code, value, repetition, component) => {
          const where = { ...place, element: n + 1, ...(repetition && { repetition }), ...(component && { component }) }
          faults.push({ code, level: 'transaction', place: where, facts: { found: value.slice(0, 40) } })
        },
        characters,
      ),
    )
    text += [id, ...withoutEmptyEnd(written)].join(delimiters.element) + delimiters.terminator + lineEnd
  }
  return faults.length === 0 ? { ok: true, text } : { ok: false, faults }
}

type Refuse = (code: string, value: string, repetition?: number, component?: number) => void

function elementText(element: ElementToWrite, delimiters: Delimiters, refuse: Refuse, set: CharacterSet): string {
  if (element === null || typeof element === 'string') return checked(element ?? '', delimiters, refuse, set)
  if (!('repeat' in element)) return componentsText(element, delimiters, refuse, set)
  const repeated = withoutEmptyEnd(
    element.repeat.map((one, n) =>
      typeof one === 'string'
        ? checked(one, delimiters, (code, value) => refuse(code, value, n + 1), set)
        : componentsText(one, delimiters, (code, value, _, component) => refuse(code, value, n + 1, component), set),
    ),
  )
  if (repeated.length > 1 && delimiters.repetition === null) refuse('repetition-not-agreed', repeated[1]!, 2)
  return repeated.join(delimiters.repetition ?? '')
}

const componentsText = (components: Components, delimiters: Delimiters, refuse: Refuse, set: CharacterSet): string =>
  withoutEmptyEnd(
    components.map((one, n) =>
      checked(one ?? '', delimiters, (code, value) => refuse(code, value, undefined, n + 1), set),
    ),
  ).join(delimiters.component)

function checked(value: string, delimiters: Delimiters, refuse: Refuse, set: CharacterSet): string {
  if (holdsDelimiter(value, delimiters)) refuse('delimiter-in-value', value)
  else if (!isWritable(value, set)) refuse('character', value)
  return value
}

function withoutEmptyEnd(values: readonly string[]): readonly string[] {
  let end = values.length
  while (end > 0 && values[end - 1] === '') end--
  return end === values.length ? values : values.slice(0, end)
}

/** Writes read segments again as they stood, `before` and all: the bytes of the file they came from, if it was read without a fault of its tokens. Nothing is
 *  checked. Throws a RangeError on text above 255, which was not read from a file. */
export function rewriteSegments(segments: Iterable<Segment>): Uint8Array<ArrayBuffer> {
  const parts: string[] = []
  for (const { before = '', id, elements, delimiters } of segments) {
    parts.push(before, [id, ...elements].join(delimiters.element), delimiters.terminator)
  }
  return latin1Bytes(parts.join(''))
}
