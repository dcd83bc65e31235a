import type { Context } from './context.ts'

// Utility statements cannot be prepared by name ahead of time, so they are no sql templates.
const plain = (text: string) => Object.assign([text], { raw: [text] }) as unknown as TemplateStringsArray
const begin = plain('savepoint apart')
const keep = plain('release savepoint apart')
const undo = plain('rollback to savepoint apart')

/** Runs one of several deeds of a transaction for itself: if it throws, what it wrote, its events and its jobs are gone and those before it
 *  stay. For lists that are settled in bulk, where one refusal must not undo the rest. */
export async function apart<T>(ctx: Context, run: (ctx: Context) => Promise<T>): Promise<T> {
  const held: (() => void)[] = []
  const inner: Context = {
    ...ctx,
    emit: (name, facts) => void held.push(() => ctx.emit(name, facts)),
    later: (task, payload, ask) => void held.push(() => ctx.later(task, payload, ask)),
  }
  await ctx.sql(begin)
  try {
    const answer = await run(inner)
    await ctx.sql(keep)
    for (const tell of held) tell()
    return answer
  } catch (error) {
    await ctx.sql(undo)
    await ctx.sql(keep)
    throw error
  }
}
