import { z } from 'zod'

declare const brand: unique symbol

/** A UUIDv7 that names one kind of thing, so that a patient's id cannot be passed where a visit's is wanted. */
export type Id<Noun extends string> = string & { readonly [brand]: Noun }

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** True for anything PostgreSQL takes as uuid in its usual writing. */
export const isUuid = (text: string): boolean => uuidPattern.test(text)

let lastMs = 0
let counter = 0

/** A new time-ordered UUIDv7 (RFC 9562, 5.7); ids made by one process in one millisecond stay in order by a 12-bit counter. */
export function newId<Noun extends string>(atMs: number = Date.now()): Id<Noun> {
  const random = crypto.getRandomValues(new Uint8Array(8))
  if (atMs <= lastMs) {
    counter++
    if (counter > 0xfff) {
      lastMs++
      counter = 0
    }
  } else {
    lastMs = atMs
    counter = random[0]! & 0x7f
  }
  const ms = lastMs.toString(16).padStart(12, '0')
  const low = (counter & 0xfff).toString(16).padStart(3, '0')
  random[0] = (random[0]! & 0x3f) | 0x80
  const tail = Array.from(random, byte => byte.toString(16).padStart(2, '0')).join('')
  return `${ms.slice(0, 8)}-${ms.slice(8)}-7${low}-${tail.slice(0, 4)}-${tail.slice(4)}` as Id<Noun>
}

/** The zod schema of an id of one noun, for contracts. The noun appears in OpenAPI, where the tenancy proof finds it. */
export function idOf<Noun extends string>(noun: Noun) {
  // Lower-casing is an overwrite, not a transform: JSON Schema drops the examples of whatever transforms.
  return z
    .string()
    .regex(uuidPattern, 'must be a UUID')
    .toLowerCase()
    .meta({
      description: `Id of the ${noun} (UUID)`,
      format: 'uuid',
      'x-noun': noun,
      examples: ['0192d3a0-0000-7000-8000-000000000001'],
    }) as unknown as z.ZodType<Id<Noun>, string>
}
