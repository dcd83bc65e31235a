import { offerNewPermissions } from '../../platform/app.ts'
import { CannotStart, exitStatus } from '../../platform/cannot-start.ts'
import type { App } from '../../platform/context.ts'
import { MigrationRefused, migrate } from '../../platform/migrate.ts'
import { withProgram } from './program.ts'
import type { Subcommand } from './subcommand.ts'

/** Brings the database to this release and answers the migrations that were applied. */
export async function bringUpToDate(app: App): Promise<string[]> {
  try {
    const applied = await migrate(app.db.owner, app.clock.now())
    await offerNewPermissions(app)
    return applied
  } catch (cause) {
    // 42501 = insufficient_privilege, from the queue's own tables or from one of ours.
    const codes = [cause, (cause as Error).cause].map(error => (error as { code?: string } | undefined)?.code)
    if (codes.includes('42501')) {
      throw new CannotStart(
        'database.not-allowed',
        `The account of DATABASE_URL may not prepare the database: ${(cause as Error).message}.`,
        'Give it its own database and the role anteroom_app, see docs/operations.md.',
        exitStatus.noPermission,
      )
    }
    if (!(cause instanceof MigrationRefused)) throw cause
    throw new CannotStart('database.migration-refused', cause.message, 'Nothing was changed.', exitStatus.badSetting)
  }
}

export const migrateCommand: Subcommand = {
  name: 'migrate',
  takes: '',
  summary: 'bring the database to this version (start does it by itself)',
  run: ({ settings, out }) =>
    withProgram(settings, async ({ app }) => {
      const applied = await bringUpToDate(app)
      for (const name of applied) out.line(name)
      out.line(applied.length === 0 ? 'The database is up to date.' : `${applied.length} migrations applied.`)
      out.data({ applied })
      return exitStatus.ok
    }),
}
