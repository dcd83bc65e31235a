import type { Id } from '../../core/id.ts'
import type { Context } from '../../platform/context.ts'
import { openSecret } from '../../platform/secret-box.ts'
import { codeNeeded, wrongCode } from './contract.ts'
import { recoveryCodeHash } from './recovery-code.ts'
import { stepOf } from './totp.ts'

/** Where a secret belongs: in another row it does not open. */
export const placeOf = (ctx: Context, staff: Id<'staff'>): string =>
  `${ctx.practice}|access.second_factor|secret|${staff}`

/** Takes a code of the person's app, each at most once: the step it belongs to must be later than the last one taken, and the row
 *  decides that between two who bring the same code at one moment. */
export async function codeFits(
  ctx: Context,
  staff: Id<'staff'>,
  code: string,
  ask: { confirmed: boolean },
): Promise<boolean> {
  const [factor] = await ctx.sql<{ secret: Buffer }>`
    select secret from access.second_factor
     where practice_id = ${ctx.practice} and staff_id = ${staff} and (confirmed_at is not null) = ${ask.confirmed}::boolean`
  if (!factor) return false
  const step = stepOf(openSecret(ctx.app.dataFolder, placeOf(ctx, staff), factor.secret), code, ctx.now)
  if (step === null) return false
  const taken = await ctx.sql`
    update access.second_factor set last_step = ${step}
     where practice_id = ${ctx.practice} and staff_id = ${staff} and last_step < ${step} returning 1`
  return taken.length === 1
}

/** True if the person's second factor is on. */
export async function isSecondFactorOn(ctx: Context, staff: Id<'staff'>): Promise<boolean> {
  const found = await ctx.sql`
    select 1 from access.second_factor
     where practice_id = ${ctx.practice} and staff_id = ${staff} and confirmed_at is not null`
  return found.length === 1
}

/** Lets through whose second factor is off, or who brings a fresh code or an unused recovery code. Throws `access.code-needed` or
 *  `access.wrong-code`. */
export async function requireSecondFactor(
  ctx: Context,
  staff: Id<'staff'>,
  given: { code?: string | undefined; recoveryCode?: string | undefined },
): Promise<void> {
  if (!(await isSecondFactorOn(ctx, staff))) return
  if (given.code) {
    if (!(await codeFits(ctx, staff, given.code, { confirmed: true }))) throw wrongCode()
    return
  }
  if (!given.recoveryCode) throw codeNeeded()
  const used = await ctx.sql`
    update access.recovery_code set used_at = ${ctx.now.toString()}
     where practice_id = ${ctx.practice} and staff_id = ${staff} and hash = ${recoveryCodeHash(given.recoveryCode)}
       and used_at is null
    returning 1`
  if (used.length === 0) throw wrongCode()
  ctx.concerns([], { recoveryCode: true })
}

/** Takes the second factor and its recovery codes away. */
export async function dropSecondFactor(ctx: Context, staff: Id<'staff'>): Promise<void> {
  await ctx.sql`delete from access.second_factor where practice_id = ${ctx.practice} and staff_id = ${staff}`
  await ctx.sql`delete from access.recovery_code where practice_id = ${ctx.practice} and staff_id = ${staff}`
}
