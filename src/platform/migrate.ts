import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { runMigrations } from 'graphile-worker'
import type pg from 'pg'

const folder = fileURLToPath(new URL('../../db/migrations/', import.meta.url))

export type Migration = { number: number; name: string; text: string; sha256: string }

/** Every migration of this release, in order. */
export function migrations(): Migration[] {
  return readdirSync(folder)
    .filter(file => file.endsWith('.sql'))
    .sort()
    .map(name => {
      const text = readFileSync(folder + name, 'utf8')
      return { number: Number(name.slice(0, 4)), name, text, sha256: createHash('sha256').update(text).digest('hex') }
    })
}

/** A database that this release must not touch, with what to do about it. */
export class MigrationRefused extends Error {}

/** Brings a database to this release, each migration in its own transaction, under a lock so that two starts do not meet.
 *  Throws MigrationRefused if the database is newer than the program or a landed migration was edited. */
export async function migrate(owner: pg.Pool, now: Temporal.Instant): Promise<string[]> {
  await runMigrations({ pgPool: owner, schema: 'graphile_worker' })
  const client = await owner.connect()
  try {
    await client.query(`select pg_advisory_lock(hashtext('anteroom.migrate'))`)
    await client.query(`create table if not exists public.anteroom_migration
      (number int primary key, name text not null, sha256 text not null, at timestamptz not null)`)
    const done = (
      await client.query<{ number: number; name: string; sha256: string }>(
        'select number, name, sha256 from public.anteroom_migration order by number',
      )
    ).rows
    const known = migrations()
    const newest = known.at(-1)?.number ?? 0
    const beyond = done.find(row => row.number > newest)
    if (beyond)
      throw new MigrationRefused(
        `The database has been used by a newer Anteroom (${beyond.name}). Start that version, or restore a backup made before it.`,
      )
    const applied: string[] = []
    for (const migration of known) {
      const before = done.find(row => row.number === migration.number)
      if (before) {
        if (before.sha256 !== migration.sha256)
          throw new MigrationRefused(
            `Migration ${migration.name} was changed after it had been applied. Restore the file as it was released.`,
          )
        continue
      }
      try {
        await client.query('begin')
        await client.query(migration.text)
        await client.query('insert into public.anteroom_migration (number, name, sha256, at) values ($1, $2, $3, $4)', [
          migration.number,
          migration.name,
          migration.sha256,
          now.toString(),
        ])
        await client.query('commit')
      } catch (error) {
        await client.query('rollback')
        throw new Error(`Migration ${migration.name} failed: ${(error as Error).message}`, { cause: error })
      }
      applied.push(migration.name)
    }
    return applied
  } finally {
    await client.query(`select pg_advisory_unlock(hashtext('anteroom.migrate'))`).catch(() => {})
    client.release()
  }
}
