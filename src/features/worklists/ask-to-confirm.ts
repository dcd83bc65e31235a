import { randomBytes } from 'node:crypto'
import { type Id, newId } from '../../core/id.ts'
import type { Context } from '../../platform/context.ts'
import { command } from '../../platform/feature.ts'
import { tokenHash } from '../../platform/session.ts'
import { requireVisit } from '../schedule/index.ts'
import * as contract from './contract.ts'
import { keepItem } from './keep-item.ts'
import { rulesOf } from './rules.ts'
import { type Standing, standingOf } from './standing.ts'
import { tellConfirm } from './tell.ts'

/** Asks by message who can be asked so and was not yet; each gets a link of their own. Rows in somebody else's hands are left alone. */
export const askToConfirm = command(contract.askToConfirm, {
  async run(ctx, input) {
    for (const appointment of input.appointments ?? []) await requireVisit(ctx, appointment)
    const wanted = input.appointments && new Set<string>(input.appointments)
    const rows = (await standingOf(ctx, 'confirm')).filter(
      row =>
        (wanted ? wanted.has(row.item) : row.mark === null && !row.waiting) &&
        (row.held_by === null || row.held_by === ctx.caller.staff),
    )
    const reachable = new Set(
      (
        await ctx.sql<{ id: Id<'patient'> }>`
          select p.id from patients.patient p
           where p.practice_id = ${ctx.practice}::uuid and p.id = any(${rows.map(row => row.patient_id)}::uuid[])
             and p.email <> '' and coalesce(p.may_email, true) and p.deceased_on is null`
      ).map(row => row.id),
    )
    const { retry_hours } = await rulesOf(ctx)
    const asked = rows.filter(row => reachable.has(row.patient_id))
    for (const row of asked) await ask(ctx, row, retry_hours)
    ctx.concerns([], { asked: asked.length })
    return { asked: asked.length, withoutWay: rows.length - asked.length }
  },
})

/** One message with a link; the row waits some hours for the answer. */
async function ask(ctx: Context, row: Standing, hours: number): Promise<void> {
  const token = randomBytes(24).toString('base64url')
  await ctx.sql`
    insert into worklists.confirm_link (practice_id, id, appointment_id, token_hash, made_at, expires_at)
    values (${ctx.practice}::uuid, ${newId()}::uuid, ${row.appointment_id}::uuid, ${tokenHash(token)}, ${ctx.now.toString()}::timestamptz,
            ${row.starts_at}::timestamptz)`
  const how = await tellConfirm(ctx, row.patient_id, { startsAt: row.starts_at!, zone: row.zone }, `/confirm/${token}`)
  const later = ctx.now.add({ hours })
  const start = Temporal.Instant.from(row.starts_at!)
  const nextAt = Temporal.Instant.compare(later, start) < 0 ? later : start
  const was = { list: row.list, item: row.item, patient: row.patient_id, version: row.version }
  await keepItem(
    ctx,
    was,
    { nextAt: nextAt.toString(), mark: 'asked' },
    { what: 'asked', channel: how === 'text' ? 'text' : 'e-mail' },
  )
}
