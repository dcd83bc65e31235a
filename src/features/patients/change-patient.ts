import type { Id } from '../../core/id.ts'
import type { Context } from '../../platform/context.ts'
import { command } from '../../platform/feature.ts'
import { type AddressGiven, addressesOf, isBlank, replaceAddresses } from './addresses.ts'
import * as contract from './contract.ts'
import { identifiersOf, replaceIdentifiers } from './identifiers.ts'
import { indexNames } from './name-index.ts'
import { phonesOf, readPhones, replacePhones } from './phones.ts'
import { placeOf } from './place.ts'
import { checkDays, type FieldChange, type FieldName, lockActiveRecord, noteChanges, writeRecord } from './record.ts'

const naming: readonly FieldName[] = ['family', 'given', 'middle', 'preferred', 'formerFamily']

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

/** Changes what is named and really differs. Two people may edit one patient: fields apart are both kept, the same field changed since
 *  `version` is refused with the name of who changed it and the value, also when that was the caller in another window. */
export const changePatient = command(contract.changePatient, {
  async run(ctx, input) {
    const place = await placeOf(ctx)
    const { phones: phonesGiven, addresses: addressesGiven, identifiers, ...given } = input.changes
    const record = await lockActiveRecord(ctx, input.patient)
    ctx.concerns([record.id])
    const changes: FieldChange[] = []
    const fields = { ...record.fields }
    for (const name of Object.keys(given) as FieldName[]) {
      if (given[name] === undefined || same(given[name], record.fields[name])) continue
      Object.assign(fields, { [name]: given[name] })
      changes.push({ field: name, before: record.fields[name], after: given[name] })
    }
    checkDays(fields, place, 'changes.')

    const heldPhones = phonesGiven && (await phonesOf(ctx, record.id))
    const phones = phonesGiven && readPhones(phonesGiven, place, 'changes.phones')
    if (heldPhones && phones) {
      const before = heldPhones.map(({ id, ...phone }) => phone)
      const written = phones.map(({ number, kind, ext, mayText, mayLeaveMessage, note }) => ({
        number,
        kind,
        ext,
        mayText,
        mayLeaveMessage,
        note,
      }))
      if (!same(before, written)) changes.push({ field: 'phones', before, after: written })
    }
    const heldAddresses = addressesGiven && (await addressesOf(ctx, record.id))
    const addresses = addressesGiven?.filter(address => !isBlank(address))
    if (heldAddresses && addresses) {
      const before = heldAddresses.filter(address => address.endedOn === null).map(plainAddress)
      const after = addresses.map(plainAddress)
      if (!same(before, after)) changes.push({ field: 'addresses', before, after })
    }
    if (identifiers) {
      const before = await identifiersOf(ctx, record.id)
      const after = [...identifiers].sort((a, b) => (`${a.system} ${a.value}` < `${b.system} ${b.value}` ? -1 : 1))
      if (!same(before, after)) changes.push({ field: 'identifiers', before, after })
    }
    if (changes.length === 0) return { patient: record.id, version: record.version, changed: [] }
    await refuseOverlap(ctx, record.id, input.version, record.version, changes)

    const version = record.version + 1
    await writeRecord(ctx, record.id, version, fields)
    const changed = changes.map(change => change.field)
    if (naming.some(name => changed.includes(name))) await indexNames(ctx, record.id, fields)
    if (changed.includes('phones')) await replacePhones(ctx, record.id, phones!, heldPhones!)
    if (changed.includes('addresses')) await replaceAddresses(ctx, record.id, addresses!, heldAddresses!, place.today)
    if (changed.includes('identifiers')) await replaceIdentifiers(ctx, record.id, identifiers!)
    await noteChanges(ctx, record.id, version, 'changed', changes)
    ctx.emit('patients.patient-changed', { patient: record.id })
    return { patient: record.id, version, changed }
  },
})

const plainAddress = ({ kind, line1, line2, city, state, postalCode, country }: AddressGiven) => ({
  kind,
  line1,
  line2,
  city,
  state,
  postalCode,
  country,
})

async function refuseOverlap(
  ctx: Context,
  patient: Id<'patient'>,
  since: number,
  version: number,
  changes: readonly FieldChange[],
): Promise<void> {
  const wanted = changes.map(change => change.field)
  const fields = await ctx.sql<{ field: string; by: string; at: string; value: unknown }>`
    select distinct on (field) field, by_name as by, at, after as value from patients.change
     where practice_id = ${ctx.practice} and patient_id = ${patient} and version > ${since} and field = any (${wanted}::text[])
     order by field, version desc`
  if (fields.length > 0) throw contract.changedMeanwhile({ fields, version })
}
