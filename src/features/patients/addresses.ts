import type { z } from 'zod'
import { type Id, newId } from '../../core/id.ts'
import type { Context } from '../../platform/context.ts'
import type { addressInput, addressOutput } from './contract-parts.ts'

export type AddressGiven = z.output<typeof addressInput>
export type AddressHeld = z.input<typeof addressOutput>

const lines = ['line1', 'line2', 'city', 'state', 'postalCode'] as const

/** The patient's addresses, those that hold first, then the past ones, latest first. */
export async function addressesOf(ctx: Context, patient: Id<'patient'>): Promise<AddressHeld[]> {
  return ctx.sql<AddressHeld>`
    select id, kind, line1, line2, city, state, postal_code as "postalCode", country, starts_on as "startsOn", ended_on as "endedOn"
      from patients.address where practice_id = ${ctx.practice} and patient_id = ${patient}
     order by ended_on desc nulls first, id`
}

/** True when nothing is written there. */
export const isBlank = (address: AddressGiven): boolean => lines.every(line => address[line] === '')

const sameAddress = (a: AddressGiven, b: AddressGiven): boolean =>
  a.kind === b.kind && a.country === b.country && lines.every(line => a[line] === b[line])

/** Makes the list the addresses that hold from today ('YYYY-MM-DD'). What is left out ends today and stays readable. */
export async function replaceAddresses(
  ctx: Context,
  patient: Id<'patient'>,
  wanted: readonly AddressGiven[],
  held: readonly AddressHeld[],
  today: string,
): Promise<void> {
  const holding = held.filter(address => address.endedOn === null)
  const gone = holding.filter(address => !wanted.some(want => sameAddress(want, address))).map(address => address.id)
  if (gone.length > 0)
    await ctx.sql`
      update patients.address set ended_on = ${today}
       where practice_id = ${ctx.practice} and patient_id = ${patient} and id = any (${gone}::uuid[])`
  for (const address of wanted) {
    if (holding.some(known => sameAddress(known, address))) continue
    await ctx.sql`
      insert into patients.address (practice_id, id, patient_id, kind, line1, line2, city, state, postal_code, country, starts_on)
      values (${ctx.practice}, ${newId<'address'>(ctx.now.epochMilliseconds)}, ${patient}, ${address.kind}, ${address.line1}, ${address.line2},
              ${address.city}, ${address.state}, ${address.postalCode}, ${address.country}, ${today})`
  }
}
