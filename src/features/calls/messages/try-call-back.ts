import type { Context } from '../../../platform/context.ts'
import { command } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { addStep, type LockedMessage, lockOpenMessage, messageChanged, tellWhenDue } from './message-row.ts'
import { nextTry } from './next-try.ts'
import { calendarOf, ruleOf } from './rule.ts'

/** Notes one attempt to call back. With a new time the message falls due again then. A call-back that reached nobody is due again by its rule;
 *  after the last try, or at a wrong number, a letter is wanted. */
export const tryCallBack = command(contract.tryCallBack, {
  async run(ctx, input) {
    const message = await lockOpenMessage(ctx, input.message)
    await addStep(ctx, message.id, { kind: 'attempt', text: input.text, result: input.result })
    const byRule = message.kind === 'call-back' && input.result !== 'reached'
    if (byRule) await failedTry(ctx, message, input.result === 'wrong-number', input.nextAt ?? null)
    else if (input.nextAt) await putOff(ctx, message, Temporal.Instant.from(input.nextAt))
    // Spoken with: there is nothing left to write, only to finish.
    else if (input.result === 'reached') {
      await ctx.sql`
        update calls.message set letter_due_at = null, next_try_at = null where practice_id = ${ctx.practice} and id = ${message.id}`
    }
    const rows = await ctx.sql<{
      attempts: number
      due_at: string
      next_try_at: string | null
      letter_due_at: string | null
    }>`
      select m.due_at, m.next_try_at, m.letter_due_at,
             (select count(*) from calls.message_step p
               where p.practice_id = m.practice_id and p.message_id = m.id and p.kind = 'attempt') as attempts
        from calls.message m where m.practice_id = ${ctx.practice} and m.id = ${message.id}`
    const { attempts, due_at, next_try_at, letter_due_at } = rows[0]!
    messageChanged(ctx, message)
    return {
      message: message.id,
      attempts,
      dueAt: due_at,
      nextTryAt: next_try_at,
      letterDue: letter_due_at !== null,
    }
  },
})

async function failedTry(ctx: Context, message: LockedMessage, wrongNumber: boolean, given: string | null) {
  const { rule } = await ruleOf(ctx, message.kind)
  const { zone, closed } = await calendarOf(ctx)
  const failed = await ctx.sql<{ at: string }>`
    select at from calls.message_step
     where practice_id = ${ctx.practice} and message_id = ${message.id} and kind = 'attempt' and result <> 'reached' order by id`
  const times = failed.map(one => Temporal.Instant.from(one.at))
  const wanted = given ? Temporal.Instant.from(given) : wrongNumber ? null : nextTry(rule, times, zone, closed)
  await ctx.sql`
    update calls.message set tries = ${times.length}, next_try_at = ${wanted?.toString() ?? null}
     where practice_id = ${ctx.practice} and id = ${message.id}`
  if (wanted) return putOff(ctx, message, wanted)
  const now = ctx.now.toString()
  const [first] = await ctx.sql<{ id: string }>`
    update calls.message set letter_due_at = ${now}, due_at = ${now}
     where practice_id = ${ctx.practice} and id = ${message.id} and letter_due_at is null and letter_sent_at is null returning id`
  if (!first) return
  await addStep(ctx, message.id, { kind: 'letter-due' })
  tellWhenDue(ctx, message.id, ctx.now)
  ctx.emit('calls.letter-due', { message: message.id, patient: message.patient_id })
}

/** Due again later: the second addresses begin anew, a letter is no longer wanted. */
async function putOff(ctx: Context, message: LockedMessage, until: Temporal.Instant): Promise<void> {
  await ctx.sql`
    update calls.message set due_at = ${until.toString()}, escalations = 0, letter_due_at = null
     where practice_id = ${ctx.practice} and id = ${message.id}`
  tellWhenDue(ctx, message.id, until)
}
