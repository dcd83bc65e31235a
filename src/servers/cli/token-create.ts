import { createTokenAsOperator } from '../../features/access/index.ts'
import { exitStatus } from '../../platform/cannot-start.ts'
import { bringUpToDate } from './migrate.ts'
import { numberOf, practiceOf, requiredText, textsOf } from './option.ts'
import { withProgram } from './program.ts'
import type { Subcommand } from './subcommand.ts'

const usage =
  'Usage: anteroom token create --person EMAIL [--days N] [--scope PERMISSION …] [--label TEXT] [--practice ID]'

export const tokenCreate: Subcommand = {
  name: 'token create',
  takes: '--person EMAIL [--days N] [--scope PERMISSION …]',
  summary: 'print a bearer token for the API that may do what the person may, or only what --scope names',
  options: {
    person: { type: 'string' },
    days: { type: 'string' },
    scope: { type: 'string', multiple: true },
    label: { type: 'string' },
    practice: { type: 'string' },
  },
  async run(asked) {
    const email = requiredText(asked, 'person', usage)
    const days = numberOf(asked, 'days', 90, usage)
    const scope = textsOf(asked, 'scope')
      .flatMap(text => text.split(','))
      .map(text => text.trim())
    const { label } = asked.options
    const practice = practiceOf(asked)
    return withProgram(asked.settings, async ({ app }) => {
      await bringUpToDate(app)
      const made = await createTokenAsOperator(app, {
        email,
        days,
        scope,
        practice,
        ...(typeof label === 'string' ? { label } : {}),
      })
      // The token alone on its line, so that a script may take it: TOKEN=$(anteroom token create …)
      asked.out.line(made.token)
      asked.out.data(made)
      return exitStatus.ok
    })
  },
}
