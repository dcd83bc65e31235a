import type { Context } from '../../../platform/context.ts'
import { openSecret, sealSecret } from '../../../platform/secret-box.ts'

export type SoftphoneRow = {
  ws_url: string
  domain: string
  secret: Buffer
  stun_urls: string[]
  turn_urls: string[]
  turn_secret: Buffer | null
  active: boolean
}

const placeOf = (ctx: Context, what: 'sip' | 'turn') => `${ctx.practice}/telephony.softphone/${what}`

export const sealShared = (ctx: Context, what: 'sip' | 'turn', secret: string): Buffer =>
  sealSecret(ctx.app.dataFolder, placeOf(ctx, what), Buffer.from(secret, 'utf8'))

export const openShared = (ctx: Context, what: 'sip' | 'turn', sealed: Buffer): string =>
  openSecret(ctx.app.dataFolder, placeOf(ctx, what), sealed).toString('utf8')

/** How this practice's browsers reach the exchange; undefined when they do not. */
export async function softphoneRow(ctx: Context): Promise<SoftphoneRow | undefined> {
  const rows = await ctx.sql<SoftphoneRow>`
    select ws_url, domain, secret, stun_urls, turn_urls, turn_secret, active
      from telephony.softphone where practice_id = ${ctx.practice}`
  return rows[0]
}

/** The caller's own extension: the shortest, where somebody has several. */
export async function ownExtension(ctx: Context): Promise<string | null> {
  const rows = await ctx.sql<{ number: string }>`
    select number from telephony.extension
     where practice_id = ${ctx.practice} and staff_id = ${ctx.caller.staff}::uuid order by length(number), number limit 1`
  return rows[0]?.number ?? null
}
