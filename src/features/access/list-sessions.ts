import type { Id } from '../../core/id.ts'
import { notAllowed } from '../../core/refusal.ts'
import { query } from '../../platform/feature.ts'
import { requireStaff } from '../practice/index.ts'
import * as contract from './contract.ts'

type Row = {
  id: Id<'session'>
  createdAt: string
  seenAt: string
  expiresAt: string
  address: string | null
  agent: string | null
  locked: boolean
}

/** Browsers in which a person is signed in now, the last used first. */
export const listSessions = query(contract.listSessions, async (ctx, input) => {
  const { staff, session } = ctx.caller
  const person = input.person ?? staff
  if (person !== staff && !ctx.may('practice.change-person')) throw notAllowed({ permission: 'practice.change-person' })
  if (person) await requireStaff(ctx, person)
  const rows = await ctx.sql<Row>`
    select s.id, s.created_at as "createdAt", s.seen_at as "seenAt", s.expires_at as "expiresAt", s.address, s.agent,
           s.locked_at is not null
             or s.seen_at + make_interval(mins => p.idle_lock_minutes) <= ${ctx.now.toString()}::timestamptz as locked
      from access.session s join practice.practice p on p.practice_id = s.practice_id
     where s.practice_id = ${ctx.practice} and s.staff_id = ${person}::uuid and s.kind = 'browser'
       and s.revoked_at is null and s.expires_at > ${ctx.now.toString()}::timestamptz
     order by s.seen_at desc, s.id`
  return { sessions: rows.map(row => ({ ...row, current: row.id === session })) }
})
