import { notFound } from '../../core/refusal.ts'
import { command } from '../../platform/feature.ts'
import * as contract from './contract.ts'

/** Ends a session or token: its next request finds nobody, its live stream closes. Somebody else's is missing for who does not manage
 *  people. A token may end itself alone. */
export const revokeSession = command(contract.revokeSession, {
  async run(ctx, input) {
    const { staff, session, kind } = ctx.caller
    const ended = await ctx.sql<{ staff: string }>`
      update access.session set revoked_at = coalesce(revoked_at, ${ctx.now.toString()}::timestamptz)
       where practice_id = ${ctx.practice} and id = ${input.session}
         and (staff_id = ${staff}::uuid or ${ctx.may('practice.change-person')}::boolean)
      returning staff_id as staff`
    if (!ended[0]) throw notFound({ what: 'session' })
    if (kind === 'token' && input.session !== session) throw contract.browserOnly()
    ctx.concerns([], { session: input.session, staff: ended[0].staff })
    ctx.emit('access.session-changed', { session: input.session })
    return {}
  },
})
