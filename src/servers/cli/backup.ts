import fs from 'node:fs'
import path from 'node:path'
import { backUp } from '../../platform/backup.ts'
import { CannotStart, exitStatus } from '../../platform/cannot-start.ts'
import { machineClock } from '../../platform/clock.ts'
import type { FolderNotes } from '../../platform/data-folder.ts'
import { openPostgres, programVersion } from './program.ts'
import type { Asked, Subcommand } from './subcommand.ts'

/** The one folder a subcommand was given, relative to where the operator stands. */
export function oneFolder({ words }: Asked, usage: string): string {
  const [folder, ...more] = words
  if (!folder || more.length > 0) throw new CannotStart('cli.usage', 'One folder is needed.', usage, exitStatus.usage)
  return path.resolve(folder)
}

/** Backups of a server we do not run are the business of its own tools, which know its disks and its log. */
export function requireEmbedded({ settings }: Asked, what: string): void {
  if (!settings.DATABASE_URL) return
  throw new CannotStart(
    'backup.not-ours',
    `${what} is for the embedded database; DATABASE_URL names a server of its own.`,
    'Use PostgreSQL’s tools there: pg_basebackup with log archiving, or pg_dump -Fc.',
    exitStatus.usage,
  )
}

function notesOf(dataFolder: string): FolderNotes {
  try {
    const { empty, demo } = JSON.parse(fs.readFileSync(path.join(dataFolder, 'anteroom.json'), 'utf8')) as FolderNotes
    // 'loading' would make the restored folder throw the database away as a demo clinic cut off half way.
    return { empty, demo: demo === 'loaded' ? demo : undefined }
  } catch {
    return {}
  }
}

export const backup: Subcommand = {
  name: 'backup',
  takes: 'DIR',
  summary: 'copy database and files to an empty folder, also while Anteroom runs',
  async run(asked) {
    requireEmbedded(asked, 'backup')
    const target = oneFolder(asked, 'Usage: anteroom backup DIR')
    const { settings, out } = asked
    if (!fs.existsSync(path.join(settings.ANTEROOM_DATA, 'pg'))) {
      const sentence = `There is no database in ${settings.ANTEROOM_DATA}.`
      throw new CannotStart('backup.nothing', sentence, 'Name the data folder with ANTEROOM_DATA.', exitStatus.badInput)
    }
    const began = performance.now()
    const postgres = await openPostgres(settings)
    try {
      const manifest = await backUp({
        connection: postgres.connection,
        dataFolder: fs.realpathSync(settings.ANTEROOM_DATA),
        target,
        version: programVersion,
        notes: notesOf(settings.ANTEROOM_DATA),
        now: machineClock.now(),
      })
      const files = Object.values(manifest.files)
      const bytes = files.reduce((sum, file) => sum + file.bytes, 0)
      const ms = Math.round(performance.now() - began)
      out.line(`${files.length} files, ${(bytes / 1e6).toFixed(0)} MB in ${(ms / 1000).toFixed(1)} s: ${target}`)
      out.line('It is not encrypted: keep it on an encrypted disk. anteroom restore DIR brings it back.')
      out.data({ folder: target, files: files.length, bytes, ms, madeAt: manifest.madeAt })
      return exitStatus.ok
    } finally {
      await postgres.close()
    }
  },
}
