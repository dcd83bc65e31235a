import { isolated } from '../../core/bidi.ts'
import { en } from './en.ts'

// A leaf is a text with {holes}, or its plural forms chosen by the hole n. Everything else is a section.
type Plural = { readonly one: string; readonly other: string }
type Leaf = string | Plural

/** Every path to a text: 'kit.close', 'schedule.board.visits'. */
export type WordPath = PathsOf<typeof en>
type PathsOf<T, Start extends string = ''> = {
  [K in keyof T & string]: T[K] extends Leaf ? `${Start}${K}` : PathsOf<T[K], `${Start}${K}.`>
}[keyof T & string]

type At<T, P extends string> = P extends `${infer Head}.${infer Rest}`
  ? Head extends keyof T
    ? At<T[Head], Rest>
    : never
  : P extends keyof T
    ? T[P]
    : never
type Holes<S> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | Holes<Rest> : never
type HolesOf<L> = L extends Plural ? 'n' | Holes<L['one']> | Holes<L['other']> : Holes<L>
type VarsOf<P extends WordPath> = HolesOf<At<typeof en, P>>

const plurals = new Intl.PluralRules('en')

function leafAt(path: string): Leaf | undefined {
  let at: unknown = en
  for (const step of path.split('.')) at = (at as Record<string, unknown> | undefined)?.[step]
  return typeof at === 'string' || (typeof at === 'object' && at !== null && 'one' in at && 'other' in at)
    ? (at as Leaf)
    : undefined
}

const grouped = new Intl.NumberFormat('en-US')
// Long counts are grouped; a year or a room number given as a number is left alone. A name in another script keeps to itself.
const sayVar = (value: unknown) =>
  typeof value === 'number' && value >= 10_000 ? grouped.format(value) : isolated(String(value))

function fill(leaf: Leaf, vars: Record<string, unknown>): string {
  const text = typeof leaf === 'string' ? leaf : plurals.select(Number(vars.n)) === 'one' ? leaf.one : leaf.other
  return text.replace(/\{(\w+)\}/g, (hole, name: string) => (name in vars ? sayVar(vars[name]) : hole))
}

/** The text at a path, its holes filled: `t('schedule.board.visits', { n: 61 })`. A misspelt path or a forgotten hole is a type error. */
export function t<P extends WordPath>(
  path: P,
  ...rest: [VarsOf<P>] extends [never] ? [] : [vars: Record<VarsOf<P>, string | number>]
): string {
  const leaf = leafAt(path)
  return leaf === undefined ? path : fill(leaf, rest[0] ?? {})
}

/** The text for a path that is only known at run time (a code from the server), or undefined when there is none. */
export function wordAt(path: string, vars: Record<string, unknown> = {}): string | undefined {
  const leaf = leafAt(path)
  return leaf === undefined ? undefined : fill(leaf, vars)
}
