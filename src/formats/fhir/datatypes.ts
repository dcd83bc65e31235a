import type { JsonNode } from './json-node.ts'

export type Identifier = { system: string; value: string; type: string | null }
export type HumanName = {
  use: string | null
  family: string
  given: string
  middle: string
  prefix: string
  suffix: string
}
export type ContactPoint = { system: 'phone' | 'email' | 'other'; use: string | null; value: string }
export type PostalAddress = {
  use: string | null
  line1: string
  line2: string
  city: string
  state: string
  postalCode: string
  country: string
}
/** Where a reference leads: another resource ('urn:uuid:…', 'Patient/17', 'https://…'), or one contained in the same ('#coverage'). */
export type Reference = { reference: string | null; display: string | null; identifier: Identifier | null }

const datePattern = /^\d{4}-\d{2}-\d{2}$/
const partialDate = /^\d{4}(-\d{2})?$/
/** FHIR instant or dateTime with time: seconds and offset are obligatory. */
const instantPattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/

/** A whole calendar day that exists; a year or month alone reads as null and is told. */
export function readDate(node: JsonNode, key: string): string | null {
  const text = node.text(key)
  if (text === null) return null
  const day = text.slice(0, 10)
  if (partialDate.test(text)) {
    node.problem(key, 'bad-value', 'is no whole date')
    return null
  }
  if (datePattern.test(day)) {
    try {
      return Temporal.PlainDate.from(day).toString()
    } catch {
      // falls through to the problem
    }
  }
  node.problem(key, 'bad-value', 'must be a date such as 1971-04-12')
  return null
}

/** A moment as ISO text in UTC; a day without time reads as null and is told. */
export function readInstant(node: JsonNode, key: string): string | null {
  const text = node.text(key)
  if (text === null) return null
  if (datePattern.test(text) || partialDate.test(text)) {
    node.problem(key, 'bad-value', 'has no time of day')
    return null
  }
  if (instantPattern.test(text)) {
    try {
      return Temporal.Instant.from(text).toString()
    } catch {
      // falls through to the problem
    }
  }
  node.problem(key, 'bad-value', 'must be a moment such as 2026-11-24T10:07:00-05:00')
  return null
}

/** Identifiers that have both a system and a value; others name nothing outside their own file. */
export function readIdentifiers(node: JsonNode): Identifier[] {
  return node.list('identifier').flatMap(one => {
    const system = one.text('system')
    const value = one.text('value')
    if (!system || !value || system.length > 200 || value.length > 200) return []
    if (one.text('use') === 'old') return []
    return [{ system, value, type: one.object('type')?.list('coding')[0]?.text('code') ?? null }]
  })
}

/** Names of a person, without those no longer used. A name given only as text is split at its last space. */
export function readNames(node: JsonNode): HumanName[] {
  return node.list('name').flatMap(one => {
    const use = one.text('use')
    if (use === 'old') return []
    const givens = one.texts('given')
    let family = one.text('family') ?? ''
    // A family name that is there and cannot be read makes the whole name unsafe: nobody is to be called by half of it.
    const stated = Object.hasOwn(one.value, 'family') ? one.value.family : null
    if (!family && stated !== null && !(typeof stated === 'string' && stated.trim() === '')) return []
    let given = givens[0] ?? ''
    if (!family && !given) {
      const words = (one.text('text') ?? '').split(/\s+/).filter(Boolean)
      family = words.pop() ?? ''
      given = words.join(' ')
    }
    if (!family && !given) return []
    return [
      {
        use,
        family: (family || given).slice(0, 200),
        given: (family ? given : '').slice(0, 200),
        middle: givens.slice(1).join(' ').slice(0, 200),
        prefix: one.texts('prefix').join(' ').slice(0, 40),
        suffix: one.texts('suffix').join(' ').slice(0, 40),
      },
    ]
  })
}

/** Phones and e-mail addresses in use, by rank, then in the order given. */
export function readTelecom(node: JsonNode): ContactPoint[] {
  const ranked = node.list('telecom').flatMap((one, n) => {
    const value = one.text('value')
    const use = one.text('use')
    if (!value || use === 'old') return []
    const system = one.text('system')
    const rank = Object.hasOwn(one.value, 'rank') && typeof one.value.rank === 'number' ? one.value.rank : 1_000 + n
    const kind: ContactPoint['system'] =
      system === 'phone' || system === 'sms' ? 'phone' : system === 'email' ? 'email' : 'other'
    return [{ rank, point: { system: kind, use, value: value.slice(0, 254) } }]
  })
  return ranked.sort((a, b) => a.rank - b.rank).map(one => one.point)
}

/** Addresses in use. */
export function readAddresses(node: JsonNode): PostalAddress[] {
  return node.list('address').flatMap(one => readAddress(one) ?? [])
}

/** One address; null if it is old or says nothing. Lines beyond the second are joined to it. */
export function readAddress(one: JsonNode): PostalAddress | null {
  const use = one.text('use')
  if (use === 'old') return null
  const lines = one.texts('line')
  const address = {
    use,
    line1: (lines[0] ?? '').slice(0, 200),
    line2: lines.slice(1).join(', ').slice(0, 200),
    city: (one.text('city') ?? '').slice(0, 100),
    state: (one.text('state') ?? '').slice(0, 60),
    postalCode: (one.text('postalCode') ?? '').slice(0, 20),
    country: (one.text('country') ?? '').slice(0, 60),
  }
  return address.line1 || address.city || address.postalCode ? address : null
}

export function readReference(node: JsonNode | null): Reference | null {
  if (!node) return null
  const identifier = node.object('identifier')
  const system = identifier?.text('system')
  const value = identifier?.text('value')
  return {
    reference: node.text('reference'),
    display: node.text('display'),
    identifier: system && value ? { system, value, type: null } : null,
  }
}

/** What a CodeableConcept says in words: its text, else the first display. */
export function readConcept(node: JsonNode | null): string | null {
  if (!node) return null
  return (
    node.text('text') ??
    node
      .list('coding')
      .find(coding => coding.text('display'))
      ?.text('display') ??
    null
  )
}
