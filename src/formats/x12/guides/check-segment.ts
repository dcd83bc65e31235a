import type { Fault, Place, Segment } from '../segment.ts'
import type { CompiledElement, CompiledSegment } from './compile.ts'
import { countedLength, isOfType, isPeriod } from './data-type.ts'
import { brokenAt } from './syntax-note.ts'

export type Tell = (
  code: string,
  level: Fault['level'],
  place: Omit<Place, 'segment' | 'id' | 'at'>,
  facts: Readonly<Record<string, string>>,
) => void

const none = {}

/** Looks at every element of one segment. Places are told through `tell`; nothing is thrown. */
export function checkElements(is: CompiledSegment, segment: Segment, tell: Tell): void {
  const { elements } = segment
  const expected = is.elements
  if (elements.length > 0 && elements[elements.length - 1] === '')
    tell('trailing-elements', 'note', { element: elements.length }, none)
  if (elements.length > expected.length) {
    for (let at = expected.length; at < elements.length; at++) {
      if (elements[at] !== '')
        tell('too-many-elements', 'transaction', { element: at + 1 }, { most: `${expected.length}` })
    }
  }
  for (let at = 0; at < expected.length; at++) {
    const one = expected[at]!
    const value = elements[at]
    if (value === undefined || value === '') {
      if (one.usage === 'R') tell('missing-element', 'transaction', { element: at + 1 }, none)
    } else if (one.usage === 'N') {
      tell('not-used', 'transaction', { element: at + 1 }, { value })
    } else {
      checkElement(one, value, at + 1, segment, tell)
    }
  }
  if (is.notes.length > 0) {
    for (const note of is.notes) {
      const place = brokenAt(note, one => (elements[one] ?? '') !== '')
      if (place >= 0) tell('syntax-note', 'transaction', { element: place + 1 }, { note: note.text })
    }
  }
  for (const { format, period } of is.periods) {
    const value = elements[period] ?? ''
    if (value !== '' && expected[period]!.usage !== 'N' && !isPeriod(elements[format] ?? '', value))
      tell('wrong-date', 'transaction', { element: period + 1 }, { value, format: elements[format] ?? '' })
  }
}

function checkElement(is: CompiledElement, value: string, element: number, segment: Segment, tell: Tell): void {
  const between = segment.delimiters.repetition
  if (between === null || !value.includes(between)) {
    checkOne(is, value, element, undefined, segment, tell)
    return
  }
  const many = value.split(between)
  if (many.length > is.repeat)
    tell(
      'too-many-repetitions',
      'transaction',
      { element, repetition: is.repeat + 1 },
      { most: `${is.repeat}`, found: `${many.length}` },
    )
  for (let n = 0; n < many.length && n < is.repeat; n++) {
    if (many[n] === '') tell('missing-element', 'transaction', { element, repetition: n + 1 }, none)
    else checkOne(is, many[n]!, element, n + 1, segment, tell)
  }
}

function checkOne(
  is: CompiledElement,
  value: string,
  element: number,
  repetition: number | undefined,
  segment: Segment,
  tell: Tell,
): void {
  const place = repetition === undefined ? { element } : { element, repetition }
  const inner = segment.delimiters.component
  const parts = is.parts
  if (!parts) {
    if (is.type !== 'B' && segment.delimiters.component !== segment.delimiters.repetition && value.includes(inner))
      tell('too-many-components', 'transaction', { ...place, component: 2 }, { most: '1' })
    else checkValue(is, value, place, tell)
    return
  }
  const values = value.split(inner)
  if (values.length > parts.length)
    tell('too-many-components', 'transaction', { ...place, component: parts.length + 1 }, { most: `${parts.length}` })
  if (values.length > 1 && values.at(-1) === '')
    tell('trailing-elements', 'note', { ...place, component: values.length }, none)
  for (let at = 0; at < parts.length; at++) {
    const part = parts[at]!
    const one = values[at] ?? ''
    const where = { ...place, component: at + 1 }
    if (one === '') {
      if (part.usage === 'R') tell('missing-element', 'transaction', where, none)
    } else if (part.usage === 'N') tell('not-used', 'transaction', where, { value: one })
    else checkValue(part, one, where, tell)
  }
  for (const note of is.notes) {
    const at = brokenAt(note, one => (values[one] ?? '') !== '')
    if (at >= 0) tell('syntax-note', 'transaction', { ...place, component: at + 1 }, { note: note.text })
  }
  for (const { format, period } of is.periods) {
    const one = values[period] ?? ''
    if (one !== '' && parts[period]!.usage !== 'N' && !isPeriod(values[format] ?? '', one))
      tell(
        'wrong-date',
        'transaction',
        { ...place, component: period + 1 },
        { value: one, format: values[format] ?? '' },
      )
  }
}

function checkValue(is: CompiledElement, value: string, place: Omit<Place, 'segment' | 'id' | 'at'>, tell: Tell): void {
  const { type, codes } = is
  if (codes !== null) {
    if (codes.has(value)) return
    tell('unknown-code', 'transaction', place, { value })
    return
  }
  if (!isOfType(type, value)) {
    const code =
      type === 'AN' || type === 'ID'
        ? 'wrong-character'
        : type === 'DT' || type === 'TM'
          ? 'wrong-date'
          : 'wrong-number'
    tell(code, code === 'wrong-character' ? 'note' : 'transaction', place, { value, type })
    return
  }
  const length = countedLength(type, value)
  if (length > is.max) tell('too-long', 'transaction', place, { value, most: `${is.max}` })
  else if (length < is.min) tell('too-short', 'transaction', place, { value, least: `${is.min}` })
  else if (type === 'AN' && (value.charCodeAt(0) === 32 || value.charCodeAt(value.length - 1) === 32))
    tell('padded', 'note', place, { value })
}
