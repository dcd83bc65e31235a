import { newId } from '../../core/id.ts'
import { command } from '../../platform/feature.ts'
import { readContact } from './contact-phone.ts'
import * as contract from './contract.ts'
import { placeOf } from './place.ts'
import { noteAround } from './record.ts'
import { requireActivePatient } from './require-patient.ts'

/** Says who answers for the bill from now on. Who did before stays in the history. */
export const setGuarantor = command(contract.setGuarantor, {
  async run(ctx, input) {
    const { patient, guarantor } = input
    if (guarantor.kind === 'patient' && guarantor.patient === patient) throw contract.samePatient()
    const outside = guarantor.kind === 'person' ? guarantor : null
    const phone = outside?.phone ? readContact(outside.phone, await placeOf(ctx), 'guarantor.phone') : ''
    await noteAround(ctx, patient, { field: 'guarantor', before: null, after: guarantor })
    if (guarantor.kind === 'patient') {
      await requireActivePatient(ctx, guarantor.patient)
      ctx.concerns([guarantor.patient])
    }
    await ctx.sql`
      update patients.guarantor set ended_at = ${ctx.now.toString()}
       where practice_id = ${ctx.practice} and patient_id = ${patient} and ended_at is null`
    if (guarantor.kind !== 'self') {
      await ctx.sql`
        insert into patients.guarantor
          (practice_id, id, patient_id, other_patient_id, name, relation, phone, line1, city, state, postal_code, set_at, set_by)
        values (${ctx.practice}, ${newId(ctx.now.epochMilliseconds)}, ${patient},
                ${guarantor.kind === 'patient' ? guarantor.patient : null}, ${outside?.name ?? ''}, ${guarantor.relation}, ${phone},
                ${outside?.line1 ?? ''}, ${outside?.city ?? ''}, ${outside?.state ?? ''}, ${outside?.postalCode ?? ''},
                ${ctx.now.toString()}, ${ctx.caller.staff})`
    }
    return { patient }
  },
})
