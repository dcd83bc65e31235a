import type { Id } from '../../core/id.ts'
import { Refusal } from '../../core/refusal.ts'
import type { Context } from '../../platform/context.ts'
import * as patientContract from '../patients/contract.ts'
import { asPerson, does } from './deeds.ts'
import type { InventedPatient } from './invented-patients.ts'
import type { Making } from './making.ts'

/** Patients a transaction; a commit for each would take most of the time. */
const atOnce = 50

/** Registers everybody, as the two secretaries did over the years; alerts and relations follow. */
export async function registerAll(making: Making, invented: InventedPatient[]): Promise<void> {
  const at = making.now.subtract({ hours: 24 * 30 })
  for (let from = 0; from < invented.length; from += atOnce) {
    const doer = making.secretaries[(from / atOnce) % making.secretaries.length]!
    await asPerson(making.app, making.practice, doer, at, async ctx => {
      for (const person of invented.slice(from, from + atOnce)) {
        const patient = await register(ctx, person)
        making.patients.push(patient)
        for (const alert of person.alerts) await does(ctx, patientContract.addAlert, { patient, ...alert })
        for (const { other, ...relation } of person.relations) {
          const to =
            typeof other === 'number' ? { patient: making.patients[other]! } : { name: other, phone: '(212) 555-0199' }
          await does(ctx, patientContract.addRelation, { patient, other: to, ...relation })
        }
      }
    })
  }
}

/** Registers one; whoever is taken for a double of somebody is said to be another person, as a desk that asked would. */
async function register(ctx: Context, person: InventedPatient): Promise<Id<'patient'>> {
  const { alerts: _, relations: __, address, phones, ...fields } = person
  const input = {
    ...fields,
    phones: phones.map(phone => ({ ...phone })),
    addresses: [{ kind: 'home' as const, ...address }],
  }
  try {
    return (await does(ctx, patientContract.registerPatient, input)).patient
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== patientContract.likelyDuplicate.code) throw error
    const candidates = error.facts.candidates as { id: Id<'patient'> }[]
    const notADuplicateOf = candidates.map(one => one.id)
    return (await does(ctx, patientContract.registerPatient, { ...input, notADuplicateOf })).patient
  }
}
