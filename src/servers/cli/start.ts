import path from 'node:path'
import { exitStatus } from '../../platform/cannot-start.ts'
import type { DataFolder } from '../../platform/data-folder.ts'
import { requireFreePort } from './address.ts'
import { bringUpToDate } from './migrate.ts'
import { assembleProgram, openPostgres, type Program, requireServer } from './program.ts'
import { serveParts, untilStopped } from './run-until-stopped.ts'
import type { Asked, Output, Subcommand } from './subcommand.ts'
import { buildWebApp } from './web-build.ts'

export const start: Subcommand = {
  name: 'start',
  takes: '[--empty | --demo]',
  summary: 'everything in one process: database, migration, demo clinic, web, worker',
  options: { empty: { type: 'boolean' }, demo: { type: 'boolean' } },
  async run(asked) {
    const { settings, out } = asked
    const stopped = untilStopped()
    const began = performance.now()
    await requireFreePort(settings.ANTEROOM_HOST, settings.ANTEROOM_PORT)
    const postgres = await openPostgres(settings, {
      alone: true,
      onRecovery: () => out.line('The last stop was not clean; the database is replaying its log …'),
      prepare: async folder => rememberEmpty(folder, asked),
    })
    const program = assembleProgram(settings, postgres)
    try {
      const built = buildWebApp(() => out.line('Building the web app (once) …'))
      // Awaited below; this only keeps a failure that comes first from being reported as unhandled.
      built.catch(() => undefined)
      await requireServer(program)
      await bringUpToDate(program.app)
      await built
      const serving = await serveParts(program, settings, { web: true, worker: true })
      postgres.folder?.announce(serving.address ?? '')
      await welcome(program, serving.address ?? '', performance.now() - began, out)
      const signal = await stopped
      out.line(`\nStopping (${signal}) …`)
      await serving.close()
    } finally {
      await program.close()
    }
    out.line('Stopped. Everything is saved.')
    out.data({ event: 'stopped' })
    return exitStatus.ok
  },
}

async function rememberEmpty(folder: DataFolder, { options }: Asked): Promise<void> {
  if (options.empty) folder.note({ empty: true })
}

async function welcome({ postgres, app }: Program, address: string, ms: number, out: Output): Promise<void> {
  out.line()
  out.line(`Anteroom is ready: ${address}   (${(ms / 1000).toFixed(1)} s)`)
  out.line(
    postgres.kind === 'embedded'
      ? `Its data is in ${path.relative(process.cwd(), app.dataFolder) || '.'}`
      : 'Its data is in the PostgreSQL of DATABASE_URL.',
  )
  out.line('Ctrl-C stops it.')
  out.data({ event: 'ready', address, ms: Math.round(ms) })
}
