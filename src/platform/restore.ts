import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { type Manifest, manifestName } from './backup.ts'
import { CannotStart, exitStatus } from './cannot-start.ts'
import { adoptCluster } from './cluster-folder.ts'
import { type DataFolder, isNewer } from './data-folder.ts'
import type { ConnectionSettings } from './database.ts'
import { copyDurably, copyTree } from './durable-copy.ts'

/** What reading a restored database from end to end found. */
export type Verified = { tables: number; rows: number }

const damaged = (what: string) =>
  new CannotStart(
    'backup.damaged',
    `The backup is damaged: ${what}.`,
    'Take an older one. Nothing was restored.',
    exitStatus.badInput,
  )

/** The list of contents of a backup, or a refusal when it is none or was cut off. */
export function readManifest(source: string): Manifest {
  try {
    return JSON.parse(fs.readFileSync(path.join(source, manifestName), 'utf8')) as Manifest
  } catch {
    throw new CannotStart(
      'backup.none',
      `${source} holds no finished backup.`,
      `A finished one has a file ${manifestName}.`,
      exitStatus.badInput,
    )
  }
}

async function requireSound(source: string, { files }: Manifest): Promise<void> {
  for (const [name, { bytes, sha256 }] of Object.entries(files)) {
    const hash = createHash('sha256')
    let read = 0
    try {
      for await (const part of fs.createReadStream(path.join(source, name), { highWaterMark: 1024 * 1024 })) {
        hash.update(part)
        read += part.length
      }
    } catch {
      throw damaged(`${name} is missing`)
    }
    if (read !== bytes || hash.digest('hex') !== sha256) throw damaged(`${name} is not what was written`)
  }
}

/** Puts a backup into an empty data folder, whose lock the caller holds. Every file is checked against the list first. */
export async function restoreFiles(source: string, folder: DataFolder, version: string): Promise<Manifest> {
  const manifest = readManifest(source)
  if (isNewer(manifest.version, version)) {
    throw new CannotStart(
      'backup.newer-version',
      `The backup was made by Anteroom ${manifest.version}; this is ${version}.`,
      'Restore it with the newer Anteroom. Nothing was restored.',
      exitStatus.badSetting,
    )
  }
  if (fs.existsSync(path.join(folder.path, 'pg'))) {
    throw new CannotStart(
      'restore.not-empty',
      `The data folder ${folder.path} is not empty.`,
      'Move it away, or restore into another one with ANTEROOM_DATA.',
      exitStatus.cannotWrite,
    )
  }
  await requireSound(source, manifest)
  await adoptCluster(folder.path, async into => void (await copyTree(path.join(source, 'pg'), into)))
  for (const name of Object.keys(manifest.files).filter(name => name.startsWith('files/'))) {
    const target = path.join(folder.path, name.slice('files/'.length))
    fs.mkdirSync(path.dirname(target), { recursive: true, mode: 0o700 })
    await copyDurably(path.join(source, name), target)
  }
  folder.note(manifest.notes)
  return manifest
}

/** Reads every row of every table, so that a page whose checksum is wrong is met now and not when a patient is asked for. */
export async function readEverything(connection: ConnectionSettings): Promise<Verified> {
  const admin = new pg.Client(connection)
  admin.on('error', () => undefined)
  await admin.connect()
  try {
    const tables = await admin.query<{ name: string }>(
      `select format('%I.%I', n.nspname, c.relname) as name
         from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind = 'r' and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'`,
    )
    let rows = 0
    for (const { name } of tables.rows) {
      // The names come quoted from the catalog.
      const counted = await admin.query<{ n: string }>(`select count(*) as n from ${name}`)
      rows += Number(counted.rows[0]?.n)
    }
    return { tables: tables.rows.length, rows }
  } finally {
    await admin.end().catch(() => undefined)
  }
}
