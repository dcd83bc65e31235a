import { command } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'

/** Sets both at once; checks that were made stay as they are. */
export const changeIdentityRules = command(contract.changeIdentityRules, {
  async run(ctx, input) {
    await ctx.sql`
      insert into calls.identity_rules (practice_id, needed, veil) values (${ctx.practice}, ${input.needed}, ${input.veil})
      on conflict (practice_id) do update set needed = excluded.needed, veil = excluded.veil`
    ctx.emit('calls.identity-rules-changed', {})
    return input
  },
})
