import { newId } from '../../../core/id.ts'
import { command } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { sealFor } from '../systems/open-system.ts'
import { requireSettings } from './require-settings.ts'

/** Adds a phone system. Its secret is sealed at once and never told again. */
export const addPhoneSystem = command(contract.addPhoneSystem, {
  constraints: { phone_system_name_once: contract.systemNameTaken },
  async run(ctx, input) {
    requireSettings(input.kind, { ...input, hasSecret: input.secret !== undefined })
    const id = newId<'phone-system'>()
    const secret = input.secret === undefined ? null : sealFor(ctx, id, input.secret)
    await ctx.sql`
      insert into telephony.phone_system (practice_id, id, kind, name, host, port, secure, account, application, public_address, secret, state_since)
      values (${ctx.practice}, ${id}, ${input.kind}, ${input.name}, ${input.host ?? null}, ${input.port ?? null}, ${input.secure ?? false},
              ${input.account ?? null}, ${input.application ?? null}, ${input.publicAddress ?? null}, ${secret}::bytea, ${ctx.now.toString()}::timestamptz)`
    ctx.concerns([], { system: id })
    ctx.emit('telephony.phone-system-changed', { system: id })
    return { system: id }
  },
})
