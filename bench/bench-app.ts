import { assembleApp, offerNewPermissions } from '../src/platform/app.ts'
import type { App, Caller } from '../src/platform/context.ts'
import type { Database } from '../src/platform/database.ts'
import { features } from '../src/servers/features.ts'

/** What every bench gets: a migrated empty database, whether to keep the sizes small, and where to tell how far it is. */
export type BenchAsk = { db: Database; quick: boolean; say(text: string): void }

/** The program on that database with the machine's clock, as it is served. */
export async function benchApp(db: Database): Promise<App> {
  const log = {
    info() {},
    error: (code: string, error: unknown) => console.error(code, error),
  } as unknown as App['log']
  const app = assembleApp({ db, clock: { now: () => Temporal.Now.instant() }, log, features, dataFolder: '' })
  await offerNewPermissions(app)
  return app
}

/** Somebody of that practice who may do everything. */
export const everybody = (practice: Caller['practice']): Caller => ({
  practice,
  kind: 'operator',
  staff: null,
  session: null,
  name: 'Bench',
  permissions: 'all',
})
