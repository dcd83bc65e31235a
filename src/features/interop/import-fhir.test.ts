import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, it } from 'vitest'
import { openWorld, type World } from '../../../test/world.ts'
import type { Id } from '../../core/id.ts'
import { doInside } from '../../platform/do-inside.ts'
import * as patients from '../patients/contract.ts'
import { type ImportAsk, importFhir } from './import-fhir.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'anteroom-import-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const corpus = (name: string) => fileURLToPath(new URL(`../../formats/fhir/corpus/${name}`, import.meta.url))
let written = 0
/** Writes a file to import; objects as JSON. */
const file = (content: unknown, name = `file-${written++}.json`) => {
  const at = path.join(folder, name)
  writeFileSync(at, typeof content === 'string' ? content : JSON.stringify(content))
  return at
}
const take = (world: World, paths: string[], ask?: ImportAsk) => importFhir(world.app, world.practice, paths, ask)
const rows = <T>(world: World, text: string) => world.asOwner<T>(text.replace('$practice', `'${world.practice}'`))
const names = async (world: World) =>
  (
    await rows<{ name: string }>(
      world,
      `select concat_ws(' ', given, family) as name from patients.patient where practice_id = $practice order by 1`,
    )
  ).map(row => row.name)
const quarantined = (world: World) =>
  rows<{ extent: string; path: string; code: string; kept_as: string; file_name: string }>(
    world,
    'select extent, path, code, kept_as, file_name from interop.quarantine where practice_id = $practice order by id',
  )
const bundle = (...resources: object[]) => ({
  resourceType: 'Bundle',
  type: 'transaction',
  entry: resources.map(resource => ({ resource })),
})
const someone = (id: string, more: object = {}) => ({
  resourceType: 'Patient',
  id,
  name: [{ family: 'Importtest', given: [`P${id}`] }],
  birthDate: '1980-01-02',
  gender: 'female',
  ...more,
})

it('takes a whole bundle: patient, visit, outside people, coverages', async () => {
  const world = await openWorld()
  const report = await take(world, [corpus('whole.json')])
  expect(report.files).toMatchObject([{ name: 'whole.json', state: 'whole', resources: 7, problems: 0, keptAs: null }])
  const [patient] = await rows<Record<string, unknown>>(
    world,
    `select family, given, middle, former_family, preferred_name, birth_date, sex, language, (select e164 from patients.phone f where f.patient_id = p.id) as phone,
            (select line1 || ', ' || line2 from patients.address a where a.patient_id = p.id) as address
       from patients.patient p where practice_id = $practice`,
  )
  expect(patient).toEqual({
    family: 'Sample-Ortíz',
    given: 'Ana',
    middle: 'Lucía',
    former_family: 'Example',
    preferred_name: 'Annie',
    birth_date: '1971-04-12',
    sex: 'F',
    language: 'es',
    phone: '+15550100142',
    address: '12 Sample Street, Apt 4',
  })
  expect(
    await rows(world, `select what, note, state, origin, starts_at from schedule.visit where practice_id = $practice`),
  ).toEqual([
    {
      what: 'Follow-up visit',
      note: 'Dr. Robin Example, Sample Street Hospital',
      state: 'checked-out',
      origin: 'import',
      starts_at: '2026-03-02T14:00:00Z',
    },
  ])
  expect(await rows(world, 'select name, npi from interop.party where practice_id = $practice order by 1')).toEqual([
    { name: 'Dr. Robin Example', npi: '1234567893' },
    { name: 'Sample Street Hospital', npi: null },
  ])
  expect(
    await rows(
      world,
      `select body #>> '{payor,0,display}' as payer from interop.kept_resource where practice_id = $practice order by 1`,
    ),
  ).toEqual([{ payer: 'Sample Contained Plan' }, { payer: 'Sample Health Plan' }])
  expect(report.types.Observation!.left).toEqual({
    'clinical: belongs into the health record, not to the front desk': 1,
  })
  const [line] = await rows<{ patients: string[] }>(
    world,
    `select patients from platform.audit_line where practice_id = $practice and deed = 'interop.import-fhir' limit 1`,
  )
  expect(line!.patients).toHaveLength(1)
})

it('takes what is sound of each broken file, and quarantines the rest with its path and the file', async () => {
  const world = await openWorld()
  const broken = [
    'cut-off.fhir',
    'bad-entry.fhir',
    'bracket-missing.fhir',
    'lines.ndjson',
    'latin1.fhir',
    'not-fhir.json',
  ]
  const report = await take(world, broken.map(corpus))
  expect(report.files.map(one => [one.name, one.state])).toEqual([
    ['cut-off.fhir', 'partly'],
    ['bad-entry.fhir', 'partly'],
    ['bracket-missing.fhir', 'partly'],
    ['lines.ndjson', 'partly'],
    ['latin1.fhir', 'nothing'],
    ['not-fhir.json', 'nothing'],
  ])
  expect(await names(world)).toEqual(expect.arrayContaining(['Ana Sample-Ortíz', 'Three Line']))
  const kept = await quarantined(world)
  expect(kept.map(one => [one.file_name, one.path, one.code])).toEqual(
    expect.arrayContaining([
      ['cut-off.fhir', 'entry[5]', 'cut-off'],
      ['bad-entry.fhir', 'entry[2]', 'not-json'],
      ['latin1.fhir', '', 'not-utf8'],
    ]),
  )
  const copy = path.join(world.app.dataFolder, kept[0]!.kept_as)
  expect(readFileSync(copy)).toEqual(readFileSync(corpus('cut-off.fhir')))
  expect(statSync(copy).mode & 0o077).toBe(0)
  await take(world, broken.map(corpus))
  expect(await quarantined(world)).toHaveLength(kept.length)
})

it('reads wrong types as absent, names their paths, and takes the rest', async () => {
  const world = await openWorld()
  const report = await take(world, [corpus('wrong-types.json')])
  expect(
    await rows(world, 'select family, birth_date from patients.patient where practice_id = $practice order by 1'),
  ).toEqual([
    { family: 'Half', birth_date: null },
    { family: 'Leap', birth_date: null },
    { family: 'Typed', birth_date: null },
  ])
  expect(report.types.Encounter).toMatchObject({ quarantined: 2, new: 0 })
  const paths = (await quarantined(world)).map(one => `${one.extent} ${one.path}`)
  expect(paths).toEqual(
    expect.arrayContaining([
      'field entry[0].resource.birthDate',
      'entry entry[1].resource.name',
      'entry entry[3].resource',
      'entry entry[5].resource.period.start',
    ]),
  )
})

it('tells a contradiction and a reference to nobody, and takes neither', async () => {
  const world = await openWorld()
  const report = await take(world, [corpus('references.json')])
  expect(report.types.Patient).toMatchObject({ seen: 2, new: 1, quarantined: 1 })
  expect(report.types.Encounter).toMatchObject({ seen: 2, new: 1, quarantined: 1 })
  expect((await quarantined(world)).map(one => [one.path, one.code])).toEqual([
    ['entry[1].resource', 'contradiction'],
    ['entry[2].resource.subject', 'unknown-reference'],
  ])
  expect(report.withoutThese).toEqual({ 'a practitioner who is nowhere in these files': 1 })
})

it('finds the patient of an encounter in another file, whichever is read first', async () => {
  const world = await openWorld()
  const id = '00000000-0000-4000-8000-00000000aa01'
  const encounter = file(
    bundle({
      resourceType: 'Encounter',
      id: 'e1',
      status: 'finished',
      subject: { reference: `Patient/${id}` },
      period: { start: '2026-01-05T10:00:00Z' },
    }),
    'a-visits.json',
  )
  const report = await take(world, [encounter, file(someone(id), 'b-patient.json')])
  expect(report.types.Encounter).toMatchObject({ new: 1 })
})

it('changes what changed over there, and leaves what the desk corrected here', async () => {
  const world = await openWorld()
  const id = '00000000-0000-4000-8000-00000000aa02'
  const phone = (value: string) => [{ system: 'phone', value, use: 'home' }]
  await take(world, [file(someone(id, { telecom: phone('(555) 010-0111') }))])
  const [{ id: patient }] = (await rows<{ id: Id<'patient'> }>(
    world,
    'select id from patients.patient where practice_id = $practice',
  )) as [{ id: Id<'patient'> }]
  await world.inside(ctx =>
    doInside(ctx, patients.changePatient, {
      patient,
      version: 1,
      changes: { given: 'Corrected', preferred: 'Corrie' },
    }),
  )
  const report = await take(world, [
    file(someone(id, { birthDate: '1981-01-02', telecom: [...phone('(555) 010-0111'), ...phone('(555) 010-0112')] })),
  ])
  expect(report.types.Patient).toMatchObject({ new: 0, updated: 1 })
  const card = await world.inside(ctx => doInside(ctx, patients.patientCard, { patient }))
  expect(card).toMatchObject({ given: 'Corrected', preferred: 'Corrie', birthDate: '1981-01-02' })
  expect(card.phones.map(one => one.number).sort()).toEqual(['+15550100111', '+15550100112'])
  const again = await take(world, [
    file(someone(id, { birthDate: '1981-01-02', telecom: [...phone('(555) 010-0111'), ...phone('(555) 010-0112')] })),
  ])
  expect(again.types.Patient).toMatchObject({ unchanged: 1, updated: 0 })
})

it('finds a patient of ours by a number of theirs, and reports likeness without believing it', async () => {
  const world = await openWorld()
  const mrn = { identifier: [{ system: 'https://example.org/records', value: 'MRN-77' }] }
  await take(world, [file(someone('17', mrn))], { source: 'north' })
  const south = await take(world, [file(someone('99', mrn))], { source: 'south' })
  expect(south.types.Patient).toMatchObject({ matched: 1, new: 0 })
  const twin = await take(world, [file(someone('17', { name: [{ family: 'Importtest', given: ['P17'] }] }))], {
    source: 'west',
  })
  expect(twin.types.Patient).toMatchObject({ new: 1 })
  expect(twin.possibleDoubles).toHaveLength(1)
  expect(await names(world)).toEqual(['P17 Importtest', 'P17 Importtest'])
})

it('puts visits to the survivor when the patient was merged since', async () => {
  const world = await openWorld()
  const [a, b] = ['00000000-0000-4000-8000-00000000aa03', '00000000-0000-4000-8000-00000000aa04']
  await take(world, [
    file(
      bundle(someone(a!), someone(b!, { name: [{ family: 'Otherwise', given: ['Called'] }], birthDate: '1950-03-03' })),
    ),
  ])
  const found = await rows<{ id: Id<'patient'>; family: string }>(
    world,
    'select id, family from patients.patient where practice_id = $practice',
  )
  const from = found.find(one => one.family === 'Importtest')!.id
  const into = found.find(one => one.family === 'Otherwise')!.id
  await world.inside(ctx => doInside(ctx, patients.mergePatients, { from, into }))
  await take(world, [
    file(
      bundle(someone(a!), {
        resourceType: 'Encounter',
        id: 'e9',
        status: 'finished',
        subject: { reference: `urn:uuid:${a}` },
        period: { start: '2026-01-05T10:00:00Z', end: '2026-01-05T10:20:00Z' },
      }),
    ),
  ])
  expect(await rows(world, 'select patient_id from schedule.appointment where practice_id = $practice')).toEqual([
    { patient_id: into },
  ])
})

it('leaves what is not over, what lies ahead, and records that say they are not in use', async () => {
  const world = await openWorld()
  const id = '00000000-0000-4000-8000-00000000aa05'
  const visit = (n: string, status: string, start: string) => ({
    resourceType: 'Encounter',
    id: n,
    status,
    subject: { reference: `Patient/${id}` },
    period: { start },
  })
  const report = await take(world, [
    file(
      bundle(
        someone(id),
        someone('gone', { active: false }),
        visit('1', 'planned', '2026-12-24T10:00:00Z'),
        visit('2', 'finished', '2027-01-01T10:00:00Z'),
        visit('3', 'cancelled', '2026-01-01T10:00:00Z'),
      ),
    ),
  ])
  expect(report.types.Patient!.left).toEqual({ 'says of itself that it is no longer in use': 1 })
  expect(report.types.Encounter).toMatchObject({ new: 1, left: { 'is planned, not over': 1, 'lies in the future': 1 } })
})

it('takes hostile input as what it is', async () => {
  const world = await openWorld()
  const deep = `${'['.repeat(5_000)}${']'.repeat(5_000)}`
  const report = await take(world, [
    corpus('proto-keys.fhir'),
    file(`{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Patient","name":${deep}}}]}`),
    file(someone('nul', { name: [{ family: 'Nul\u0000Byte', given: ['X'] }] })),
    file(someone('sql', { name: [{ family: "Robert'); drop table patients.patient;--", given: ['Bobby'] }] })),
    file(
      bundle(
        { ...someone('cov') },
        { resourceType: 'Coverage', id: 'c', beneficiary: { reference: 'Patient/cov' }, note: 'a\u0000b' },
      ),
    ),
  ])
  expect(report.types.Patient).toMatchObject({ new: 3, quarantined: 1 })
  expect(report.types.Coverage).toMatchObject({ quarantined: 1 })
  expect(await names(world)).toContain("Bobby Robert'); drop table patients.patient;--")
  expect(({} as Record<string, unknown>).polluted).toBeUndefined()
})

it('holds what it must of a hundred thousand entries', { timeout: 60_000 }, async () => {
  const world = await openWorld()
  const entry = JSON.stringify({ resource: { resourceType: 'Observation', note: 'n'.repeat(200) } })
  const at = path.join(folder, 'large.json')
  writeFileSync(at, `{"resourceType":"Bundle","entry":[${Array.from({ length: 100_000 }, () => entry).join(',')}]}`)
  const before = process.memoryUsage().heapUsed
  const report = await take(world, [at])
  expect(report.types.Observation!.seen).toBe(100_000)
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(300_000_000)
})

it('refuses a path that is not there and a second import at the same time', async () => {
  const world = await openWorld()
  await expect(take(world, [path.join(folder, 'nowhere')])).rejects.toMatchObject({ code: 'platform.not-found' })
  const both = await Promise.allSettled([1, 2].map(() => take(world, [corpus('whole.json')])))
  const refused = both.filter(one => one.status === 'rejected')
  expect(refused.length).toBeLessThanOrEqual(1)
  for (const one of refused) expect(one.reason).toMatchObject({ code: 'interop.import-running' })
  expect(await names(world)).toHaveLength(1)
  expect(existsSync(path.join(world.app.dataFolder, 'quarantine'))).toBe(false)
})

it('is seen by its own practice alone', async () => {
  const world = await openWorld()
  const neighbour = await world.neighbour()
  await take(world, [corpus('whole.json')])
  const theirs = await neighbour.inside(
    ctx => ctx.sql<{ n: number }>`
      select (select count(*) from interop.source_record) + (select count(*) from interop.party) + (select count(*) from interop.kept_resource) as n`,
  )
  expect(theirs[0]!.n).toBe(0)
  const report = await take(neighbour, [corpus('whole.json')])
  expect(report.types.Patient).toMatchObject({ new: 1 })
})
