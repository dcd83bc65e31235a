import type { Reference } from '../../formats/fhir/datatypes.ts'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** Where a resource came from: what tells one of theirs from another over all imports. */
export type Origin = { source: string; fullUrl: string | null; type: string; id: string | null }

/** The key of a resource over all imports. A UUID or a web address means the same in every file; a bare id ('17') only within its source. */
export function sourceKey({ source, fullUrl, type, id }: Origin): string | null {
  if (fullUrl && /^urn:uuid:/i.test(fullUrl)) return fullUrl.toLowerCase().slice(0, 500)
  if (fullUrl && /^https?:\/\//i.test(fullUrl)) return fullUrl.replace(/\/_history\/.*$/, '').slice(0, 500)
  if (id && uuid.test(id)) return `urn:uuid:${id.toLowerCase()}`
  return id ? `${source}/${type}/${id}` : null
}

/** Every name by which other resources of the same file may refer to this one. */
export function aliasesOf(origin: Origin, identifiers: readonly { system: string; value: string }[]): string[] {
  const key = sourceKey(origin)
  return [
    ...(key ? [key] : []),
    ...(origin.id ? [`${origin.type}/${origin.id}`] : []),
    ...(origin.id && uuid.test(origin.id) ? [`urn:uuid:${origin.id.toLowerCase()}`] : []),
    ...identifiers.map(one => `${origin.type}?identifier=${one.system}|${one.value}`),
  ]
}

/** What a reference may mean, most exact first, in the same words as keys and aliases. `from` is the resource that refers. */
export function meaningsOf(reference: Reference, type: string, from: Pick<Origin, 'source' | 'fullUrl'>): string[] {
  const { identifier } = reference
  const named = reference.reference
  const byIdentifier = identifier ? [`${type}?identifier=${identifier.system}|${identifier.value}`] : []
  if (!named) return byIdentifier
  if (/^urn:uuid:/i.test(named)) return [named.toLowerCase(), ...byIdentifier]
  if (/^https?:\/\//i.test(named)) return [named.replace(/\/_history\/.*$/, ''), ...byIdentifier]
  if (/^[A-Z][A-Za-z]+\?identifier=/.test(named)) return [decodedQuery(named), ...byIdentifier]
  const [, relative, id] = /^(?:.*\/)?([A-Z][A-Za-z]+\/([A-Za-z0-9\-.]{1,64}))(?:\/_history\/.*)?$/.exec(named) ?? []
  if (!relative || !id) return byIdentifier
  const base = from.fullUrl && /^(https?:\/\/.*)\/[A-Z][A-Za-z]+\/[^/]+$/.exec(from.fullUrl)?.[1]
  return [
    ...(base ? [`${base}/${relative}`] : []),
    relative,
    ...(uuid.test(id) ? [`urn:uuid:${id.toLowerCase()}`] : []),
    `${from.source}/${relative}`,
    ...byIdentifier,
  ]
}

function decodedQuery(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
