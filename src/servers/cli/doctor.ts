import { exitStatus } from '../../platform/cannot-start.ts'
import { checkAudit, checkJobs, checkMigrations, checkPostgres, checkZones } from './doctor-database.ts'
import { checkDisk, checkNode, checkPort } from './doctor-machine.ts'
import type { Check, Finding } from './finding.ts'
import { withProgram } from './program.ts'
import type { Subcommand } from './subcommand.ts'

const checks: Check[] = [
  checkNode,
  checkDisk,
  checkPort,
  checkPostgres,
  checkMigrations,
  checkJobs,
  checkAudit,
  checkZones,
]

const marks = { good: 'ok   ', watch: 'look ', bad: 'WRONG' }

export const doctor: Subcommand = {
  name: 'doctor',
  takes: '',
  summary: 'look at Node, disk, port, PostgreSQL, migrations, jobs, the audit trail and time zones',
  run: ({ settings, out }) =>
    withProgram(settings, async program => {
      const findings: Finding[] = []
      for (const check of checks) findings.push(await check(program, settings))
      for (const { check, state, says } of findings) out.line(`${marks[state]}  ${check.padEnd(12)}  ${says}`)
      const worst = findings.some(finding => finding.state === 'bad')
      out.data({ healthy: !worst, findings })
      return worst ? exitStatus.failed : exitStatus.ok
    }),
}
