import type { Id } from '../../core/id.ts'
import type { Context } from '../../platform/context.ts'
import { openOperation } from '../../platform/feature.ts'
import { confirmAppointment } from '../schedule/index.ts'
import { type Linked, throughLink, wireOf } from './confirm-link.ts'
import * as contract from './contract.ts'
import { keepItem } from './keep-item.ts'

/** The patient's own answer. The first one counts; the link's row is locked, so that two presses are one answer. */
export const answerConfirmLink = openOperation(contract.answerConfirmLink, (app, input, request) =>
  throughLink(app, contract.answerConfirmLink.name, input.token, request.requestId, async (ctx, linked) => {
    if (linked.answer) return wireOf(linked)
    await ctx.sql`
      update worklists.confirm_link k set answer = ${input.answer}, answered_at = ${ctx.now.toString()}::timestamptz
       where k.practice_id = ${ctx.practice}::uuid and k.id = ${linked.link}::uuid`
    await noteAnswer(ctx, linked, input.answer)
    if (input.answer === 'come' && linked.state === 'booked') {
      await confirmAppointment.run(ctx, { appointment: linked.appointment, how: 'e-mail' })
    }
    const state = input.answer === 'come' ? 'confirmed' : linked.state
    return wireOf({ ...linked, answer: input.answer, state })
  }),
)

/** "Asks for another time" brings the row to the top of the list; a yes is kept with it. */
async function noteAnswer(ctx: Context, linked: Linked, answer: 'come' | 'move'): Promise<void> {
  const item = linked.appointment as string as Id<'work-item'>
  const [kept] = await ctx.sql<{ version: number }>`
    select w.version from worklists.work_item w
     where w.practice_id = ${ctx.practice}::uuid and w.list = 'confirm' and w.id = ${item}::uuid
       for update`
  await keepItem(
    ctx,
    { list: 'confirm', item, patient: linked.patient, version: kept?.version ?? 0 },
    answer === 'come' ? { nextAt: linked.startsAt, mark: null } : { nextAt: ctx.now.toString(), mark: 'wants-to-move' },
    { what: 'answered', channel: 'e-mail', result: answer === 'come' ? 'confirmed' : 'wants-to-move' },
  )
}
