import { randomInt } from 'node:crypto'
import { addPersonAsOperator } from '../../features/practice/index.ts'
import { exitStatus } from '../../platform/cannot-start.ts'
import { bringUpToDate } from './migrate.ts'
import { manyOf, practiceOf, requiredText } from './option.ts'
import { withProgram } from './program.ts'
import type { Subcommand } from './subcommand.ts'

// Without letters and digits that are mistaken for each other when read from paper.
const letters = 'abcdefghjkmnpqrstuvwxyz23456789'

/** A first password to hand over: 20 letters (99 bits) in groups that can be read aloud. */
export const firstPassword = (): string =>
  Array.from({ length: 5 }, () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('')).join(
    '-',
  )

const usage = 'Usage: anteroom person add --name NAME --email EMAIL --role KEY [--role KEY …] [--practice ID]'

export const personAdd: Subcommand = {
  name: 'person add',
  takes: '--name NAME --email EMAIL --role KEY',
  summary: 'add somebody who works here, with a first password; roles: secretary, biller, provider, manager, …',
  options: {
    name: { type: 'string' },
    email: { type: 'string' },
    role: { type: 'string', multiple: true },
    practice: { type: 'string' },
  },
  async run(asked) {
    const name = requiredText(asked, 'name', usage)
    const email = requiredText(asked, 'email', usage)
    const roles = manyOf(asked, 'role', usage)
    const practice = practiceOf(asked)
    return withProgram(asked.settings, async ({ app }) => {
      await bringUpToDate(app)
      const password = firstPassword()
      const added = await addPersonAsOperator(app, { name, email, roles, password, practice })
      asked.out.line(`${email} may sign in with the first password ${password}`)
      asked.out.line('It is shown only now and must be changed at the first sign-in.')
      asked.out.data({ ...added, email, password })
      return exitStatus.ok
    })
  },
}
