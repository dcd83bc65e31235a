import type { Id } from '../../core/id.ts'
import { notFound } from '../../core/refusal.ts'
import type { Context } from '../../platform/context.ts'
import { alreadyAnswered } from './contract.ts'
import { type ItemChange, type ItemFact, keepItem } from './keep-item.ts'

export type RequestRow = {
  id: Id<'visit-request'>
  patient_id: Id<'patient'>
  visit_type_id: Id<'visit-type'>
  state: 'open' | 'proposed' | 'accepted' | 'declined'
}

/** One request that waits for an answer, kept still until the commit. */
export async function lockOpenRequest(ctx: Context, request: Id<'visit-request'>): Promise<RequestRow> {
  const [row] = await ctx.sql<RequestRow>`
    select q.id, q.patient_id, q.visit_type_id, q.state from worklists.visit_request q
     where q.practice_id = ${ctx.practice}::uuid and q.id = ${request}::uuid
       for update`
  if (!row) throw notFound({ what: 'visit-request' })
  if (row.state === 'accepted' || row.state === 'declined') throw alreadyAnswered({ state: row.state })
  return row
}

/** Writes what was done about a request. */
export async function keepRequest(ctx: Context, row: RequestRow, change: ItemChange, fact: ItemFact): Promise<void> {
  const item = row.id as string as Id<'work-item'>
  const [kept] = await ctx.sql<{ version: number }>`
    select w.version from worklists.work_item w
     where w.practice_id = ${ctx.practice}::uuid and w.list = 'requests' and w.id = ${item}::uuid`
  const was = { list: 'requests' as const, item, patient: row.patient_id, version: kept?.version ?? 0 }
  await keepItem(ctx, was, change, fact)
}
