import type { Context } from '../../platform/context.ts'
import { query } from '../../platform/feature.ts'
import type { Language } from '../outreach/index.ts'
import * as contract from './contract.ts'
import { usualLetter } from './letter-words.ts'

/** The practice's words of the letter; where it has none, those that come with the program. */
export async function wordingOf(ctx: Context): Promise<Record<Language, string>> {
  const own = await ctx.sql<{ language: Language; body: string }>`
    select l.language, l.body from worklists.recall_letter l where l.practice_id = ${ctx.practice}::uuid`
  return { ...usualLetter, ...Object.fromEntries(own.map(one => [one.language, one.body])) }
}

/** What the letter says. */
export const letterWording = query(contract.letterWording, ctx => wordingOf(ctx))
