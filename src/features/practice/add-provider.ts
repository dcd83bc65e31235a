import { newId } from '../../core/id.ts'
import { command } from '../../platform/feature.ts'
import * as contract from './contract.ts'
import { requireStaff } from './person-here.ts'
import { requireLocation } from './places.ts'

/** Adds a provider. The NPI's check digit was looked at by the contract; that nobody else here has it, by the database. */
export const addProvider = command(contract.addProvider, {
  constraints: { provider_practice_id_npi_key: contract.npiTaken },
  async run(ctx, input) {
    if (input.location) await requireLocation(ctx, input.location)
    if (input.staff) await requireStaff(ctx, input.staff)
    const id = newId<'provider'>()
    await ctx.sql`
      insert into practice.provider
        (practice_id, id, family, given, credential, npi, specialty, languages, color, location_id, staff_id)
      values (${ctx.practice}, ${id}, ${input.family}, ${input.given}, ${input.credential}, ${input.npi ?? null},
              ${input.specialty}, ${input.languages}, ${input.color}, ${input.location ?? null}, ${input.staff ?? null})`
    ctx.concerns([], { provider: id })
    ctx.emit('practice.provider-changed', { provider: id })
    return { id }
  },
})
