import { notFound } from '../../core/refusal.ts'
import { verifyAudit } from '../../platform/audit.ts'
import { exitStatus } from '../../platform/cannot-start.ts'
import { bringUpToDate } from './migrate.ts'
import { practiceOf } from './option.ts'
import { practicesHere } from './practices-here.ts'
import { withProgram } from './program.ts'
import type { Subcommand } from './subcommand.ts'

type Check = Awaited<ReturnType<typeof verifyAudit>>[number]

function told({ sound, lines, unsealed, trouble }: Check): string {
  if (!trouble)
    return `${lines} lines are whole${unsealed > 0 ? `, ${unsealed} more wait for their seal` : ''}${sound ? '' : ', but not sound'}`
  const where = [trouble.seq === null ? '' : `at place ${trouble.seq}`, trouble.line ? `line ${trouble.line}` : '']
  return `WRONG: ${trouble.kind} ${where.filter(Boolean).join(', ')}`
}

/** Who a chain belongs to: sign-ins at unknown accounts are kept in one of nobody's, and a practice may be gone while its heads stand. */
const nobody = '00000000-0000-0000-0000-000000000000'

export const auditVerify: Subcommand = {
  name: 'audit verify',
  takes: '[--practice ID]',
  summary: 'check the sealed audit trail and name the first altered, missing or reordered line',
  options: { practice: { type: 'string' } },
  run: asked =>
    withProgram(asked.settings, async ({ app }) => {
      await bringUpToDate(app)
      const only = practiceOf(asked)
      const names = new Map(
        (await practicesHere(app, only)).map(practice => [practice.id as string, practice.name] as const),
      )
      if (only && names.size === 0) throw notFound({ what: 'practice' })
      const results = (await verifyAudit(app, only)).map(check => ({
        ...check,
        name: names.get(check.practice) ?? (check.practice === nobody ? 'Nobody signed in' : 'A practice that is gone'),
      }))
      for (const result of results) asked.out.line(`${result.name}: ${told(result)}`)
      const sound = results.every(result => result.sound)
      asked.out.data({ sound, practices: results })
      return sound ? exitStatus.ok : exitStatus.failed
    }),
}
