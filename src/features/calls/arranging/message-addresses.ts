import type { OutputOf } from '../../../core/contract.ts'
import { query } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'

type Line = OutputOf<typeof contract.messageAddresses>['addresses'][number]

/** Whom a message can go to, people first: each leads to somebody who works here now. */
export const messageAddresses = query(contract.messageAddresses, async ctx => {
  const now = ctx.now.toString()
  return {
    addresses: await ctx.sql<Line>`
      select 'person' as kind, s.id, s.name, 1 as members,
             (select b.name from calls.cover c join practice.staff b on b.practice_id = c.practice_id and b.id = c.by_staff
               where c.practice_id = s.practice_id and c.staff_id = s.id and c.starts_at <= ${now}::timestamptz and c.ends_at > ${now}::timestamptz
               limit 1) as "coveredBy"
        from practice.staff s where s.practice_id = ${ctx.practice} and s.left_at is null
      union all
      select 'pool', p.id, p.name, count(*), null
        from calls.message_pool p
        join calls.message_pool_member m on m.practice_id = p.practice_id and m.pool_id = p.id
        join practice.staff s on s.practice_id = m.practice_id and s.id = m.staff_id and s.left_at is null
       where p.practice_id = ${ctx.practice} and p.retired_at is null group by p.id, p.name
      union all
      select 'role', r.id, r.name, count(*), null
        from practice.role r
        join practice.staff_role x on x.practice_id = r.practice_id and x.role_id = r.id
        join practice.staff s on s.practice_id = x.practice_id and s.id = x.staff_id and s.left_at is null
       where r.practice_id = ${ctx.practice} group by r.id, r.name
       order by 1, 3, 2`,
  }
})
