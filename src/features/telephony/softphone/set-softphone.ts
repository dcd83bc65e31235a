import { command } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { sealShared, softphoneRow } from './softphone-row.ts'

/** Says how browsers reach the exchange. Secrets are sealed at once; the ones that are left out stay. */
export const setSoftphone = command(contract.setSoftphone, {
  async run(ctx, input) {
    const before = await softphoneRow(ctx)
    const secret = input.secret ? sealShared(ctx, 'sip', input.secret) : before?.secret
    const turnSecret = input.turnSecret ? sealShared(ctx, 'turn', input.turnSecret) : (before?.turn_secret ?? null)
    const stun = input.stunUrls ?? before?.stun_urls ?? []
    const turn = input.turnUrls ?? before?.turn_urls ?? []
    const active = input.active ?? before?.active ?? true
    if (!secret) throw contract.sipSecretMissing()
    if (turn.length > 0 && !turnSecret) throw contract.relaySecretMissing()
    await ctx.sql`
      insert into telephony.softphone (practice_id, ws_url, domain, secret, stun_urls, turn_urls, turn_secret, active)
      values (${ctx.practice}, ${input.wsUrl}, ${input.domain}, ${secret}::bytea, ${stun}::text[], ${turn}::text[], ${turnSecret}::bytea,
        ${active}::boolean)
      on conflict (practice_id) do update
        set ws_url = excluded.ws_url, domain = excluded.domain, secret = excluded.secret,
            stun_urls = excluded.stun_urls, turn_urls = excluded.turn_urls, turn_secret = excluded.turn_secret,
            active = excluded.active`
    ctx.concerns([], { wsUrl: input.wsUrl, active })
    ctx.emit('telephony.softphone-changed', {})
    return { wsUrl: input.wsUrl }
  },
})
