import { command } from '../../platform/feature.ts'
import * as contract from './contract.ts'
import { usualLetters } from './letter-words.ts'

/** Sets what a letter says. Words that are those of the program are not kept: who has not written their own gets better ones with it. */
export const changeLetterWording = command(contract.changeLetterWording, {
  async run(ctx, input) {
    for (const language of ['en', 'es'] as const) {
      if (input[language] === usualLetters[input.letter][language]) {
        await ctx.sql`
          delete from worklists.recall_letter
           where practice_id = ${ctx.practice}::uuid and letter = ${input.letter} and language = ${language}`
      } else {
        await ctx.sql`
          insert into worklists.recall_letter (practice_id, letter, language, body)
          values (${ctx.practice}::uuid, ${input.letter}, ${language}, ${input[language]})
          on conflict (practice_id, letter, language) do update set body = excluded.body`
      }
    }
    ctx.concerns([], { letters: true })
    ctx.emit('worklists.rules-changed', {})
    return {}
  },
})
