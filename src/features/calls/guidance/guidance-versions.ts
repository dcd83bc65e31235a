import { notFound } from '../../../core/refusal.ts'
import { query } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { readGuidance } from './guidance-rows.ts'

type Row = {
  version: number
  active: boolean
  content: unknown
  at: string
  by: string | null
  approvedAt: string | null
  approvedBy: string | null
}

export const guidanceVersions = query(contract.guidanceVersions, async (ctx, input) => {
  const one = (await readGuidance(ctx)).find(other => other.guidance === input.guidance)
  if (!one) throw notFound({ what: 'guidance' })
  if (!one.kept) return { versions: [one] }
  const rows = await ctx.sql<Row>`
    select v.version, v.active, v.content, v.at, s.name as by, a.at as "approvedAt", d.name as "approvedBy"
      from calls.guidance_version v
      left join practice.staff s on s.practice_id = v.practice_id and s.id = v.by
      left join calls.guidance_approval a on a.practice_id = v.practice_id and a.guidance_id = v.guidance_id and a.version = v.version
      left join practice.staff d on d.practice_id = a.practice_id and d.id = a.by
     where v.practice_id = ${ctx.practice} and v.guidance_id = ${input.guidance}
     order by v.version desc`
  return {
    versions: rows.map(({ approvedAt, approvedBy, ...row }) => ({
      ...row,
      approved: approvedAt === null ? null : { at: approvedAt, by: approvedBy },
    })),
  }
})
