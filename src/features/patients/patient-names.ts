import type { Id } from '../../core/id.ts'
import type { Context } from '../../platform/context.ts'
import { lineOf, type PatientLine, patientRows, spokenName } from './patient-row.ts'
import { placeOf } from './place.ts'

/** How other features call a patient: the name as it is said, by id. Ids of nobody here are left out. */
export async function patientNames(ctx: Context, ids: readonly string[]): Promise<Map<string, string>> {
  const lines = await patientLines(ctx, ids)
  return new Map([...lines].map(([id, line]) => [id, spokenName(line)]))
}

/** The patients on one line each, by id, merged-away ones as they are. Whoever shows them names them through ctx.concerns. */
async function patientLines(
  ctx: Context,
  ids: readonly string[],
): Promise<Map<string, PatientLine & { mergedInto: Id<'patient'> | null }>> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return new Map()
  const { today } = await placeOf(ctx)
  const rows = await patientRows(ctx, wanted)
  return new Map(
    wanted.flatMap(id => {
      const row = rows.get(id)
      return row ? [[id, { ...lineOf(row, today), mergedInto: row.mergedInto }] as const] : []
    }),
  )
}
