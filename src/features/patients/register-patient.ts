import { newId } from '../../core/id.ts'
import { plainName } from '../../core/names.ts'
import { command } from '../../platform/feature.ts'
import { nextNumber } from '../practice/index.ts'
import { isBlank, replaceAddresses } from './addresses.ts'
import * as contract from './contract.ts'
import { replaceIdentifiers } from './identifiers.ts'
import { candidatesFor, without } from './likeness.ts'
import { indexNames } from './name-index.ts'
import { spokenName } from './patient-row.ts'
import { readPhones, replacePhones } from './phones.ts'
import { placeOf } from './place.ts'
import { checkDays, noteChanges } from './record.ts'
import { requirePatients } from './require-patient.ts'

/** Chart numbers begin here, so that the first is not taken for a day or a count. */
const firstChart = 10_000

/** Registers one patient. The chart number is drawn first: its row makes two desks that register the same person at the same moment
 *  queue, so that the second sees the first. */
export const registerPatient = command(contract.registerPatient, {
  async run(ctx, input) {
    const place = await placeOf(ctx)
    checkDays(input, place)
    await requirePatients(ctx, input.notADuplicateOf)
    const phones = readPhones(input.phones, place, 'phones')
    const addresses = input.addresses.filter(address => !isBlank(address))
    const chart = String(firstChart + (await nextNumber(ctx, 'chart')))
    const candidates = without(
      await candidatesFor(ctx, { ...input, phones: phones.map(phone => phone.number) }),
      input.notADuplicateOf,
    ).filter(candidate => candidate.how === 'likely')
    if (candidates.length > 0) {
      throw contract.likelyDuplicate({
        candidates: candidates.slice(0, 10).map(({ row, why }) => ({
          id: row.id,
          chart: row.chart,
          name: spokenName(row),
          birthDate: row.birthDate,
          phone: row.phones[0] ?? '',
          why,
        })),
      })
    }
    const patient = newId<'patient'>(ctx.now.epochMilliseconds)
    await ctx.sql`
      insert into patients.patient
        (practice_id, id, chart_number, family, given, middle, suffix, preferred_name, former_family, birth_date, sex, pronouns, language,
         interpreter_needed, interpreter_language, email, preferred_channel, may_text, may_email, may_leave_message, note, deceased_on,
         registered_at, registered_by, family_n, given_n, email_n)
      values
        (${ctx.practice}, ${patient}, ${chart}, ${input.family}, ${input.given}, ${input.middle}, ${input.suffix}, ${input.preferred},
         ${input.formerFamily}, ${input.birthDate}, ${input.sex}, ${input.pronouns}, ${input.language}, ${input.interpreterNeeded},
         ${input.interpreterLanguage}, ${input.email}, ${input.preferredChannel}, ${input.mayText}, ${input.mayEmail},
         ${input.mayLeaveMessage}, ${input.note}, ${input.deceasedOn}, ${ctx.now.toString()}, ${ctx.caller.staff},
         ${plainName(input.family)}, ${plainName(input.given)}, ${input.email.toLowerCase()})`
    await indexNames(ctx, patient, input)
    await replacePhones(ctx, patient, phones, [])
    await replaceAddresses(ctx, patient, addresses, [], place.today)
    await replaceIdentifiers(ctx, patient, input.identifiers)
    const { notADuplicateOf, ...given } = input
    await noteChanges(ctx, patient, 1, 'registered', [
      { field: 'record', before: null, after: { ...given, chart, phones, addresses, notADuplicateOf } },
    ])
    ctx.concerns([patient])
    ctx.emit('patients.patient-registered', { patient })
    return { patient, chart, version: 1 }
  },
})
