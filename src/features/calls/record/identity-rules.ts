import type { OutputOf } from '../../../core/contract.ts'
import type { Context } from '../../../platform/context.ts'
import { query } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'

export type IdentityRules = OutputOf<typeof contract.identityRules>

/** What holds until the practice says otherwise; why: docs/decisions/0006-veil-on-the-call-card.md. */
const usual: IdentityRules = { needed: 2, veil: 'other-numbers' }

/** How callers are checked here. */
export async function rulesHere(ctx: Context): Promise<IdentityRules> {
  const rows = await ctx.sql<IdentityRules>`
    select needed, veil from calls.identity_rules where practice_id = ${ctx.practice}`
  return rows[0] ?? usual
}

/** The question for the settings page. */
export const identityRules = query(contract.identityRules, rulesHere)
