import type { OutputOf } from '../../core/contract.ts'
import { query } from '../../platform/feature.ts'
import * as contract from './contract.ts'
import { requireVisit } from './visit.ts'

type Fact = {
  seq: number
  what: OutputOf<typeof contract.appointmentHistory>['facts'][number]['what']
  at: string
  by: string
  reason: string | null
  overbooked_why: string | null
  cancel_by: 'patient' | 'practice' | null
  notice_minutes: number | null
  undoes: number | null
  undone: boolean
  starts_at: string
  ends_at: string
  provider_name: string | null
  room_name: string | null
}

/** The facts in their order. Place and time are named where a fact set them. */
export const appointmentHistory = query(contract.appointmentHistory, async (ctx, input) => {
  const appointment = await requireVisit(ctx, input.appointment)
  ctx.concerns([appointment.patient], { appointment: appointment.id })
  const rows = await ctx.sql<Fact>`
    select f.seq, f.what, f.at, f.by_name as by, f.reason, f.overbooked_why, f.cancel_by, f.notice_minutes, f.undoes, f.starts_at, f.ends_at,
           concat_ws(', ', concat_ws(' ', nullif(p.given, ''), p.family), nullif(p.credential, '')) as provider_name, r.name as room_name,
           exists (select from schedule.appointment_fact u
                    where u.practice_id = f.practice_id and u.appointment_id = f.appointment_id and u.undoes = f.seq) as undone
      from schedule.appointment_fact f
      left join practice.provider p on p.practice_id = f.practice_id and p.id = f.provider_id
      left join practice.room r on r.practice_id = f.practice_id and r.id = f.room_id
     where f.practice_id = ${ctx.practice}::uuid and f.appointment_id = ${input.appointment}::uuid
     order by f.seq`
  const facts = rows.map(row => {
    const placed = ['booked', 'moved', 'undone', 'roomed'].includes(row.what)
    return {
      seq: row.seq,
      what: row.what,
      at: row.at,
      by: row.by,
      startsAt: placed ? row.starts_at : null,
      endsAt: placed ? row.ends_at : null,
      providerName: placed ? row.provider_name || null : null,
      roomName: placed ? row.room_name : null,
      reason: row.reason,
      overbookedWhy: row.overbooked_why,
      cancelBy: row.cancel_by,
      noticeHours: row.notice_minutes === null ? null : Math.floor(row.notice_minutes / 6) / 10,
      undoes: row.undoes,
      undone: row.undone,
    }
  })
  return { appointment, facts }
})
