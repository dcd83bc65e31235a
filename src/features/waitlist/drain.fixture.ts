import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { World } from '../../../test/world.ts'
import type { Id } from '../../core/id.ts'
import { handOnEvents } from '../../platform/hand-on-events.ts'
import { asSystem } from '../../platform/transaction.ts'

type Work = (practice: Id<'practice'>, payload: Record<string, unknown>) => Promise<void>

/** Does every job that is due by the clock of the world, and those that come of it, one after another: the worker without its waiting. */
export async function drain(world: World, ask: { only?: string } = {}): Promise<string[]> {
  const work = new Map<string, Work[]>()
  const add = (task: string, run: Work) => work.set(task, [...(work.get(task) ?? []), run])
  for (const feature of world.app.features) {
    for (const job of feature.jobs ?? []) {
      add(job.task, (practice, payload) => asSystem(world.app, practice, job.task, ctx => job.run(ctx, payload)))
    }
    for (const job of feature.outsideJobs ?? [])
      add(job.task, (practice, payload) => job.run(world.app, practice, payload))
    for (const one of feature.subscriptions ?? []) {
      add(`event:${one.event}`, (practice, payload) =>
        asSystem(world.app, practice, one.task, ctx => one.run(ctx, payload.facts as Record<string, unknown>)),
      )
    }
  }
  const done: string[] = []
  for (;;) {
    await handOnEvents(world.app)
    const [job] = await world.asOwner<{
      task: string
      payload: Record<string, unknown> & { practice: Id<'practice'> }
    }>(
      `delete from graphile_worker._private_jobs j using graphile_worker._private_tasks t
        where t.id = j.task_id and j.id = (select k.id from graphile_worker._private_jobs k join graphile_worker._private_tasks l on l.id = k.task_id
                where k.run_at <= $1 and l.identifier like $2 order by k.run_at, k.id limit 1)
       returning t.identifier as task, j.payload`,
      [world.clock.now().toString(), ask.only ?? '%'],
    )
    if (!job) return done
    const { practice, ...payload } = job.payload
    for (const run of work.get(job.task) ?? []) await run(practice, payload)
    done.push(job.task)
  }
}

/** What lies in the outbox folder for somebody, oldest first, each with the secret of its link. */
export function mailTo(world: World, to: string): { token: string; text: string }[] {
  const folder = path.join(world.app.dataFolder, 'outbox')
  return readdirSync(folder)
    .sort()
    .map(name => readFileSync(path.join(folder, name), 'utf8').replace(/=\r?\n/g, ''))
    .filter(text => text.includes(`To: ${to}`))
    .map(text => ({ text, token: text.match(/\/yes\/([\w-]+)/)?.[1] ?? '' }))
}
