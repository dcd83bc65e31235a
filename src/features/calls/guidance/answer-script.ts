import { newId } from '../../../core/id.ts'
import { command } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { answersOf, lockRun } from './run-rows.ts'

/** Notes the answer to the question the run stands at. Two desks cannot both answer it: the second is told where the run stands now. */
export const answerScript = command(contract.answerScript, {
  async run(ctx, input) {
    const run = await lockRun(ctx, input.run)
    if (run.ended_at ?? run.stopped_at) throw contract.runOver({ at: run.ended_at ?? run.stopped_at })
    const given = await answersOf(ctx, run.id)
    const at = given.at(-1)?.next ?? run.content.questions[0]!.key
    const question = run.content.questions.find(one => one.key === at)!
    if (input.question !== question.key) throw contract.otherQuestion({ question: question.key })
    const answer = question.answers[input.answer]
    if (!answer) throw contract.noSuchAnswer()
    const ending = run.content.endings.find(one => one.key === answer.next)
    const now = ctx.now.toString()
    await ctx.sql`
      insert into calls.script_answer (practice_id, run_id, id, place, question, question_text, answer, next, at, by)
      values (${ctx.practice}, ${run.id}, ${newId()}, ${given.length}, ${question.key}, ${question.text}, ${answer.text}, ${answer.next}, ${now}, ${ctx.caller.staff})`
    if (ending) {
      await ctx.sql`
        update calls.script_run set ended_at = ${now}, ending = ${ending.key} where practice_id = ${ctx.practice} and id = ${run.id}`
    }
    ctx.emit('calls.script-run-changed', { call: run.call_id, run: run.id })
    return { run: run.id, next: answer.next, ended: ending !== undefined }
  },
})
