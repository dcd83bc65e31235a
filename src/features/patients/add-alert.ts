import { newId } from '../../core/id.ts'
import { invalidInput } from '../../core/refusal.ts'
import { command } from '../../platform/feature.ts'
import * as contract from './contract.ts'
import { placeOf } from './place.ts'
import { noteAround } from './record.ts'

/** Puts an alert on a patient from a day on, until a day or until it is ended. */
export const addAlert = command(contract.addAlert, {
  async run(ctx, input) {
    const startsOn = input.startsOn ?? (await placeOf(ctx)).today
    if (input.endsOn && input.endsOn < startsOn)
      throw invalidInput({ fields: [{ path: 'endsOn', message: 'must not be before the first day', code: 'custom' }] })
    await noteAround(ctx, input.patient, {
      field: 'alert',
      before: null,
      after: { kind: input.kind, text: input.text, startsOn, endsOn: input.endsOn },
    })
    const alert = newId<'alert'>(ctx.now.epochMilliseconds)
    await ctx.sql`
      insert into patients.alert (practice_id, id, patient_id, kind, text, starts_on, ends_on, added_at, added_by)
      values (${ctx.practice}, ${alert}, ${input.patient}, ${input.kind}, ${input.text}, ${startsOn}, ${input.endsOn},
              ${ctx.now.toString()}, ${ctx.caller.staff})`
    return { alert }
  },
})
