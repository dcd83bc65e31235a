import { expect, it } from 'vitest'
import { lineChanges } from './line-changes.ts'

const said = (before: string, after: string) =>
  lineChanges(before.split(' ').filter(Boolean), after.split(' ').filter(Boolean)).map(
    one => (one.did === 'added' ? '+' : '-') + one.text,
  )

it('says what was added and what is gone, in reading order', () => {
  expect(said('a b c', 'a b c')).toEqual([])
  expect(said('', 'a b')).toEqual(['+a', '+b'])
  expect(said('a b', '')).toEqual(['-a', '-b'])
  expect(said('a b c', 'a x c')).toEqual(['-b', '+x'])
  expect(said('a b c', 'b c d')).toEqual(['-a', '+d'])
})

it('shows a step that changed its place, and a line that stands twice', () => {
  expect(said('a b c', 'c a b')).toEqual(['+c', '-c'])
  expect(said('a a', 'a')).toEqual(['-a'])
})

it('explains every pair: what was, less what is gone, with what was added, is what is', () => {
  const random = (seed: number) => Array.from({ length: seed % 7 }, (_, n) => 'abc'[(seed * (n + 3) * 7) % 3]!)
  for (let seed = 0; seed < 200; seed++) {
    const [before, after] = [random(seed), random(seed * 13 + 5)]
    const changes = lineChanges(before, after)
    const count = (lines: readonly string[], line: string) => lines.filter(one => one === line).length
    for (const line of 'abc') {
      const added = changes.filter(one => one.did === 'added' && one.text === line).length
      const gone = changes.filter(one => one.did === 'gone' && one.text === line).length
      expect(count(before, line) - gone + added).toBe(count(after, line))
    }
  }
})
