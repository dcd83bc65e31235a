import type { Id } from '../../core/id.ts'
import { query } from '../../platform/feature.ts'
import { requireStaff } from '../practice/index.ts'
import * as contract from './contract.ts'
import { requireKnownPatient } from './known-patient.ts'
import { nextPage, pageStart } from './page-start.ts'

type Row = {
  id: string
  at: string
  kind: 'staff' | 'token' | 'operator' | 'system' | 'nobody'
  person: { id: Id<'staff'>; name: string } | null
  deed: string
  outcome: 'done' | 'refused'
  refusal: string | null
  patients: Id<'patient'>[]
  subject: Record<string, unknown>
  why: string | null
  request: string | null
  sealed: boolean
}

/** A page of the audit trail. Looking at lines that name patients is itself a look at these patients, and leaves a line. */
export const auditLines = query(contract.auditLines, async (ctx, input) => {
  if (input.person) await requireStaff(ctx, input.person)
  if (input.patient) await requireKnownPatient(ctx, input.patient)
  const start = pageStart(input.before)
  const lines = await ctx.sql<Row>`
    select l.id, l.at, l.actor_kind as kind, l.deed, l.outcome, l.refusal, l.patients::text[] as patients, l.subject, l.why,
           l.request_id as request,
           case when f.id is not null then jsonb_build_object('id', f.id, 'name', f.name) end as person,
           exists (select from platform.audit_seal s where s.practice_id = l.practice_id and s.line_id = l.id) as sealed
      from platform.audit_page(${input.patient ?? null}::uuid, ${input.from ?? '-infinity'}::timestamptz,
             ${input.to ?? 'infinity'}::timestamptz, ${input.person ?? null}::uuid, ${input.deed ?? null}::text,
             ${input.outcome ?? null}::text, ${start?.at ?? null}::timestamptz, ${start?.id ?? null}::uuid, ${input.limit}::int) l
      left join practice.staff f on f.practice_id = l.practice_id and f.id = l.actor_id
     order by l.at desc, l.id desc`
  ctx.concerns(lines.flatMap(line => line.patients))
  if (input.patient) ctx.concerns([input.patient])
  return { lines, next: lines.length === input.limit ? nextPage(lines.at(-1)) : null }
})
