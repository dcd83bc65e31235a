import { demoPassword } from '../../features/simulator/index.ts'
import { discardCluster } from '../../platform/cluster-folder.ts'
import type { App } from '../../platform/context.ts'
import type { DataFolder } from '../../platform/data-folder.ts'
import { sqlOn } from '../../platform/database.ts'

/** What is in the database: nothing yet, the demo clinic, or a practice of somebody's own. */
export type Installation = 'empty' | 'demo' | 'own'

export async function installationOf(app: App): Promise<Installation> {
  const [found] = await sqlOn(app.db.owner)<{ empty: boolean; demo: boolean }>`
    select empty, demo from practice.installation()`
  return found!.empty ? 'empty' : found!.demo ? 'demo' : 'own'
}

/** Takes away a demo clinic whose loading was cut off, before the database is started. Until it is loaded whole the program serves
 *  nobody, so nothing but the half clinic can be in there. Answers whether it did. */
export async function discardHalfDemo(folder: DataFolder): Promise<boolean> {
  if (folder.notes.demo !== 'loading') return false
  await discardCluster(folder.path)
  folder.note({ demo: undefined })
  return true
}

/** Loads the demo clinic into an empty installation: on the data folder unless it was begun with --empty, on a server of
 *  DATABASE_URL only with --demo. */
export async function loadDemoIfWanted(
  app: App,
  folder: DataFolder | undefined,
  ask: { demo: boolean; load(app: App): Promise<unknown>; onLoad?(): void },
): Promise<Installation> {
  const before = await installationOf(app)
  const wanted = ask.demo || (folder !== undefined && !folder.notes.empty)
  if (before !== 'empty' || !wanted) return before
  ask.onLoad?.()
  folder?.note({ demo: 'loading' })
  await ask.load(app)
  folder?.note({ demo: 'loaded' })
  return installationOf(app)
}

/** A sign-in of the demo clinic; `role` is the key ('manager'), `title` what people read. */
export type DemoPerson = { name: string; role: string; title: string; email: string; password: string }

/** Who may sign in to the demo clinic, one for each role: the ones to print. */
export async function demoPeople(app: App): Promise<DemoPerson[]> {
  return sqlOn(app.db.owner)<DemoPerson>`
    select distinct on (r.key) s.name, r.key as role, r.name as title, s.email, ${demoPassword}::text as password
      from practice.practice p
      join practice.staff s on s.practice_id = p.practice_id and s.left_at is null
      join practice.staff_role h on h.practice_id = s.practice_id and h.staff_id = s.id
      join practice.role r on r.practice_id = h.practice_id and r.id = h.role_id
     where p.demo
     order by r.key, s.created_at, s.id`
}

/** The sign-ins as lines for a person. */
export function demoLines(people: readonly DemoPerson[]): string[] {
  const width = Math.max(0, ...people.map(({ email }) => email.length))
  return [
    `Demo clinic, nobody in it exists. The password is: ${demoPassword}`,
    ...people.map(({ email, name, title }) => `  ${email.padEnd(width)}  ${title}, ${name}`),
  ]
}
