import { readFileSync, statSync } from 'node:fs'
import type { Id } from '../../../core/id.ts'
import { notFound } from '../../../core/refusal.ts'
import { query } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { downtimeFile } from './make-downtime-packs.ts'

/** The pack as it lies in the data folder. Reading it is a look at everybody in it. */
export const downtimePack = query(contract.downtimePack, async ctx => {
  const file = downtimeFile(ctx.app, ctx.practice)
  let html: string
  let made: Date
  try {
    html = readFileSync(file, 'utf8')
    made = statSync(file).mtime
  } catch {
    throw notFound({ what: 'downtime-pack' })
  }
  // Somewhat more than the three days, on the safe side: those who may stand in it.
  const since = Temporal.Instant.fromEpochMilliseconds(made.getTime()).subtract({ hours: 48 }).toString()
  const until = Temporal.Instant.fromEpochMilliseconds(made.getTime()).add({ hours: 120 }).toString()
  const patients = await ctx.sql<{ patient_id: Id<'patient'> }>`
    select distinct a.patient_id from schedule.appointment a
     where a.practice_id = ${ctx.practice}::uuid and a.starts_at >= ${since}::timestamptz and a.starts_at < ${until}::timestamptz
       and a.state <> 'cancelled'`
  ctx.concerns(
    patients.map(row => row.patient_id),
    { downtimePack: made.toISOString() },
  )
  return { madeAt: made.toISOString(), html }
})
