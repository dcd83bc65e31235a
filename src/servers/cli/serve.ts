import { CannotStart, exitStatus } from '../../platform/cannot-start.ts'
import { requireFreePort } from './address.ts'
import { bringUpToDate } from './migrate.ts'
import { assembleProgram, openPostgres, requireServer } from './program.ts'
import { type Parts, serveParts, untilStopped } from './run-until-stopped.ts'
import type { Subcommand } from './subcommand.ts'
import { buildWebApp } from './web-build.ts'

function partsOf(only: unknown): Parts {
  if (only === undefined) return { web: true, worker: true }
  if (only === 'web' || only === 'worker') return { web: only === 'web', worker: only === 'worker' }
  throw new CannotStart('cli.usage', `--only ${only}?`, 'Usage: anteroom serve [--only web|worker]', exitStatus.usage)
}

export const serve: Subcommand = {
  name: 'serve',
  takes: '[--only web|worker]',
  summary: 'the web server, the worker or both, as many processes as wanted on one database',
  options: { only: { type: 'string' } },
  async run({ options, settings, out }) {
    const parts = partsOf(options.only)
    const stopped = untilStopped()
    if (parts.web) await requireFreePort(settings.ANTEROOM_HOST, settings.ANTEROOM_PORT)
    const program = assembleProgram(settings, await openPostgres(settings))
    try {
      await requireServer(program)
      await bringUpToDate(program.app)
      if (parts.web) await buildWebApp(() => out.line('Building the web app (once) …'))
      const serving = await serveParts(program, settings, parts)
      program.postgres.folder?.announce(serving.address ?? '')
      out.line(
        `Ready: ${[serving.address, parts.worker ? 'worker' : ''].filter(Boolean).join(' and ')}. Ctrl-C stops it.`,
      )
      out.data({ event: 'ready', ...parts, address: serving.address })
      await stopped
      await serving.close()
    } finally {
      await program.close()
    }
    out.data({ event: 'stopped' })
    return exitStatus.ok
  },
}
