import type { z } from 'zod'
import { type Id, newId } from '../../core/id.ts'
import { readPhone } from '../../core/phone.ts'
import { invalidInput } from '../../core/refusal.ts'
import type { Context } from '../../platform/context.ts'
import type { phoneInput, phoneOutput } from './contract-parts.ts'
import type { Place } from './place.ts'

export type PhoneGiven = z.output<typeof phoneInput>
export type PhoneHeld = z.input<typeof phoneOutput>

/** A telephone as it is kept: E.164, one of each number and extension. */
export type PhoneRead = Omit<PhoneHeld, 'id'>

/** Reads the numbers given, each once. Refuses one that cannot be dialled by its place in the list; `at` is where the list stands in the input. */
export function readPhones(given: readonly PhoneGiven[], place: Place, at: string): PhoneRead[] {
  const read = new Map<string, PhoneRead>()
  for (const [n, phone] of given.entries()) {
    const number = readPhone(phone.number, place.country)
    if (!number)
      throw invalidInput({
        fields: [{ path: `${at}.${n}.number`, message: 'is not a telephone number', code: 'custom' }],
      })
    const ext = phone.ext || number.ext
    const key = `${number.e164} ${ext}`
    if (!read.has(key)) read.set(key, { ...phone, number: number.e164, ext })
  }
  return [...read.values()]
}

/** The patient's telephones in their order. */
export async function phonesOf(ctx: Context, patient: Id<'patient'>): Promise<PhoneHeld[]> {
  return ctx.sql<PhoneHeld>`
    select id, e164 as number, kind, ext, may_text as "mayText", may_leave_message as "mayLeaveMessage", note
      from patients.phone where practice_id = ${ctx.practice} and patient_id = ${patient} order by place, id`
}

/** Makes the list the patient's telephones. A number that stays keeps its id, so that a merge can still be undone exactly. */
export async function replacePhones(
  ctx: Context,
  patient: Id<'patient'>,
  wanted: readonly PhoneRead[],
  held: readonly PhoneHeld[],
): Promise<void> {
  const same = (a: PhoneRead, b: PhoneRead) => a.number === b.number && a.ext === b.ext
  const gone = held.filter(phone => !wanted.some(want => same(want, phone))).map(phone => phone.id)
  if (gone.length > 0)
    await ctx.sql`delete from patients.phone where practice_id = ${ctx.practice} and patient_id = ${patient} and id = any (${gone}::uuid[])`
  for (const [place, phone] of wanted.entries()) {
    const id = held.find(known => same(known, phone))?.id ?? newId<'phone'>(ctx.now.epochMilliseconds)
    await ctx.sql`
      insert into patients.phone (practice_id, id, patient_id, e164, ext, kind, place, may_text, may_leave_message, note)
      values (${ctx.practice}, ${id}, ${patient}, ${phone.number}, ${phone.ext}, ${phone.kind}, ${place}, ${phone.mayText},
              ${phone.mayLeaveMessage}, ${phone.note})
      on conflict (practice_id, id) do update
         set kind = excluded.kind, place = excluded.place, may_text = excluded.may_text,
             may_leave_message = excluded.may_leave_message, note = excluded.note`
  }
}
