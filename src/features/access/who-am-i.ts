import type { Id } from '../../core/id.ts'
import { notSignedIn } from '../../core/refusal.ts'
import { query } from '../../platform/feature.ts'
import * as contract from './contract.ts'

type Row = {
  staff: Id<'staff'>
  name: string
  email: string
  practice_name: string
  zone: string
  idle_lock_minutes: number
  expires_at: string
  locked: boolean
  must_change: boolean
  second_factor: boolean
  codes_left: number
  roles: { key: string; name: string }[]
}

/** Who stands behind the session that asks. */
export const whoAmI = query(contract.whoAmI, async ctx => {
  const { session, kind, permissions } = ctx.caller
  const [row] = await ctx.sql<Row>`
    select f.id as staff, f.name, f.email, p.name as practice_name, p.zone, p.idle_lock_minutes, s.expires_at,
           s.kind = 'browser' and (s.locked_at is not null or s.seen_at + make_interval(mins => p.idle_lock_minutes) <= ${ctx.now.toString()}::timestamptz) as locked,
           s.kind = 'browser' and coalesce(w.must_change, false) as must_change,
           exists (select from access.second_factor o where o.practice_id = s.practice_id and o.staff_id = s.staff_id and o.confirmed_at is not null) as second_factor,
           (select count(*) from access.recovery_code c where c.practice_id = s.practice_id and c.staff_id = s.staff_id and c.used_at is null) as codes_left,
           coalesce((select jsonb_agg(jsonb_build_object('key', r.key, 'name', r.name) order by r.id)
                       from practice.staff_role sr join practice.role r on r.practice_id = sr.practice_id and r.id = sr.role_id
                      where sr.practice_id = s.practice_id and sr.staff_id = s.staff_id), '[]') as roles
      from access.session s
      join practice.staff f on f.practice_id = s.practice_id and f.id = s.staff_id
      join practice.practice p on p.practice_id = s.practice_id
      left join access.password w on w.practice_id = s.practice_id and w.staff_id = s.staff_id
     where s.practice_id = ${ctx.practice} and s.id = ${session}::uuid`
  if (!row || !session) throw notSignedIn()
  return {
    staff: row.staff,
    session,
    kind: kind === 'token' ? ('token' as const) : ('staff' as const),
    name: row.name,
    email: row.email,
    roles: row.roles,
    permissions: permissions === 'all' ? [] : [...permissions].sort(),
    practice: { id: ctx.practice, name: row.practice_name, zone: row.zone, idleLockMinutes: row.idle_lock_minutes },
    secondFactor: row.second_factor,
    recoveryCodesLeft: row.codes_left,
    mustChangePassword: row.must_change,
    locked: row.locked,
    expiresAt: row.expires_at,
  }
})
