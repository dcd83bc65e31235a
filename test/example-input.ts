/** The part of JSON Schema that our contracts use. */
export type InputField = {
  type?: string | string[]
  properties?: Record<string, InputField>
  required?: string[]
  items?: InputField
  anyOf?: InputField[]
  oneOf?: InputField[]
  allOf?: InputField[]
  enum?: unknown[]
  const?: unknown
  default?: unknown
  examples?: unknown[]
  'x-noun'?: string
}

const notNull = (field: InputField): InputField => {
  const inner = (field.anyOf ?? field.oneOf ?? field.allOf)?.find(one => one.type !== 'null')
  return inner ? { ...notNull(inner), ...(field.examples ? { examples: field.examples } : {}) } : field
}

/** An input made of the examples in the description: required fields only, ids from `ids` by their noun. */
export function exampleInput(schema: InputField, ids: Record<string, string>): Record<string, unknown> {
  return exampleOf(schema, ids) as Record<string, unknown>
}

function exampleOf(given: InputField, ids: Record<string, string>): unknown {
  const field = notNull(given)
  if (field['x-noun']) return field.type === 'array' ? [ids[field['x-noun']]] : ids[field['x-noun']]
  if (field.properties) {
    // A start is an instant, or a day and a time: neither is required alone, so that the pair is always given.
    const paired = 'date' in field.properties && 'time' in field.properties ? ['date', 'time'] : []
    // A moment, or a word for one: just one of them must be given.
    if ('when' in field.properties && 'until' in field.properties) paired.push('when')
    const entries = Object.entries(field.properties).filter(
      ([name]) => field.required?.includes(name) || paired.includes(name),
    )
    return Object.fromEntries(entries.map(([name, inner]) => [name, exampleOf(inner, ids)]))
  }
  if (field.type === 'array' && field.items && (notNull(field.items)['x-noun'] || !field.examples?.length))
    return [exampleOf(field.items, ids)]
  if (field.examples?.length) return field.examples[0]
  if (field.const !== undefined) return field.const
  if (field.enum) return field.enum[0]
  return field.type === 'object' ? {} : undefined
}

/** Where ids stand in an input, with the noun of each; `0` is the first element of a list. */
export function idPaths(given: InputField, at: string[] = []): { noun: string; idPath: string[] }[] {
  const field = notNull(given)
  if (field['x-noun']) return [{ noun: field['x-noun'], idPath: field.type === 'array' ? [...at, '0'] : at }]
  if (field.items) return idPaths(field.items, [...at, '0'])
  return Object.entries(field.properties ?? {}).flatMap(([name, inner]) => idPaths(inner, [...at, name]))
}

/** The input with one value set at a path; what is missing on the way is made. */
export function withValue(input: Record<string, unknown>, path: string[], value: unknown): Record<string, unknown> {
  const copy = structuredClone(input)
  let here: Record<string, unknown> = copy
  path.forEach((step, n) => {
    if (n === path.length - 1) here[step] = value
    else {
      here[step] ??= path[n + 1] === '0' ? [] : {}
      here = here[step] as Record<string, unknown>
    }
  })
  return copy
}
