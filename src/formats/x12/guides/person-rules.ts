import { isNpi } from '../../../core/npi.ts'
import type { Segment } from '../segment.ts'
import { codeLists } from './code-lists.ts'
import type { Broken, Rule } from './guide.ts'
import type { LoopNode } from './loop-node.ts'

const states = new Set(codeLists['place-state']!.trim().split(/\s+/))

function each(id: string, look: (segment: Segment, loop: LoopNode) => Omit<Broken, 'at'> | null): Rule['broken'] {
  return loop =>
    loop.own.flatMap(segment => {
      const found = segment.id === id ? look(segment, loop) : null
      return found ? [{ at: segment, ...found }] : []
    })
}

/** NM108 XX calls for a number whose check digit is right. */
export const npiRule: Rule = {
  id: 'npi',
  level: 'note',
  broken: each('NM1', ({ elements }) =>
    elements[7] === 'XX' && elements[8] && !isNpi(elements[8]) ? { element: 9, facts: { value: elements[8] } } : null,
  ),
}

/** Only a person (NM102 1) has a first name, a middle name and a suffix. */
export const organisationNameRule: Rule = {
  id: 'organisation-name',
  level: 'note',
  broken: each('NM1', ({ elements }) => {
    const element = elements[1] === '2' ? [4, 5, 7].find(one => elements[one - 1]) : undefined
    return element ? { element, facts: { value: elements[element - 1]! } } : null
  }),
}

/** In the United States and Canada (N404 empty, US or CA) a place has its state or province and its postal code; elsewhere no state. */
const placeRule: Rule = {
  id: 'place',
  level: 'note',
  broken: each('N4', ({ elements }) => {
    const [, state = '', postal = '', country = ''] = elements
    const here = country === '' || country === 'US'
    if (here || country === 'CA') {
      if (!states.has(state)) return { element: 2, facts: { value: state } }
      if (!postal) return { element: 3, facts: { value: '' } }
      const wellWritten = here && !isCanadian(state) ? /^\d{5}(\d{4})?$/ : /^[A-Z]\d[A-Z] ?\d[A-Z]\d$/
      return wellWritten.test(postal) ? null : { element: 3, facts: { value: postal } }
    }
    return null
  }),
}

function isCanadian(state: string): boolean {
  return ['AB', 'BC', 'MB', 'NB', 'NL', 'NS', 'NT', 'NU', 'ON', 'PE', 'QC', 'SK', 'YT'].includes(state)
}

/** A social security number is nine digits, without hyphens: in REF02 after SY, in NM109 after 34. */
const socialSecurityRule: Rule = {
  id: 'social-security-number',
  level: 'note',
  broken: loop => [
    ...each('REF', ({ elements }) =>
      elements[0] === 'SY' && !/^\d{9}$/.test(elements[1] ?? '') ? { element: 2 } : null,
    )(loop),
    ...each('NM1', ({ elements }) =>
      elements[7] === '34' && !/^\d{9}$/.test(elements[8] ?? '') ? { element: 9 } : null,
    )(loop),
  ],
}

/** A loop holds one REF of each kind. */
export const referenceOnceRule: Rule = {
  id: 'reference-twice',
  level: 'note',
  broken: loop => {
    const seen = new Set<string>()
    return loop.own.flatMap(segment => {
      if (segment.id !== 'REF') return []
      const kind = segment.elements[0] ?? ''
      if (seen.has(kind)) return [{ at: segment, element: 1, facts: { value: kind } }]
      seen.add(kind)
      return []
    })
  },
}

/** Who assigned a trace number: ten characters that begin with 1 (employer number), 3 (DUNS) or 9 (own). */
export const traceEntityRule: Rule = {
  id: 'trace-entity',
  level: 'note',
  broken: each('TRN', ({ elements }) =>
    elements[2] && !/^[139]/.test(elements[2]) ? { element: 3, facts: { value: elements[2] } } : null,
  ),
}

/** What every loop that names somebody keeps to. */
export const nameRules: readonly Rule[] = [npiRule, organisationNameRule, placeRule, socialSecurityRule]
