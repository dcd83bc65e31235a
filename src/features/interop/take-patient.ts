import type { Id } from '../../core/id.ts'
import { Refusal } from '../../core/refusal.ts'
import type { PatientData } from '../../formats/fhir/resources.ts'
import type { Context } from '../../platform/context.ts'
import { doInside } from '../../platform/do-inside.ts'
import * as patients from '../patients/contract.ts'
import { patientByIdentifier } from '../patients/index.ts'
import type { Outcome } from './import-report.ts'
import {
  hashOf,
  type Item,
  knownSource,
  type Noted,
  presentPatient,
  type Run,
  rememberSource,
  stable,
} from './import-run.ts'
import { type MappedPatient, mapPatient } from './map-patient.ts'
import { sourceKey } from './source-key.ts'

/** Registers a patient of another system, or finds the one it became before. What changed over there since the last import is changed
 *  here; what the desk has changed here stays. */
export async function takePatient(ctx: Context, run: Run, item: Item, note: Noted): Promise<Outcome> {
  const data = item.data as PatientData
  if (!data.active) return { state: 'left', reason: 'says of itself that it is no longer in use' }
  const { patient: mapped, remarks } = mapPatient(data, { path: item.path, today: run.today, country: run.country })
  note.remarks.push(...remarks)
  const hash = hashOf(mapped)
  const key = sourceKey(item.origin) ?? firstIdentifier(mapped) ?? `content:${hash}`
  const known = await knownSource(ctx, 'Patient', key)
  if (known) {
    const patient = await presentPatient(ctx, known.ours)
    note.ours = patient
    if (!patient || known.hash === hash) return { state: 'unchanged' }
    const changed = await change(ctx, patient, known.mapped as unknown as MappedPatient, mapped, note, item.path)
    await rememberSource(ctx, { type: 'Patient', key, ours: known.ours, mapped, hash })
    return { state: changed ? 'updated' : 'unchanged' }
  }
  for (const { system, value } of mapped.identifiers) {
    const here = await patientByIdentifier(ctx, system, value)
    if (!here) continue
    note.ours = here.mergedInto ?? here.patient
    ctx.concerns([note.ours as Id<'patient'>])
    await rememberSource(ctx, { type: 'Patient', key, ours: note.ours, mapped, hash })
    return { state: 'matched' }
  }
  note.ours = await register(ctx, mapped, note)
  await rememberSource(ctx, { type: 'Patient', key, ours: note.ours, mapped, hash })
  return { state: 'new' }
}

const firstIdentifier = ({ identifiers: [first] }: MappedPatient) =>
  first ? `identifier:${first.system}|${first.value}`.slice(0, 500) : null

/** Registers; somebody very like is reported, never silently taken for the same: a wrong merge costs more than a merge to be made. */
async function register(ctx: Context, mapped: MappedPatient, note: Noted): Promise<Id<'patient'>> {
  try {
    return (await doInside(ctx, patients.registerPatient, mapped)).patient
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== patients.likelyDuplicate.code) throw error
    const like = error.facts.candidates as { id: Id<'patient'>; chart: string }[]
    const notADuplicateOf = like.map(one => one.id)
    const { patient, chart } = await doInside(ctx, patients.registerPatient, { ...mapped, notADuplicateOf })
    note.double = { chart, like: like.map(one => one.chart) }
    return patient
  }
}

const plainFields = [
  'family',
  'given',
  'middle',
  'suffix',
  'preferred',
  'formerFamily',
  'birthDate',
  'sex',
  'language',
  'email',
  'deceasedOn',
] as const

/** Carries over what differs between the two sayings of the source. Lists only grow: what the desk added stays. */
async function change(
  ctx: Context,
  patient: Id<'patient'>,
  before: MappedPatient,
  after: MappedPatient,
  note: Noted,
  path: string,
): Promise<boolean> {
  const changes: Record<string, unknown> = {}
  for (const field of plainFields) if (stable(before[field]) !== stable(after[field])) changes[field] = after[field]
  const card = await doInside(ctx, patients.patientCard, { patient })
  const fresh = <T>(list: readonly T[], old: readonly T[] | undefined, held: (one: T) => boolean) =>
    list.filter(one => !(old ?? []).some(other => stable(other) === stable(one)) && !held(one))
  const phones = fresh(after.phones, before.phones, one => card.phones.some(phone => phone.number === one.number))
  if (phones.length > 0) changes.phones = [...phones, ...card.phones.map(({ id: _, ...phone }) => phone)].slice(0, 10)
  const addresses = fresh(after.addresses, before.addresses, one =>
    card.addresses.some(held => held.line1 === one.line1 && held.postalCode === one.postalCode),
  )
  if (addresses.length > 0) {
    const kinds = new Set<string>(addresses.map(one => one.kind))
    const stay = card.addresses.filter(held => !kinds.has(held.kind))
    changes.addresses = [...addresses, ...stay.map(({ id: _, startsOn: __, endedOn: ___, ...rest }) => rest)].slice(
      0,
      6,
    )
  }
  const identifiers = fresh(after.identifiers, before.identifiers, one =>
    card.identifiers.some(held => held.system === one.system && held.value === one.value),
  )
  if (identifiers.length > 0) {
    for (const one of identifiers) {
      const holder = await patientByIdentifier(ctx, one.system, one.value)
      if (!holder) continue
      note.remarks.push({
        path: `${path}.identifier`,
        code: 'taken',
        message: 'a number that another patient here carries',
      })
    }
    const free = []
    for (const one of identifiers) if (!(await patientByIdentifier(ctx, one.system, one.value))) free.push(one)
    if (free.length > 0) changes.identifiers = [...card.identifiers, ...free].slice(0, 20)
  }
  if (Object.keys(changes).length === 0) return false
  const { changed } = await doInside(ctx, patients.changePatient, { patient, version: card.version, changes })
  return changed.length > 0
}
