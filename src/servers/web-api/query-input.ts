import { z } from 'zod'
import type { Contract } from '../../core/contract.ts'

type Property = {
  type?: string | string[]
  anyOf?: Property[]
  enum?: unknown[]
  const?: unknown
  items?: Property
  pattern?: string
  format?: string
}

export type InputSchema = { type?: string; properties?: Record<string, Property>; required?: string[] }

/** JSON Schema (2020-12) of what goes in or out of a contract. */
export function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): Record<string, unknown> {
  const { $schema, ...rest } = z.toJSONSchema(schema, {
    io,
    target: 'draft-2020-12',
    unrepresentable: 'any',
  }) as Record<string, unknown>
  return rest
}

const isText = (property: Property | undefined): boolean =>
  !!property &&
  (property.type === 'string' ||
    (Array.isArray(property.type) && property.type.includes('string')) ||
    typeof property.const === 'string' ||
    !!property.enum?.some(value => typeof value === 'string') ||
    !!property.anyOf?.some(isText))

const isList = (property: Property | undefined): boolean =>
  property?.type === 'array' || !!property?.anyOf?.some(isList)
const itemsOf = (property: Property | undefined): Property | undefined =>
  property?.items ?? property?.anyOf?.find(isList)?.items

function decoded(text: string, property: Property | undefined): unknown {
  if (isText(property)) return text
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** Makes the reader that turns the query string of one query into its input: text as it is, other types as JSON, lists by repetition or
 *  as one JSON array. */
export function queryReader(contract: Contract): (query: Record<string, unknown>) => Record<string, unknown> {
  const properties = (jsonSchema(contract.input, 'input') as InputSchema).properties ?? {}
  return query => {
    const input: Record<string, unknown> = Object.create(null)
    for (const [name, value] of Object.entries(query)) {
      const property = properties[name]
      if (isList(property)) {
        const values = Array.isArray(value) ? value : [value]
        input[name] =
          values.length === 1 && String(values[0]).trimStart().startsWith('[')
            ? decoded(String(values[0]), undefined)
            : values.map(one => decoded(String(one), itemsOf(property)))
      } else input[name] = decoded(String(Array.isArray(value) ? value.at(-1) : value), property)
    }
    return { ...input }
  }
}
