import { command } from '../../platform/feature.ts'
import * as contract from './contract.ts'
import { usualLetter } from './letter-words.ts'

/** Sets what the letter says. Words that are those of the program are not kept: who has not written their own gets better ones with it. */
export const changeLetterWording = command(contract.changeLetterWording, {
  async run(ctx, input) {
    for (const language of ['en', 'es'] as const) {
      if (input[language] === usualLetter[language]) {
        await ctx.sql`
          delete from worklists.recall_letter where practice_id = ${ctx.practice}::uuid and language = ${language}`
      } else {
        await ctx.sql`
          insert into worklists.recall_letter (practice_id, language, body) values (${ctx.practice}::uuid, ${language}, ${input[language]})
          on conflict (practice_id, language) do update set body = excluded.body`
      }
    }
    ctx.concerns([], { letters: true })
    ctx.emit('worklists.rules-changed', {})
    return {}
  },
})
