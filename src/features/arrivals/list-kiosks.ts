import type { Id } from '../../core/id.ts'
import { query } from '../../platform/feature.ts'
import * as contract from './contract.ts'

type Row = {
  id: Id<'kiosk'>
  name: string
  location_id: Id<'location'>
  location_name: string
  language: 'en' | 'es'
  before_minutes: number
  after_minutes: number
  made_at: string
  made_by_name: string
  used_at: string | null
  revoked_at: string | null
  resting_until: string | null
}

/** The kiosks, those in use first. */
export const listKiosks = query(contract.listKiosks, async ctx => {
  const rows = await ctx.sql<Row>`
    select k.id, k.name, k.location_id, l.name as location_name, k.language, k.before_minutes, k.after_minutes, k.made_at, k.made_by_name,
           k.used_at, k.revoked_at, case when k.resting_until > ${ctx.now.toString()}::timestamptz then k.resting_until end as resting_until
      from arrivals.kiosk k
      join practice.location l on l.practice_id = k.practice_id and l.id = k.location_id
     where k.practice_id = ${ctx.practice}::uuid
     order by k.revoked_at desc nulls first, l.name, k.name, k.id
     limit 500`
  return {
    kiosks: rows.map(row => ({
      id: row.id,
      name: row.name,
      location: row.location_id,
      locationName: row.location_name,
      language: row.language,
      beforeMinutes: row.before_minutes,
      afterMinutes: row.after_minutes,
      madeAt: row.made_at,
      madeBy: row.made_by_name,
      usedAt: row.used_at,
      revokedAt: row.revoked_at,
      restingUntil: row.resting_until,
    })),
  }
})
