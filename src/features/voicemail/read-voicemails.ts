import type { z } from 'zod'
import type { Id } from '../../core/id.ts'
import type { Context } from '../../platform/context.ts'
import { candidatesFor } from '../calls/index.ts'
import type { voicemailLine } from './contract-parts.ts'

type Line = z.output<typeof voicemailLine>

type Row = Omit<Line, 'patient' | 'candidates' | 'heardBy' | 'steps'> & {
  patient: Id<'patient'> | null
  name: string | null
  birthDate: string | null
  chartNumber: string | null
}

/** Spoken messages by their ids, in the order given, each with what was done about it. */
export async function readVoicemails(ctx: Context, ids: readonly string[]): Promise<Line[]> {
  const rows = await ctx.sql<Row>`
    select v.id as voicemail, v.received_at as "receivedAt", v.line, v.number, v.number_text as "numberText", v.seconds,
           v.sound_id is not null as playable, v.settled_at as "settledAt", v.patient_id as patient,
           btrim(concat_ws(' ', p.given, p.family)) as name, p.birth_date as "birthDate", p.chart_number as "chartNumber"
      from unnest(${ids}::uuid[]) with ordinality as asked(id, n)
      join voicemail.voicemail v on v.practice_id = ${ctx.practice} and v.id = asked.id
      left join patients.patient p on p.practice_id = v.practice_id and p.id = v.patient_id
     order by asked.n`
  const steps = await ctx.sql<Line['steps'][number] & { voicemail: string }>`
    select t.voicemail_id as voicemail, t.kind, t.at, s.name as by, t.how, t.text
      from voicemail.step t
      left join practice.staff s on s.practice_id = t.practice_id and s.id = t.by
     where t.practice_id = ${ctx.practice} and t.voicemail_id = any(${ids}::uuid[])
     order by t.id`
  const lines: Line[] = []
  for (const { patient, name, birthDate, chartNumber, ...row } of rows) {
    const own = steps.filter(step => step.voicemail === row.voicemail)
    const candidates = patient ? [] : await candidatesFor(ctx, row.number)
    ctx.concerns(patient ? [patient] : candidates.map(one => one.patient))
    lines.push({
      ...row,
      patient: patient && { patient, name: name ?? '', birthDate, chartNumber },
      candidates,
      heardBy: own.filter(step => step.kind === 'heard').map(step => ({ name: step.by ?? '', at: step.at })),
      steps: own,
    })
  }
  return lines
}
