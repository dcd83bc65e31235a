import { globSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { fuzzX12, numbersOf, readWhole } from '../../../test/x12-fuzz.ts'
import { reasonsAgainst } from './envelope.ts'
import { isFault } from './read-segments.ts'
import { checkFile, setsOf } from './read-sets.ts'
import { rewriteSegments } from './write-segments.ts'

const folder = `${import.meta.dirname}/corpus`
const samples = globSync('*/*', { cwd: folder })
  .map(file => file.replaceAll('\\', '/'))
  .sort()
  .map(file => ({ file, bytes: new Uint8Array(readFileSync(`${folder}/${file}`)) }))
const small = samples.filter(one => one.bytes.length < 5000)

/** One line of golden.txt: segments, usable sets of all sets, guides, and each code of a fault as often as it was told. */
function lineOf({ file, bytes }: (typeof samples)[number]): string {
  const check = checkFile([bytes])
  const usable = check.sets.filter(set => reasonsAgainst(set, check.fileFaults).length === 0)
  const codes = new Map<string, number>()
  for (const { level, code } of check.faults) codes.set(`${level} ${code}`, (codes.get(`${level} ${code}`) ?? 0) + 1)
  const guides = [...new Set(check.sets.map(set => `${set.id} ${set.version}`))]
  const faults = [...codes].map(([code, times]) => (times === 1 ? code : `${code} x${times}`))
  return [file, check.segments, `${usable.length}/${check.sets.length}`, guides.join(', '), faults.join(', ')].join(
    ' | ',
  )
}

describe('the public samples', () => {
  it('are read, or refused with the reason that was found in them by eye', () => {
    const golden = readFileSync(`${folder}/golden.txt`, 'utf8').split('\n').filter(Boolean)
    expect(samples.map(lineOf)).toEqual(golden)
  })

  it('are written back byte for byte', () => {
    const lost = new TextDecoder('latin1')
    const otherwise = samples.filter(({ bytes }) => {
      const again = rewriteSegments(readWhole(bytes, []).segments)
      const rest = lost.decode(bytes.subarray(again.length)).trim()
      return rest !== '' || !again.every((byte, at) => byte === bytes[at])
    })
    // These begin with a page of prose, which is no segment.
    expect(otherwise.map(one => one.file)).toEqual([
      '276/stupidedi__X212_HR276_Health_Ca_case_1.edi',
      '835/stupidedi__X221_HP835_Health_Ca_case_1.edi',
      '835/stupidedi__X221_HP835_Health_Ca_case_2.edi',
      '837p/stupidedi__X222_HC837_Health_Ca_case_1.edi',
    ])
  })

  it('give the same segments and faults byte by byte as whole', () => {
    for (const { file, bytes } of small) {
      const single = readWhole(bytes, Array<number>(bytes.length).fill(1))
      expect(single.told, file).toEqual(readWhole(bytes, []).told)
    }
  })

  it('give the same cut in two at any byte', () => {
    for (const { file, bytes } of small.filter(one => one.bytes.length < 620)) {
      const whole = JSON.stringify(readWhole(bytes, []).told)
      for (let cut = 1; cut < bytes.length; cut++) {
        if (JSON.stringify(readWhole(bytes, [cut]).told) !== whole) expect.fail(`${file} cut at ${cut}`)
      }
    }
  })

  it('give the same in chunks of any sizes, the large ones too', () => {
    const next = numbersOf(12)
    for (const { file, bytes } of samples.filter(one => one.bytes.length >= 5000)) {
      const whole = readWhole(bytes, [])
      const sizes = Array.from({ length: 2000 }, () => 1 + Math.floor(next() * 900))
      const pieces = readWhole(bytes, sizes)
      expect(pieces.segments.length, file).toBe(whole.segments.length)
      expect(
        pieces.told.every((one, n) => JSON.stringify(one) === JSON.stringify(whole.told[n])),
        file,
      ).toBe(true)
    }
  })

  it('cut off at any byte are no use, and say so', () => {
    const astray: string[] = []
    for (const { file, bytes } of small.filter(one => one.bytes.length < 2000)) {
      // Without the terminator alone, and without what stands behind it, a file is still whole.
      const text = new TextDecoder('latin1').decode(bytes).trimEnd()
      for (let cut = 0; cut < text.length - 1; cut++) {
        const check = checkFile([bytes.subarray(0, cut)])
        const usable = check.sets.some(set => reasonsAgainst(set, check.fileFaults).length === 0)
        if (check.faults.length === 0 || usable) astray.push(`${file} cut at ${cut}`)
      }
    }
    expect(astray).toEqual([])
  })

  it('hand out each usable set with its segments', () => {
    for (const { file, bytes } of samples) {
      const check = checkFile([bytes])
      const usable = check.sets.filter(set => reasonsAgainst(set, check.fileFaults).length === 0)
      const given = [...setsOf(bytes, check)]
      expect(
        given.map(({ set }) => set),
        file,
      ).toEqual(usable)
      for (const { set, segments } of given) {
        expect(segments.length).toBe(set.segments)
        expect([segments[0]?.id, segments.at(-1)?.id]).toEqual(['ST', 'SE'])
      }
    }
  })
})

describe('spoilt files', () => {
  it('never throw, and read the same in pieces as whole', () => {
    const corpus = samples.map(one => one.bytes)
    for (let seed = 1; seed <= 1500; seed++) fuzzX12(seed, corpus)
  })

  it('of nothing but noise are refused', () => {
    const next = numbersOf(7)
    for (let n = 0; n < 300; n++) {
      const bytes = Uint8Array.from({ length: Math.floor(next() * 3000) }, () => Math.floor(next() * 256))
      const { told } = readWhole(bytes, [])
      expect(told.every(isFault)).toBe(true)
      expect(told.some(one => isFault(one) && one.level === 'file')).toBe(true)
    }
  })
})
