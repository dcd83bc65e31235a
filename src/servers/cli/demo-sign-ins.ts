import { CannotStart, exitStatus } from '../../platform/cannot-start.ts'
import { demoLines, demoPeople } from './demo.ts'
import { bringUpToDate } from './migrate.ts'
import { withProgram } from './program.ts'
import type { Subcommand } from './subcommand.ts'

export const demoSignIns: Subcommand = {
  name: 'demo-sign-ins',
  takes: '',
  summary: 'show again with what to sign in to the demo clinic',
  run: ({ settings, out }) =>
    withProgram(settings, async ({ app }) => {
      await bringUpToDate(app)
      const signIns = await demoPeople(app)
      if (signIns.length === 0) {
        throw new CannotStart('demo.none', 'There is no demo clinic here.', '', exitStatus.badInput)
      }
      for (const line of demoLines(signIns)) out.line(line)
      out.data({ signIns })
      return exitStatus.ok
    }),
}
