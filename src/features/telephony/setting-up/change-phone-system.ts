import { notFound } from '../../../core/refusal.ts'
import { command } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { sealFor } from '../systems/open-system.ts'
import { requireSettings } from './require-settings.ts'

type Row = {
  kind: contract.SystemKind
  name: string
  host: string | null
  port: number | null
  secure: boolean
  account: string | null
  application: string | null
  publicAddress: string | null
  secret: Buffer | null
  active: boolean
}

/** Changes a phone system. What is left out stays; the connection is made anew with what is there then. */
export const changePhoneSystem = command(contract.changePhoneSystem, {
  constraints: { phone_system_name_once: contract.systemNameTaken },
  async run(ctx, input) {
    const [row] = await ctx.sql<Row>`
      select kind, name, host, port, secure, account, application, public_address as "publicAddress", secret, active
        from telephony.phone_system
       where practice_id = ${ctx.practice} and id = ${input.system} and removed_at is null for update`
    if (!row) throw notFound({ what: 'phone-system' })
    const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined))
    const next: Row = {
      ...row,
      ...given,
      secret: input.secret === undefined ? row.secret : sealFor(ctx, input.system, input.secret),
    }
    requireSettings(row.kind, { ...next, hasSecret: next.secret !== null })
    await ctx.sql`
      update telephony.phone_system
         set name = ${next.name}, host = ${next.host}, port = ${next.port}::int, secure = ${next.secure}, account = ${next.account},
             application = ${next.application}, public_address = ${next.publicAddress}, secret = ${next.secret}::bytea, active = ${next.active},
             state = 'waiting', fault = null, state_since = ${ctx.now.toString()}::timestamptz, revision = revision + 1
       where practice_id = ${ctx.practice} and id = ${input.system}`
    ctx.concerns([], { system: input.system })
    ctx.emit('telephony.phone-system-changed', { system: input.system })
    return { system: input.system }
  },
})
