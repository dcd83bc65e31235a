import { query } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { softphoneRow } from './softphone-row.ts'

/** How browsers reach the exchange: everything but the secrets. */
export const softphoneSetting = query(contract.softphoneSetting, async ctx => {
  const row = await softphoneRow(ctx)
  if (!row) return { softphone: null }
  const { ws_url, domain, stun_urls, turn_urls, turn_secret, active } = row
  return {
    softphone: {
      wsUrl: ws_url,
      domain,
      stunUrls: stun_urls,
      turnUrls: turn_urls,
      hasTurnSecret: turn_secret !== null,
      active,
    },
  }
})
