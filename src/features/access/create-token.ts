import { command } from '../../platform/feature.ts'
import * as contract from './contract.ts'
import { openToken } from './session-row.ts'

/** Makes a token for oneself. Whose it is comes from the session alone; what it may do is at every use the scope and the person's own
 *  rights of that moment, whichever is less. A token cannot make tokens. */
export const createToken = command(contract.createToken, {
  async run(ctx, input) {
    const { staff, kind, permissions } = ctx.caller
    if (kind !== 'staff' || !staff) throw contract.browserOnly()
    const held = permissions === 'all' ? [...ctx.app.operations.keys()] : [...permissions]
    const holds = (wanted: string) =>
      wanted.endsWith('.*') ? held.some(name => name.startsWith(wanted.slice(0, -1))) : held.includes(wanted)
    const beyond = input.scope.filter(wanted => !holds(wanted))
    if (beyond.length > 0) throw contract.scopeNotHeld({ scope: beyond })
    const token = await openToken(ctx, { staff, ...input })
    ctx.concerns([], { token: token.id, scope: input.scope, days: input.days })
    ctx.emit('access.session-changed', { session: token.id })
    return token
  },
})
