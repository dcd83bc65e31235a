import type { Context } from '../../platform/context.ts'
import { query } from '../../platform/feature.ts'
import type { Language } from '../outreach/index.ts'
import * as contract from './contract.ts'
import { usualLetters } from './letter-words.ts'

/** The practice's words of a letter; where it has none, those that come with the program. */
export async function wordingOf(ctx: Context, letter: contract.LetterKind): Promise<Record<Language, string>> {
  const own = await ctx.sql<{ language: Language; body: string }>`
    select l.language, l.body from worklists.recall_letter l where l.practice_id = ${ctx.practice}::uuid and l.letter = ${letter}`
  return { ...usualLetters[letter], ...Object.fromEntries(own.map(one => [one.language, one.body])) }
}

/** What a letter says. */
export const letterWording = query(contract.letterWording, (ctx, input) => wordingOf(ctx, input.letter))
