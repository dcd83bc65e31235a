import { isObject, type JsonObject } from './json-node.ts'
import type { Problem } from './problem.ts'

/** One resource of a file, with where it stood, or one thing that could not be read. */
export type Scanned =
  | { kind: 'resource'; path: string; fullUrl: string | null; resource: JsonObject; resourceType: string }
  | { kind: 'problem'; problem: Problem }

/** Characters one entry may have; more is never a resource of the front office. */
const largestItem = 8_000_000
/** Levels of brackets one entry may have; FHIR resources have some fifteen. */
const deepest = 100
/** After broken text the scan starts again at the next thing that looks like an entry, so many times a file. */
const mostFreshStarts = 200
/** A file of only broken entries says so this often and then once more. */
const mostProblems = 1_000

const looksLikeEntry = /\{\s*"(?:fullUrl|resource)"\s*:/g
const looksLikeLine = /\n\s*\{/g

type Mode = 'between' | 'object' | 'entries' | 'entry'

/**
 * Reads a Bundle, one resource, or lines of resources (NDJSON) piece by piece, so that memory holds one entry at a time and a broken
 * entry costs itself only: each entry is cut out by its brackets and parsed alone. Broken text (a bracket too few, a file cut off)
 * is told as a problem, and the scan goes on at the next thing that looks like an entry.
 */
export function* scan(pieces: Iterable<string>): Generator<Scanned> {
  const scanner = makeScanner()
  for (const piece of pieces) yield* scanner.push(piece)
  yield* scanner.end()
}

export type Scanner = { push(piece: string): Generator<Scanned>; end(): Generator<Scanned> }

export function makeScanner(): Scanner {
  let text = ''
  let at = 0
  let mode: Mode = 'between'
  let depth = 0
  let deep = false
  let inString = false
  let escaped = false
  let itemStart = 0
  let overlong = false
  let stringStart = 0
  let key = ''
  /** The top-level object with its entries cut out. */
  let head = ''
  let bundle = false
  let entries = 0
  let items = 0
  let freshStarts = 0
  let problems = 0
  /** Between two items, stray text is told once, however long it is. */
  let strayTold = false

  const place = () => (mode === 'entry' || mode === 'entries' ? `entry[${entries}]` : items === 0 ? '' : `[${items}]`)

  function* tell(code: Problem['code'], message: string, path = place()): Generator<Scanned> {
    problems++
    if (problems > mostProblems + 1) return
    yield problems > mostProblems
      ? { kind: 'problem', problem: { path, code: 'too-many', message: 'has more problems than are listed' } }
      : { kind: 'problem', problem: { path, code, message } }
  }

  /** Everything before `at` is done with, except an item being read. */
  function forget() {
    const keep = mode === 'entry' || mode === 'object' ? itemStart : at
    if (keep < 65_536) return
    text = text.slice(keep)
    at -= keep
    itemStart -= keep
    stringStart -= keep
  }

  function startItem(next: 'object' | 'entry') {
    mode = next
    itemStart = at
    depth = 0
    deep = false
    overlong = false
    inString = false
    escaped = false
    key = ''
    strayTold = false
  }

  /** Looks for a place to go on inside broken text; false if there is none. */
  function freshStart(): boolean {
    const pattern = mode === 'entry' ? looksLikeEntry : looksLikeLine
    pattern.lastIndex = itemStart + 1
    const found = freshStarts < mostFreshStarts ? pattern.exec(text) : null
    if (!found || found.index >= at) return false
    freshStarts++
    at = text.indexOf('{', found.index)
    inString = false
    return true
  }

  /** The item from itemStart to `at` has closed: parses it, or tells why not and goes on inside it or behind it. */
  function* closeItem(): Generator<Scanned> {
    const path = place()
    const wasEntry = mode === 'entry'
    if (overlong) yield* tell('too-large', `is larger than ${largestItem / 1_000_000} MB`)
    else if (deep) yield* tell('too-deep', `is nested deeper than ${deepest} levels`)
    else {
      const parsed = parse((wasEntry ? '' : head) + text.slice(itemStart, at))
      if (parsed === undefined) {
        yield* tell('not-json', 'is not valid JSON')
        if (freshStart()) {
          count(wasEntry)
          return
        }
      } else if (wasEntry) yield* entryOf(parsed, path)
      else if (bundle) yield* bundleOf(parsed)
      else if (isLooseEntry(parsed)) yield* entryOf(parsed, path)
      else yield* resourceOf(parsed, path, null)
    }
    count(wasEntry)
  }

  function count(wasEntry: boolean) {
    if (wasEntry) {
      entries++
      mode = 'entries'
    } else {
      items++
      mode = 'between'
      bundle = false
      entries = 0
      head = ''
    }
    depth = 0
  }

  function* entryOf(parsed: unknown, path: string): Generator<Scanned> {
    if (!isObject(parsed)) return yield* tell('wrong-type', 'must be an object', path)
    const resource = Object.hasOwn(parsed, 'resource') ? parsed.resource : undefined
    const request = Object.hasOwn(parsed, 'request') ? parsed.request : undefined
    // A transaction may hold deletions and reads; they bring nothing.
    if (resource === undefined && isObject(request)) return
    const fullUrl = Object.hasOwn(parsed, 'fullUrl') && typeof parsed.fullUrl === 'string' ? parsed.fullUrl : null
    yield* resourceOf(resource, `${path}.resource`, fullUrl)
  }

  function* resourceOf(value: unknown, path: string, fullUrl: string | null): Generator<Scanned> {
    if (!isObject(value)) return yield* tell('missing', 'is no resource', path)
    const type = Object.hasOwn(value, 'resourceType') ? value.resourceType : undefined
    if (typeof type !== 'string' || !/^[A-Z][A-Za-z]{1,60}$/.test(type)) {
      return yield* tell('not-fhir', 'has no resourceType', path ? `${path}.resourceType` : 'resourceType')
    }
    yield { kind: 'resource', path, fullUrl, resource: value, resourceType: type }
  }

  function* bundleOf(parsed: unknown): Generator<Scanned> {
    const type = isObject(parsed) && Object.hasOwn(parsed, 'resourceType') ? parsed.resourceType : undefined
    if (type !== 'Bundle') yield* tell('not-fhir', 'has entries and is no Bundle', 'resourceType')
  }

  /** Goes on until something has to be said or done, or the text runs out. Kept free of generators: it runs once a character. */
  function advance(): 'ran-out' | 'closed' | 'stray' | 'outgrown' {
    while (at < text.length) {
      if (mode === 'between' || mode === 'entries') {
        const c = text.charCodeAt(at)
        if (c === 0x7b) startItem(mode === 'between' ? 'object' : 'entry')
        else if (mode === 'entries' && c === 0x5d) {
          // The list is over: the rest of the top-level object is read with an empty list in place of its entries.
          startItem('object')
          depth = 1
          at++
        } else if (blank(c)) at++
        else return 'stray'
        continue
      }
      if (at - itemStart > largestItem) return 'outgrown'
      if (inString) {
        at = endOfString()
        continue
      }
      const c = text.charCodeAt(at)
      at++
      if (c === 0x22) {
        inString = true
        stringStart = at - 1
      } else if (c === 0x7b || c === 0x5b) {
        if (c === 0x5b && mode === 'object' && depth === 1 && key === '"entry"' && isBundleSoFar()) {
          head += `${text.slice(itemStart, at)}`
          bundle = true
          mode = 'entries'
        } else {
          depth++
          if (depth > deepest) deep = true
        }
      } else if (c === 0x7d || c === 0x5d) {
        depth--
        if (depth <= 0) return 'closed'
      }
    }
    return 'ran-out'
  }

  const blank = (c: number) => c === 0x20 || c === 0x0a || c === 0x0d || c === 0x09 || c === 0x2c || c === 0xfeff

  /** Where the string being read ends: behind its closing quote, or at the end of the text so far. */
  function endOfString(): number {
    let here = at
    while (here < text.length) {
      if (escaped) {
        escaped = false
        here++
        continue
      }
      const c = text.charCodeAt(here)
      here++
      if (c === 0x5c) escaped = true
      else if (c === 0x22) {
        inString = false
        if (mode === 'object' && depth === 1) key = text.slice(stringStart, here)
        return here
      }
    }
    return here
  }

  function* handle(event: 'closed' | 'stray' | 'outgrown'): Generator<Scanned> {
    if (event === 'closed') yield* closeItem()
    else if (event === 'outgrown') yield* outgrown()
    else {
      const next = text.slice(at).search(mode === 'entries' ? /[{\]]/ : /\{/)
      at = next < 0 ? text.length : at + next
      if (!strayTold) yield* tell('not-json', 'is no object')
      if (!strayTold && mode === 'entries') entries++
      strayTold = true
    }
  }

  /** An item has no end in sight: perhaps its brackets are broken. Goes on inside it, or lets its text go and waits for its end. */
  function* outgrown(): Generator<Scanned> {
    if (!overlong && freshStart()) {
      yield* tell('too-large', `is larger than ${largestItem / 1_000_000} MB, or its end is missing`)
      count(mode === 'entry')
      return
    }
    overlong = true
    itemStart = at
  }

  const isBundleSoFar = () => {
    const named = /"resourceType"\s*:\s*"([A-Za-z]*)"/.exec(head + text.slice(itemStart, at))
    return named === null || named[1] === 'Bundle'
  }

  return {
    *push(piece) {
      text += piece
      for (let event = advance(); event !== 'ran-out'; event = advance()) yield* handle(event)
      forget()
    },
    *end() {
      for (;;) {
        for (let event = advance(); event !== 'ran-out'; event = advance()) yield* handle(event)
        if (mode === 'between') break
        if (mode === 'entries') {
          yield* tell('cut-off', 'ends before its list of entries does', 'entry')
          break
        }
        if (bundle && mode === 'object') {
          yield* tell('cut-off', 'ends before it is complete', '')
          break
        }
        yield* tell('cut-off', 'ends before it is complete')
        if (!freshStart()) break
        count(mode === 'entry')
      }
      if (items === 0 && problems === 0 && entries === 0 && mode === 'between') {
        yield* tell('not-fhir', 'holds no resource', '')
      }
    },
  }
}

/** An entry that stands outside its list, behind a bracket too many. */
const isLooseEntry = (value: unknown) =>
  isObject(value) && !Object.hasOwn(value, 'resourceType') && Object.hasOwn(value, 'resource')

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
