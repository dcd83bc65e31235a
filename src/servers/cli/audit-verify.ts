import type { OutputOf } from '../../core/contract.ts'
import { notFound } from '../../core/refusal.ts'
import { verifyAudit } from '../../features/privacy/contract.ts'
import { exitStatus } from '../../platform/cannot-start.ts'
import { askAsOperator, practicesHere } from './ask-as-operator.ts'
import { bringUpToDate } from './migrate.ts'
import { practiceOf } from './option.ts'
import { withProgram } from './program.ts'
import type { Subcommand } from './subcommand.ts'

function told({ sound, lines, unsealed, trouble }: OutputOf<typeof verifyAudit>): string {
  if (!trouble)
    return `${lines} lines are whole${unsealed > 0 ? `, ${unsealed} more wait for their seal` : ''}${sound ? '' : ', but not sound'}`
  const where = [trouble.seq === null ? '' : `at place ${trouble.seq}`, trouble.line ? `line ${trouble.line}` : '']
  return `WRONG: ${trouble.kind} ${where.filter(Boolean).join(', ')}`
}

export const auditVerify: Subcommand = {
  name: 'audit verify',
  takes: '[--practice ID]',
  summary: 'check the sealed audit trail and name the first altered, missing or reordered line',
  options: { practice: { type: 'string' } },
  run: asked =>
    withProgram(asked.settings, async ({ app }) => {
      await bringUpToDate(app)
      const practices = await practicesHere(app, practiceOf(asked))
      if (practices.length === 0) throw notFound({ what: 'practice' })
      const results = []
      for (const { id, name } of practices) {
        const result = await askAsOperator(app, verifyAudit, id, {})
        results.push({ practice: id, name, ...result })
        asked.out.line(`${name}: ${told(result)}`)
      }
      const sound = results.every(result => result.sound)
      asked.out.data({ sound, practices: results })
      return sound ? exitStatus.ok : exitStatus.failed
    }),
}
