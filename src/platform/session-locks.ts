import type pg from 'pg'
import type { Database } from './database.ts'

export type SessionLocks = {
  /** Takes the lock of that name if no other process has it. Who asks never asks for one it holds: a session gets its own again. */
  take(name: string): Promise<boolean>
  giveBack(name: string): Promise<void>
  close(): Promise<void>
}

/** Locks among processes, all on one connection beside the pools. A lock that sat on a connection of a pool while its holder asked the
 *  same pool for another one would stop everything as soon as there are as many holders as connections. The server gives the locks
 *  of a lost connection back by itself. */
export function openLocks(db: Pick<Database, 'openSession'>): SessionLocks {
  let session: Promise<pg.Client> | null = null
  const opened = async (): Promise<pg.Client> => {
    const made = db.openSession({ name: 'locks' })
    const lost = () => {
      if (session === mine) session = null
    }
    made.on('error', lost)
    made.on('end', lost)
    const mine = made.connect().then(() => made)
    session = mine
    mine.catch(lost)
    return mine
  }
  // One connection, one statement at a time.
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = last.then(work)
    last = mine.catch(() => undefined)
    return mine
  }
  return {
    take: name =>
      inTurn(async () => {
        const client = await (session ?? opened())
        const { rows } = await client.query<{ got: boolean }>('select pg_try_advisory_lock(hashtext($1)) as got', [
          name,
        ])
        return rows[0]!.got
      }),
    giveBack: name =>
      inTurn(async () => {
        // With the connection the lock is gone as well.
        const client = await session?.catch(() => null)
        await client?.query('select pg_advisory_unlock(hashtext($1))', [name]).catch(() => undefined)
      }),
    async close() {
      await last
      const client = await session?.catch(() => null)
      await client?.end().catch(() => undefined)
    },
  }
}
