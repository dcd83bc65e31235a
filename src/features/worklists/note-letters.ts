import { command } from '../../platform/feature.ts'
import * as contract from './contract.ts'
import { keepItem } from './keep-item.ts'
import { morningAfter, rulesOf } from './rules.ts'
import { requireEach, standingSome } from './standing.ts'

/** Notes letters as sent, when somebody says that they are on their way; each row waits some days for its answer. */
export const noteLetters = command(contract.noteLetters, {
  async run(ctx, input) {
    const printed = new Map(input.letters.map(one => [one.item as string, one.seen]))
    // Locked in one order first: two who note the same heap do not wait for each other, and the second finds it done.
    await ctx.sql`
      select 1 from worklists.work_item w
       where w.practice_id = ${ctx.practice}::uuid and w.list = ${input.list} and w.id = any(${[...printed.keys()]}::uuid[])
       order by w.id for update`
    const rows = await standingSome(ctx, input.list, [...printed.keys()])
    await requireEach(ctx, input.list, [...printed.keys()], rows)
    const { letter_days } = await rulesOf(ctx)
    const noted = new Set<string>()
    for (const row of rows) {
      const others = row.held_by !== null && row.held_by !== ctx.caller.staff
      if (others || row.version !== (printed.get(row.item) ?? row.version)) continue
      await keepItem(
        ctx,
        { list: row.list, item: row.item, patient: row.patient_id, version: row.version },
        { nextAt: morningAfter(ctx, row.zone, letter_days), letters: 1 },
        { what: 'letter', channel: 'letter', result: 'sent' },
      )
      noted.add(row.item)
    }
    return { noted: noted.size, left: input.letters.map(one => one.item).filter(item => !noted.has(item)) }
  },
})
