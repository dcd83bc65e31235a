import type { Problem } from './problem.ts'

/** Whatever JSON.parse gives for an object. Keys are only ever read through Object.hasOwn, so that `__proto__` is a key like others. */
export type JsonObject = { readonly [key: string]: unknown }

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** One object of a resource, read with its path: wrong types become problems instead of exceptions, and read as absent. */
export type JsonNode = {
  readonly path: string
  readonly value: JsonObject
  /** A non-empty string, trimmed; null when absent or of another type. */
  text(key: string): string | null
  flag(key: string): boolean | null
  /** A string that must look so; what doesn't is a problem and reads as null. */
  matching(key: string, pattern: RegExp, what: string): string | null
  object(key: string): JsonNode | null
  /** The objects of a list; members of another type are problems and left out. */
  list(key: string): JsonNode[]
  /** The strings of a list. */
  texts(key: string): string[]
  problem(key: string, code: Problem['code'], message: string): void
}

/** FHIR's own limit for a string is 1 MB; nothing the front desk keeps is longer than this. */
const longestText = 20_000
/** No list that is read here has a use for more members; the rest is a problem, not work. */
const longestList = 1_000

/** Wraps an object for reading. Problems are added to the list given. */
export function readNode(value: JsonObject, path: string, problems: Problem[]): JsonNode {
  const own = (key: string): unknown => (Object.hasOwn(value, key) ? value[key] : undefined)
  const at = (key: string) => (path ? `${path}.${key}` : key)
  const problem: JsonNode['problem'] = (key, code, message) => {
    problems.push({ path: at(key), code, message })
  }
  const members = (key: string): unknown[] => {
    const found = own(key)
    if (found === undefined || found === null) return []
    if (!Array.isArray(found)) {
      problem(key, 'wrong-type', 'must be a list')
      return []
    }
    if (found.length > longestList)
      problem(key, 'too-many', `has ${found.length} members; the first ${longestList} are read`)
    return found.slice(0, longestList)
  }
  const cleanText = (key: string, found: unknown): string | null => {
    if (typeof found !== 'string') {
      problem(key, 'wrong-type', 'must be text')
      return null
    }
    if (found.length > longestText || found.includes('\0') || !found.isWellFormed()) {
      problem(key, 'bad-value', 'is too long or holds a character that cannot be stored')
      return null
    }
    return found.trim() || null
  }
  const node: JsonNode = {
    path,
    value,
    problem,
    text(key) {
      const found = own(key)
      return found === undefined || found === null ? null : cleanText(key, found)
    },
    flag(key) {
      const found = own(key)
      if (found === undefined || found === null) return null
      if (typeof found === 'boolean') return found
      problem(key, 'wrong-type', 'must be true or false')
      return null
    },
    matching(key, pattern, what) {
      const text = node.text(key)
      if (text === null || pattern.test(text)) return text
      problem(key, 'bad-value', `must be ${what}`)
      return null
    },
    object(key) {
      const found = own(key)
      if (found === undefined || found === null) return null
      if (isObject(found)) return readNode(found, at(key), problems)
      problem(key, 'wrong-type', 'must be an object')
      return null
    },
    list(key) {
      return members(key).flatMap((member, n) => {
        if (isObject(member)) return [readNode(member, `${at(key)}[${n}]`, problems)]
        problem(`${key}[${n}]`, 'wrong-type', 'must be an object')
        return []
      })
    },
    texts(key) {
      return members(key).flatMap((member, n) => {
        if (member === null) return []
        const text = cleanText(`${key}[${n}]`, member)
        return text ? [text] : []
      })
    },
  }
  return node
}
