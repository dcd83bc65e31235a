import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Fault, Segment } from '../segment.ts'
import { checkSet } from './check.ts'
import { guideFor } from './index.ts'
import { sets, split } from './split.fixture.ts'

const corpus = join(import.meta.dirname, '../corpus')
const samples = readdirSync(corpus, { withFileTypes: true })
  .filter(one => one.isDirectory())
  .flatMap(({ name: set }) => readdirSync(join(corpus, set)).map(file => `${set}/${file}`))
  .sort()

const read = (sample: string) => sets(split(readFileSync(join(corpus, sample), 'utf8')))

function check(segments: Segment[], version: string): Fault[] | undefined {
  const guide = guideFor(segments[0]!.elements[0] ?? '', version)
  const faults: Fault[] = []
  if (guide) checkSet(guide, segments, { onFault: one => faults.push(one) })
  return guide && faults
}

/** One line for all faults of the same kind at the same element: how often, and in which segment of the file first. */
function lines(faults: readonly Fault[]): string[] {
  const kinds = Map.groupBy(faults, ({ code, place, facts }) => {
    const at = [place.element, place.repetition, place.component].map(one => one ?? '').join('.')
    return `${code} ${place.id}${at === '..' ? '' : `-${at}`.replace(/\.+$/, '')}${facts.missing ? ` (${facts.missing})` : ''}`
  })
  return [...kinds].map(([kind, found]) => `    ${kind} x${found.length} @${found[0]!.place.segment}`)
}

/** Files whose every set their makers meant to be right, and that are: nothing is found in them but notes (test numbers that are no NPI). */
const clean = [
  '270/lfh__demo-single-line.270',
  '270/lfh__dependent-health-benefit-check.270',
  '270/oopfactory__Example1_IG_0x1D.txt',
  '271/2_oopfactory__Example_3_1_2.txt',
  '271/lfh__demo.271',
  '271/lfh__dependent-health-benefit-check.271',
  '271/nodex12__271.edi',
  '276/stupidedi__X212_HR276_Health_Ca_case_1.edi',
  '277/lfh__demo.277',
  '277/stupidedi__provider-response.edi',
  '277ca/imsweb__x12_277CA_rejected.txt',
  '835/cove__emedny_sample.txt',
  '835/stupidedi__dollars-and-data-sent-together.edi',
  '835/stupidedi__multiple-claims-single-check.edi',
  '837p/lfh__demo.drug.example10.2.837',
  '837p/stupidedi__COB-claim-from-payer-a-to-payer-b-in-payer-to-payer.edi',
  '837p/stupidedi__anesthesia.edi',
  '837p/stupidedi__drug-administered-in-the-physician-office.edi',
  '999/imsweb__x12_999_accepted.txt',
  '999/stupidedi__response-to-functional-group-containing-3-837s.edi',
]

describe('the public samples', () => {
  it('have the faults that were looked at by eye, each in its place', async () => {
    const table = samples.map(sample => {
      const found = [...Map.groupBy(read(sample), one => `${one.segments[0]!.elements[0]} ${one.version}`)]
      return [
        sample,
        ...found.flatMap(([kind, all]) => {
          const checked = all.map(one => check(one.segments, one.version))
          const count = all.reduce((sum, one) => sum + one.segments.length, 0)
          const head = `  ${JSON.stringify(kind)}: ${all.length} sets, ${count} segments`
          return checked[0] ? [head, ...lines(checked.flatMap(one => one!))] : [`${head}, no guide`]
        }),
      ].join('\n')
    })
    await expect(`${table.join('\n')}\n`).toMatchFileSnapshot('samples.golden.txt')
  })

  it.each(clean)('%s is clean', sample => {
    for (const { version, segments } of read(sample)) {
      expect(check(segments, version)!.filter(fault => fault.level !== 'note')).toEqual([])
    }
  })

  it('are kept whole in the tree: every segment of a set stands in it once', () => {
    for (const sample of samples) {
      for (const { version, segments } of read(sample)) {
        const guide = guideFor(segments[0]!.elements[0] ?? '', version)
        if (!guide) continue
        const { tree } = checkSet(guide, segments)
        const kept: number[] = []
        const walk = (node: typeof tree) => {
          for (const one of node.own) kept.push(one.index)
          for (const child of node.children) walk(child)
        }
        walk(tree)
        expect(kept.sort((a, b) => a - b)).toEqual(segments.map(one => one.index))
      }
    }
  })

  it('never throw, however they are torn', () => {
    let seed = 7
    const random = (below: number) => {
      seed = (seed * 1103515245 + 12345) % 2147483648
      return seed % below
    }
    for (const sample of samples.filter(one => !one.includes('many_claims'))) {
      for (const { version, segments } of read(sample).slice(0, 3)) {
        const guide = guideFor(segments[0]!.elements[0] ?? '', version)
        for (let round = 0; guide && round < 20; round++) {
          const torn = [...segments]
          for (let n = 0; n < 3; n++) {
            const at = random(torn.length)
            const one = torn[at]
            if (!one) continue
            const kind = random(5)
            if (kind === 0) torn.splice(at, 1)
            else if (kind === 1) torn.splice(at, 0, one)
            else if (kind === 2) torn.splice(random(torn.length), 0, ...torn.splice(at, 1))
            else if (kind === 3) torn[at] = { ...one, elements: one.elements.slice(0, random(one.elements.length + 1)) }
            else torn[at] = { ...one, elements: one.elements.map(value => (random(3) ? value : `${value}:^-.é`)) }
          }
          expect(() => checkSet(guide, torn)).not.toThrow()
        }
      }
    }
  })
})
