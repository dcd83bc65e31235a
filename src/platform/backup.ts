import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { CannotStart, exitStatus } from './cannot-start.ts'
import { clusterOf } from './cluster-folder.ts'
import type { FolderNotes } from './data-folder.ts'
import { writeWhole } from './data-folder.ts'
import type { ConnectionSettings } from './database.ts'
import { type CopiedFile, copyDurably, copyTree, syncFolder, type Treatment } from './durable-copy.ts'

/** The list of contents, written last: a backup without it was cut off and is refused. */
export const manifestName = 'anteroom-backup.json'

export type Manifest = {
  madeAt: string
  version: string
  postgres: string
  notes: FolderNotes
  files: Record<string, CopiedFile>
}

// What a starting server makes anew or must not inherit (PostgreSQL, "Making a base backup using the low level API").
const emptiedFolders = new Set([
  'pg_wal',
  'pg_replslot',
  'pg_dynshmem',
  'pg_notify',
  'pg_serial',
  'pg_snapshots',
  'pg_stat_tmp',
  'pg_subtrans',
  'log',
])
const leftOutFiles =
  /(^|\/)(postmaster\.(pid|opts)|pg_internal\.init.*|backup_label(\.old)?|tablespace_map(\.old)?|current_logfiles.*|backup_manifest)$/
const treatInCluster = (name: string, isFolder: boolean): Treatment => {
  if (isFolder) return emptiedFolders.has(name) || /(^|\/)pgsql_tmp/.test(name) ? 'empty' : 'copy'
  return leftOutFiles.test(name) || /(^|\/)pgsql_tmp/.test(name) ? 'skip' : 'copy'
}

// Of the data folder: the cluster is copied apart, the rest below belongs to the running process.
const notKept =
  /^(pg|s|bin|pg\.new|lock(-journal)?|anteroom\.json|running\.json|postgres-start\.log|\.writable-\d+|.*\.new)$/

function requireEmptyTarget(target: string, dataFolder: string): void {
  const inside = path.relative(dataFolder, target)
  if (!inside.startsWith('..') && !path.isAbsolute(inside)) {
    throw new CannotStart(
      'backup.inside',
      'A backup cannot lie inside the data folder.',
      'Choose a folder elsewhere, best on another disk.',
      exitStatus.usage,
    )
  }
  if (fs.existsSync(target) && fs.readdirSync(target).length > 0) {
    throw new CannotStart(
      'backup.not-empty',
      `${target} is not empty.`,
      'Choose a new folder for each backup.',
      exitStatus.cannotWrite,
    )
  }
}

/** Copies the log the backup needs: from the segment it began in to the one it ended in. */
async function copyLog(cluster: string, target: string, first: string, last: string): Promise<Map<string, CopiedFile>> {
  const copied = new Map<string, CopiedFile>()
  for (const name of (await fs.promises.readdir(path.join(cluster, 'pg_wal'))).sort()) {
    const segment = /^[0-9A-F]{24}$/.test(name) && name >= first && name <= last
    if (!segment && !name.endsWith('.history')) continue
    const file = await copyDurably(path.join(cluster, 'pg_wal', name), path.join(target, 'pg_wal', name))
    if (file) copied.set(`pg_wal/${name}`, file)
  }
  if (!copied.has(`pg_wal/${first}`) || !copied.has(`pg_wal/${last}`))
    throw new Error('the log of the backup is incomplete')
  await syncFolder(path.join(target, 'pg_wal'))
  return copied
}

async function copyCluster(admin: pg.Client, cluster: string, target: string): Promise<Map<string, CopiedFile>> {
  // A temporary slot keeps the log since now from being recycled, and goes with this session, however it ends.
  await admin.query(`select pg_create_physical_replication_slot($1, true, true)`, [
    `anteroom_backup_${randomBytes(6).toString('hex')}`,
  ])
  const began = await admin.query<{ first: string }>(
    `select pg_walfile_name(pg_backup_start('anteroom', true)) as first`,
  )
  const copied = await copyTree(cluster, target, treatInCluster)
  const { rows } = await admin.query<{ labelfile: string; spcmapfile: string; last: string }>(
    'select labelfile, spcmapfile, pg_walfile_name(lsn) as last from pg_backup_stop(false)',
  )
  const { labelfile, spcmapfile, last } = rows[0]!
  for (const [name, text] of [
    ['backup_label', labelfile],
    ['tablespace_map', spcmapfile],
  ] as const) {
    if (!text) continue
    const half = path.join(target, `${name}.text`)
    fs.writeFileSync(half, text)
    copied.set(name, (await copyDurably(half, path.join(target, name)))!)
    fs.rmSync(half)
  }
  for (const [name, file] of await copyLog(cluster, target, began.rows[0]!.first, last)) copied.set(name, file)
  await syncFolder(target)
  return copied
}

/** Copies the running database and the files of the data folder to an empty folder, while work goes on; what was committed
 *  when it ends is in it. The database comes first, so that every file it knows of is there too. Not encrypted. */
export async function backUp(ask: {
  connection: ConnectionSettings
  dataFolder: string
  target: string
  version: string
  notes: FolderNotes
  now: Temporal.Instant
}): Promise<Manifest> {
  const target = path.resolve(ask.target)
  requireEmptyTarget(target, ask.dataFolder)
  const admin = new pg.Client({ ...ask.connection, application_name: 'anteroom backup' })
  admin.on('error', () => undefined)
  await admin.connect()
  const made = !fs.existsSync(target)
  try {
    fs.mkdirSync(target, { recursive: true, mode: 0o700 })
    fs.chmodSync(target, 0o700)
    const files: Manifest['files'] = {}
    const cluster = await copyCluster(admin, clusterOf(ask.dataFolder), path.join(target, 'pg'))
    for (const [name, file] of cluster) files[`pg/${name}`] = file
    const others = await copyTree(ask.dataFolder, path.join(target, 'files'), name =>
      notKept.test(name) ? 'skip' : 'copy',
    )
    for (const [name, file] of others) files[`files/${name}`] = file
    const { rows } = await admin.query<{ server_version: string }>('show server_version')
    const manifest = {
      madeAt: ask.now.toString(),
      version: ask.version,
      postgres: rows[0]!.server_version,
      notes: ask.notes,
      files,
    }
    writeWhole(path.join(target, manifestName), JSON.stringify(manifest))
    await syncFolder(target)
    return manifest
  } catch (cause) {
    for (const name of ['pg', 'files']) fs.rmSync(path.join(target, name), { recursive: true, force: true })
    if (made) fs.rmSync(target, { recursive: true, force: true })
    throw cause
  } finally {
    await admin.end().catch(() => undefined)
  }
}
