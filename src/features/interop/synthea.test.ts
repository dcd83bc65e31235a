import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { openWorld } from '../../../test/world.ts'
import { importFhir } from './import-fhir.ts'
import { reportLines } from './import-report.ts'

// Reads the public Synthea bundles that lie beside the repository; where they are absent there is nothing to read.
const samples = fileURLToPath(new URL('../../../../shared/samples/fhir', import.meta.url))
const here = existsSync(samples)
if (!here) console.info('Skipped: no Synthea bundles in ../shared/samples/fhir')

const slow = { timeout: 180_000 }

it.runIf(here)('takes the public Synthea bundles whole, and a second time without doubling', slow, async () => {
  const world = await openWorld()
  const count = async (from: string) =>
    (await world.asOwner<{ n: number }>(`select count(*)::int as n from ${from}`))[0]!.n
  const counts = async () => ({
    patients: await count('patients.patient'),
    visits: await count(`schedule.appointment where origin = 'import'`),
    parties: await count('interop.party'),
    coverages: await count('interop.kept_resource'),
    quarantined: await count('interop.quarantine'),
  })

  const first = await importFhir(world.app, world.practice, [samples])
  expect(first.files.filter(file => file.state !== 'whole')).toEqual([])
  expect(first.problems).toEqual([])
  const { Patient, Encounter, Practitioner, Organization } = first.types
  expect(Patient).toMatchObject({ seen: first.files.length - 1, new: Patient!.seen, quarantined: 0, left: {} })
  expect(Encounter).toMatchObject({ new: Encounter!.seen, quarantined: 0 })
  expect(Practitioner!.new + Practitioner!.repeated).toBe(Practitioner!.seen)
  expect(Organization!.new + Organization!.repeated).toBe(Organization!.seen)
  const coverages = first.types['Coverage (in claims)']!
  expect(coverages.new + coverages.repeated).toBe(coverages.seen)
  expect(await counts()).toEqual({
    patients: Patient!.new,
    visits: Encounter!.new,
    parties: Practitioner!.new + Organization!.new,
    coverages: coverages.new,
    quarantined: 0,
  })
  // Synthea's NPIs are made-up numbers, and nobody's social security number is kept.
  expect(await count('interop.party where npi is not null')).toBe(0)
  expect(await count(`patients.identifier where system like '%ssn%' or value ~ '^999-'`)).toBe(0)
  expect(await count(`schedule.appointment where origin = 'import' and note = ''`)).toBe(0)
  expect(reportLines(first).join('\n')).toContain('social security number is not kept')

  const before = await counts()
  const second = await importFhir(world.app, world.practice, [samples])
  expect(await counts()).toEqual(before)
  for (const [type, of] of Object.entries(second.types)) {
    expect({ type, new: of.new, updated: of.updated, quarantined: of.quarantined }).toEqual({
      type,
      new: 0,
      updated: 0,
      quarantined: 0,
    })
  }
  expect(second.types.Patient!.unchanged).toBe(Patient!.seen)
  expect(second.types.Encounter!.unchanged).toBe(Encounter!.seen)
})
