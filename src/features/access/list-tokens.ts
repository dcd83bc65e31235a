import type { Id } from '../../core/id.ts'
import { query } from '../../platform/feature.ts'
import * as contract from './contract.ts'

type Row = {
  id: Id<'session'>
  label: string
  person: { id: Id<'staff'>; name: string }
  scope: string[] | null
  createdAt: string
  seenAt: string
  expiresAt: string
}

/** Tokens in force, with whose they are and when they were last used. The token itself is not kept and cannot be shown again. */
export const listTokens = query(contract.listTokens, async ctx => ({
  tokens: await ctx.sql<Row>`
    select s.id, s.label, jsonb_build_object('id', f.id, 'name', f.name) as person, s.scope,
           s.created_at as "createdAt", s.seen_at as "seenAt", s.expires_at as "expiresAt"
      from access.session s join practice.staff f on f.practice_id = s.practice_id and f.id = s.staff_id and f.left_at is null
     where s.practice_id = ${ctx.practice} and s.kind = 'token' and s.revoked_at is null
       and s.expires_at > ${ctx.now.toString()}::timestamptz
       and (s.staff_id = ${ctx.caller.staff}::uuid or ${ctx.may('practice.change-person')}::boolean)
     order by s.created_at desc, s.id`,
}))
