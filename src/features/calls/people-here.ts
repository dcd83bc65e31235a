import type { Id } from '../../core/id.ts'
import { notFound } from '../../core/refusal.ts'
import type { Context } from '../../platform/context.ts'

type Named = {
  patient?: Id<'patient'> | undefined
  staff?: Id<'staff'> | undefined
  call?: Id<'call'> | undefined
}

/** Missing if a filter names somebody or something of nobody here: an empty list would look like an answer. */
export async function requireHere(ctx: Context, named: Named): Promise<void> {
  const [row] = await ctx.sql<Record<keyof Named, boolean>>`
    select ${named.patient ?? null}::uuid is null
             or exists (select from patients.patient p where p.practice_id = ${ctx.practice}::uuid and p.id = ${named.patient ?? null}::uuid) as patient,
           ${named.staff ?? null}::uuid is null
             or exists (select from practice.staff s where s.practice_id = ${ctx.practice}::uuid and s.id = ${named.staff ?? null}::uuid) as staff,
           ${named.call ?? null}::uuid is null
             or exists (select from calls.call c where c.practice_id = ${ctx.practice}::uuid and c.id = ${named.call ?? null}::uuid) as call`
  for (const what of ['patient', 'staff', 'call'] as const) if (!row![what]) throw notFound({ what })
}
