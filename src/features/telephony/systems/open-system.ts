import type { Id } from '../../../core/id.ts'
import type { Context } from '../../../platform/context.ts'
import { openSecret, sealSecret } from '../../../platform/secret-box.ts'
import type { SystemKind } from '../contract.ts'
import type { Target } from './connection.ts'

export type OpenedSystem = {
  kind: SystemKind
  publicAddress: string | null
  /** Grows with each change of its settings. */
  revision: number
  target: Omit<Target, 'host' | 'port'> & { host: string | null; port: number | null }
}

/** Where a secret belongs: sealed for one system, it opens for no other. */
const placeOf = (practice: string, system: string) => `${practice}/telephony.phone_system.secret/${system}`

/** Seals a phone system's secret for its row. */
export const sealFor = (ctx: Context, system: Id<'phone-system'>, secret: string): Buffer =>
  sealSecret(ctx.app.dataFolder, placeOf(ctx.practice, system), Buffer.from(secret))

/** Reads an active phone system with its secret, for whoever talks to it; null if it is off or removed. */
export async function openSystem(ctx: Context, system: Id<'phone-system'>): Promise<OpenedSystem | null> {
  const [row] = await ctx.sql<{
    kind: SystemKind
    host: string | null
    port: number | null
    secure: boolean
    account: string | null
    application: string | null
    public_address: string | null
    secret: Buffer | null
    revision: number
  }>`
    select kind, host, port, secure, account, application, public_address, secret, revision from telephony.phone_system
     where practice_id = ${ctx.practice} and id = ${system} and active and removed_at is null`
  if (!row) return null
  const { kind, host, port, secure, account, application, revision } = row
  const secret = row.secret && openSecret(ctx.app.dataFolder, placeOf(ctx.practice, system), row.secret).toString()
  return {
    kind,
    publicAddress: row.public_address,
    revision,
    target: { host, port, secure, account, application, secret },
  }
}
