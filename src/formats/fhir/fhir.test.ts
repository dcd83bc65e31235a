import { createReadStream, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { decode } from './decode.ts'
import { readResource } from './resources.ts'
import { type Scanned, scan } from './scan.ts'

const corpus = (name: string) => new URL(`corpus/${name}`, import.meta.url)

async function read(name: string) {
  const found: Scanned[] = []
  for await (const one of decode(createReadStream(corpus(name)))) found.push(one)
  return found
}
const types = (found: Scanned[]) => found.flatMap(one => (one.kind === 'resource' ? [one.resourceType] : []))
const faults = (found: Scanned[]) =>
  found.flatMap(one => (one.kind === 'problem' ? [`${one.problem.path}: ${one.problem.code}`] : []))
const data = (found: Scanned[]) =>
  found.flatMap(one => (one.kind === 'resource' ? [readResource(one.resource, one.path)] : []))

const allOfWhole = [
  'Patient',
  'Organization',
  'Practitioner',
  'Encounter',
  'Coverage',
  'ExplanationOfBenefit',
  'Observation',
]

it('reads a sound bundle resource by resource, with the path and full url of each', async () => {
  const found = await read('whole.json')
  expect(types(found)).toEqual(allOfWhole)
  expect(found[1]).toMatchObject({
    path: 'entry[1].resource',
    fullUrl: 'urn:uuid:00000000-0000-4000-8000-0000000000f1',
  })
  const read0 = data(found)[0]!
  expect(read0.problems).toEqual([])
  expect(read0.data).toMatchObject({
    type: 'Patient',
    names: [
      { use: 'official', family: 'Sample-Ortíz', given: 'Ana', middle: 'Lucía' },
      { use: 'maiden', family: 'Example' },
      { use: 'nickname', family: 'Annie', given: '' },
    ],
    telecom: [{ system: 'phone', use: 'mobile', value: '(555) 010-0142' }],
    addresses: [{ line1: '12 Sample Street', line2: 'Apt 4', city: 'Springfield' }],
    gender: 'female',
    birthDate: '1971-04-12',
    languages: ['es'],
    deceased: false,
  })
  expect(data(found)[3]!.data).toMatchObject({
    type: 'Encounter',
    what: 'Follow-up visit',
    start: '2026-03-02T14:00:00Z',
    practitioners: [{ reference: 'urn:uuid:00000000-0000-4000-8000-0000000000d1' }],
  })
})

it('cuts the same resources out however the bytes are cut into pieces', () => {
  const text = readFileSync(corpus('whole.json'), 'utf8')
  const whole = [...scan([text])]
  for (const size of [1, 7, 64, 1000]) {
    const pieces = Array.from({ length: Math.ceil(text.length / size) }, (_, n) => text.slice(n * size, (n + 1) * size))
    expect([...scan(pieces)]).toEqual(whole)
  }
})

it('takes what stands before the place where a file is cut off', async () => {
  const found = await read('cut-off.fhir')
  expect(types(found)).toEqual(allOfWhole.slice(0, 5))
  expect(faults(found)).toEqual(['entry[5]: cut-off'])
})

it('loses one broken entry and no other', async () => {
  const found = await read('bad-entry.fhir')
  expect(types(found)).toEqual(allOfWhole)
  expect(faults(found)).toEqual(['entry[2]: not-json'])
})

it.each([['bracket-missing.fhir'], ['bracket-too-many.fhir']])('goes on behind broken brackets: %s', async name => {
  const found = await read(name)
  expect(types(found)).toEqual(
    expect.arrayContaining(['Patient', 'Practitioner', 'Encounter', 'Coverage', 'Observation']),
  )
  expect(faults(found).length).toBeGreaterThan(0)
})

it('names the path of every value of a wrong type, and reads the rest', async () => {
  const found = await read('wrong-types.json')
  expect(faults(found)).toEqual([
    'entry[2]: not-json',
    'entry[3].resource: missing',
    'entry[4].resource.resourceType: not-fhir',
  ])
  const results = data(found)
  expect(results[0]!.data).toMatchObject({
    names: [{ family: 'Typed' }],
    birthDate: null,
    gender: 'unknown',
    telecom: [],
  })
  expect(results[0]!.problems.map(one => one.path)).toEqual([
    'entry[0].resource.gender',
    'entry[0].resource.communication[0].language.coding[0].code',
    'entry[0].resource.telecom',
    'entry[0].resource.address[0]',
    'entry[0].resource.birthDate',
  ])
  expect(results[1]).toMatchObject({
    data: null,
    problems: [{ path: 'entry[1].resource.name', code: 'wrong-type' }, { code: 'missing' }],
  })
  expect(results.slice(2).map(one => one.problems.map(problem => `${problem.path} ${problem.message}`))).toEqual([
    ['entry[5].resource.period.start must be a moment such as 2026-11-24T10:07:00-05:00'],
    ['entry[6].resource.period.start has no time of day'],
    ['entry[7].resource.birthDate must be a date such as 1971-04-12'],
    ['entry[8].resource.birthDate is no whole date'],
  ])
})

it('reads lines of resources, and loses only the broken line', async () => {
  const found = await read('lines.ndjson')
  expect(data(found).map(one => one.data)).toMatchObject([
    { names: [{ given: 'One' }] },
    { names: [{ given: 'Three' }] },
  ])
  expect(faults(found).length).toBe(1)
})

it('reads a single resource, and text with a byte order mark', async () => {
  expect(data(await read('single.json'))).toMatchObject([{ data: { names: [{ family: 'Single' }] }, problems: [] }])
  expect(data(await read('byte-order-mark.fhir'))).toMatchObject([{ data: { names: [{ family: 'Marked' }] } }])
})

it('refuses other encodings as a whole, since a name read wrongly is a wrong name', async () => {
  for (const name of ['latin1.fhir', 'utf16.fhir']) {
    const found = await read(name)
    expect(types(found)).toEqual([])
    expect(faults(found)[0]).toBe(': not-utf8')
  }
})

it('says that a file holds no FHIR', async () => {
  expect(faults(await read('not-fhir.json'))).toEqual(['resourceType: not-fhir'])
  expect(faults(await read('nothing.fhir'))).toEqual([': not-fhir'])
})

it('reads keys such as __proto__ as keys, and inherits nothing', async () => {
  const [one] = data(await read('proto-keys.fhir'))
  expect(one!.data).toMatchObject({ names: [{ family: 'Own', given: 'Property', use: null }] })
  expect(({} as Record<string, unknown>).polluted).toBeUndefined()
})

it('refuses deep nesting without running out of stack, and reads the neighbours', () => {
  const deep = `${'{"extension":['.repeat(50_000)}${']}'.repeat(50_000)}`
  const sound = '{"resource":{"resourceType":"Patient","name":[{"family":"Sound"}]}}'
  const found = [...scan([`{"resourceType":"Bundle","entry":[${sound},{"resource":${deep}},${sound}]}`])]
  expect(types(found)).toEqual(['Patient', 'Patient'])
  expect(faults(found)).toEqual(['entry[1]: too-deep'])
})

it('holds one entry at a time: a hundred thousand entries stay within bounds', () => {
  const entry = `{"fullUrl":"urn:uuid:x","resource":{"resourceType":"Observation","note":"${'n'.repeat(500)}"}}`
  function* pieces() {
    yield '{"resourceType":"Bundle","type":"collection","entry":['
    for (let n = 0; n < 100_000; n++) yield n === 0 ? entry : `,${entry}`
    yield ']}'
  }
  const before = process.memoryUsage().heapUsed
  let count = 0
  let most = 0
  for (const one of scan(pieces())) {
    if (one.kind === 'resource') count++
    if (count % 5_000 === 0) most = Math.max(most, process.memoryUsage().heapUsed - before)
  }
  expect(count).toBe(100_000)
  expect(most).toBeLessThan(200_000_000)
})

it('lets an entry without end go, and does not keep its text', () => {
  function* pieces() {
    yield '{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Binary","data":"'
    for (let n = 0; n < 200; n++) yield 'A'.repeat(100_000)
    yield '"}},{"resource":{"resourceType":"Patient","name":[{"family":"After"}]}}]}'
  }
  const found = [...scan(pieces())]
  expect(types(found)).toEqual(['Patient'])
  expect(faults(found)).toEqual(['entry[0]: too-large'])
})

it('tells a flood of faults once, not a hundred thousand times', () => {
  const found = [...scan([`{"resourceType":"Bundle","entry":[${'{"resource":5},'.repeat(100_000)}{}]}`])]
  expect(found.length).toBeLessThan(1_100)
})

it('answers any damage with resources and problems, never an exception', () => {
  const text = readFileSync(corpus('whole.json'), 'utf8')
  const damage = fc.array(
    fc.record({
      at: fc.nat(text.length),
      cut: fc.nat(40),
      put: fc.string({ unit: fc.constantFrom(...'{}[]",:\\x\n0'), maxLength: 6 }),
    }),
    { minLength: 1, maxLength: 5 },
  )
  fc.assert(
    fc.property(damage, fc.nat(text.length), (wounds, end) => {
      let hurt = text
      for (const { at, cut, put } of wounds) hurt = hurt.slice(0, at) + put + hurt.slice(at + cut)
      for (const version of [hurt, hurt.slice(0, end)]) {
        for (const one of scan([version])) {
          if (one.kind === 'resource') readResource(one.resource, one.path)
        }
      }
    }),
    { numRuns: 400, seed: 11 },
  )
})

it('reads any JSON at all as a resource without an exception', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('Patient', 'Practitioner', 'Organization', 'Location', 'Encounter', 'Coverage'),
      fc.dictionary(
        fc.constantFrom(
          'name',
          'telecom',
          'address',
          'identifier',
          'period',
          'subject',
          'participant',
          'type',
          'class',
          'status',
          'id',
          'communication',
          'birthDate',
          'payor',
        ),
        fc.jsonValue({ maxDepth: 4 }),
      ),
      (resourceType, fields) => {
        const { data: result, problems } = readResource({ ...(fields as object), resourceType }, 'x')
        expect(result === null ? problems.length : 1).toBeGreaterThan(0)
      },
    ),
    { numRuns: 500, seed: 12 },
  )
})
