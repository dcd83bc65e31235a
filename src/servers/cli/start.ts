import path from 'node:path'
import { loadDemoClinic } from '../../features/simulator/index.ts'
import { CannotStart, exitStatus } from '../../platform/cannot-start.ts'
import type { DataFolder } from '../../platform/data-folder.ts'
import type { Settings } from '../../platform/settings.ts'
import { requireFreePort } from './address.ts'
import { type DemoPerson, demoLines, demoPeople, discardHalfDemo, type Installation, loadDemoIfWanted } from './demo.ts'
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
    const { settings, options, out } = asked
    if (options.demo && options.empty) {
      throw new CannotStart('cli.usage', 'Both --empty and --demo?', 'Choose one of them.', exitStatus.usage)
    }
    const stopped = untilStopped()
    await requireFreePort(settings.ANTEROOM_HOST, settings.ANTEROOM_PORT)
    const postgres = await openPostgres(settings, {
      alone: true,
      onRecovery: () => out.line('The last stop was not clean; the database is replaying its log …'),
      prepare: folder => prepare(folder, asked),
    })
    const program = assembleProgram(settings, postgres)
    try {
      const built = buildWebApp(() => out.line('Building the web app (once) …'))
      // Awaited below; this only keeps a failure that comes first from being reported as unhandled.
      built.catch(() => undefined)
      await requireServer(program)
      await bringUpToDate(program.app)
      const installation = await loadDemoIfWanted(program.app, postgres.folder, {
        demo: options.demo === true,
        load: loadDemoClinic,
        onLoad: () => out.line('Loading the demo clinic (once) …'),
      })
      await built
      const serving = await serveParts(program, settings, { web: true, worker: true })
      postgres.folder?.announce(serving.address ?? '')
      const people = installation === 'demo' ? await demoPeople(program.app) : []
      // Since the process began, with the loading of its own code: what a person at the machine waits for.
      const ms = performance.now()
      welcome({ program, settings, installation, people, address: serving.address ?? '', ms }, out)
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

async function prepare(folder: DataFolder, { options, out }: Asked): Promise<void> {
  if (options.empty) folder.note({ empty: true })
  if (options.demo) folder.note({ empty: undefined })
  if (await discardHalfDemo(folder))
    out.line('The demo clinic was cut off while it was being loaded; it is loaded anew.')
}

type Ready = {
  program: Program
  settings: Settings
  installation: Installation
  people: DemoPerson[]
  address: string
  ms: number
}

function welcome({ program, settings, installation, people, address, ms }: Ready, out: Output): void {
  const { app, postgres } = program
  out.line()
  out.line(`Anteroom is ready: ${address}   (${(ms / 1000).toFixed(1)} s)`)
  if (installation === 'empty') out.line('Open it to set up the practice and its first manager.')
  if (people.length > 0) for (const line of demoLines(people)) out.line(line)
  if (!/^(127\.|::1$|localhost$)/.test(settings.ANTEROOM_HOST) && !settings.ANTEROOM_SECURE_COOKIES) {
    out.line('It is open to the network without https. For more than a try, put a proxy with TLS in front.')
  }
  out.line(
    postgres.kind === 'embedded'
      ? `Its data is in ${path.relative(process.cwd(), app.dataFolder) || '.'}. Ctrl-C stops it.`
      : 'Its data is in the PostgreSQL of DATABASE_URL. Ctrl-C stops it.',
  )
  out.data({ event: 'ready', address, ms: Math.round(ms), installation, signIns: people })
}
