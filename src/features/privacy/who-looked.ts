import type { Id } from '../../core/id.ts'
import { query } from '../../platform/feature.ts'
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
  why: string | null
}

/** Everybody who opened or changed one patient's record. Asking leaves a line of its own, to be seen the next time. */
export const whoLooked = query(contract.whoLooked, async (ctx, input) => {
  await requireKnownPatient(ctx, input.patient)
  const start = pageStart(input.before)
  const looks = await ctx.sql<Row>`
    select l.id, l.at, l.actor_kind as kind, l.deed, l.outcome, l.why,
           case when f.id is not null then jsonb_build_object('id', f.id, 'name', f.name) end as person
      from platform.audit_page(${input.patient}::uuid, '-infinity'::timestamptz, 'infinity'::timestamptz, null, null, null,
             ${start?.at ?? null}::timestamptz, ${start?.id ?? null}::uuid, ${input.limit}::int) l
      left join practice.staff f on f.practice_id = l.practice_id and f.id = l.actor_id
     order by l.at desc, l.id desc`
  ctx.concerns([input.patient])
  return { looks, next: looks.length === input.limit ? nextPage(looks.at(-1)) : null }
})
