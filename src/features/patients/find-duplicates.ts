import { readPhone } from '../../core/phone.ts'
import { query } from '../../platform/feature.ts'
import * as contract from './contract.ts'
import { candidatesFor, without } from './likeness.ts'
import { lineOf } from './patient-row.ts'
import { placeOf } from './place.ts'
import { requirePatients } from './require-patient.ts'

const most = 8

/** Warns while a registration is typed: the same judgement that register-patient will make, and hints below it. */
export const findDuplicates = query(contract.findDuplicates, async (ctx, input) => {
  await requirePatients(ctx, input.except ? [input.except] : [])
  const place = await placeOf(ctx)
  const phone = readPhone(input.phone, place.country)
  const all = await candidatesFor(ctx, { ...input, phones: phone ? [phone.e164] : [] })
  const candidates = without(all, input.except ? [input.except] : []).slice(0, most)
  ctx.concerns(candidates.map(candidate => candidate.row.id))
  return {
    candidates: candidates.map(({ row, how, why }) => ({ ...lineOf(row, place.today), how, why })),
  }
})
