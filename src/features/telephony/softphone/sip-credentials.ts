import { command } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { mint } from './mint.ts'
import { openShared, ownExtension, softphoneRow } from './softphone-row.ts'

/** Long enough for a slow network, short enough that a copied one is of no use: a signed-in desk asks again before it ends. */
const lives_s = 300

/** Makes the caller a password for the caller's own extension. Nothing is written but the audit line. */
export const sipCredentials = command(contract.sipCredentials, {
  async run(ctx) {
    const extension = await ownExtension(ctx)
    if (extension === null) throw contract.noExtension()
    const row = await softphoneRow(ctx)
    if (!row?.active) throw contract.noSoftphone()
    const { user, password } = mint(openShared(ctx, 'sip', row.secret), extension, ctx.now, lives_s)
    const iceServers: { urls: string[]; username?: string; credential?: string }[] = []
    if (row.stun_urls.length > 0) iceServers.push({ urls: row.stun_urls })
    if (row.turn_urls.length > 0 && row.turn_secret) {
      // A relay asks for its password as long as the call lasts: this one outlives a working day.
      const relay = mint(openShared(ctx, 'turn', row.turn_secret), extension, ctx.now, 12 * 3600)
      iceServers.push({ urls: row.turn_urls, username: relay.user, credential: relay.password })
    }
    ctx.concerns([], { extension })
    return { wsUrl: row.ws_url, domain: row.domain, extension, user, password, livesSeconds: lives_s, iceServers }
  },
})
