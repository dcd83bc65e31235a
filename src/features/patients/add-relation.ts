import { newId } from '../../core/id.ts'
import { command } from '../../platform/feature.ts'
import { readContact } from './contact-phone.ts'
import * as contract from './contract.ts'
import { placeOf } from './place.ts'
import { noteAround } from './record.ts'
import { requireActivePatient } from './require-patient.ts'

/** Notes who another patient, or somebody outside, is to this one; what that person may hear is the patient's word. */
export const addRelation = command(contract.addRelation, {
  async run(ctx, input) {
    const other =
      'patient' in input.other ? { id: input.other.patient, name: '', phone: '' } : { id: null, ...input.other }
    if (other.id === input.patient) throw contract.samePatient()
    const { patient, kind, mayHear, proxy, emergency, note } = input
    const phone = other.phone === '' ? '' : readContact(other.phone, await placeOf(ctx), 'other.phone')
    await noteAround(ctx, patient, {
      field: 'relation',
      before: null,
      after: { kind, patient: other.id, name: other.name, mayHear, proxy, emergency },
    })
    if (other.id) await requireActivePatient(ctx, other.id)
    const relation = newId<'relation'>(ctx.now.epochMilliseconds)
    await ctx.sql`
      insert into patients.relation
        (practice_id, id, patient_id, other_patient_id, other_name, other_phone, kind, may_hear, proxy, emergency, note, added_at, added_by)
      values (${ctx.practice}, ${relation}, ${patient}, ${other.id}, ${other.name}, ${phone}, ${kind}, ${mayHear}, ${proxy}, ${emergency},
              ${note}, ${ctx.now.toString()}, ${ctx.caller.staff})`
    if (other.id) ctx.concerns([other.id])
    return { relation }
  },
})
