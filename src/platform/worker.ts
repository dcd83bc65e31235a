import { Logger, run, type TaskList } from 'graphile-worker'
import type { Id } from '../core/id.ts'
import { startChores } from './chores.ts'
import type { App, Context } from './context.ts'
import { startHandingOn } from './hand-on-events.ts'
import { asSystem } from './transaction.ts'

export type Worker = { stop(): Promise<void> }

/** Starts the worker: jobs, subscriptions to events, chores, and what is kept standing. Failures are retried with growing pauses; after the last try the job
 *  stays as a dead letter that `doctor` and the settings screen show. */
export async function startWorker(app: App): Promise<Worker> {
  const taskList: TaskList = {}
  const addOutside = (
    task: string,
    work: (app: App, practice: Id<'practice'>, payload: Record<string, unknown>) => Promise<void>,
  ) => {
    const before = taskList[task]
    taskList[task] = async (payload, helpers) => {
      await before?.(payload, helpers)
      const { practice, ...rest } = payload as { practice: Id<'practice'> } & Record<string, unknown>
      await work(app, practice, rest)
    }
  }
  const add = (task: string, work: (ctx: Context, payload: Record<string, unknown>) => Promise<void>) =>
    addOutside(task, (_app, practice, payload) => asSystem(app, practice, task, ctx => work(ctx, payload)))
  for (const feature of app.features) {
    for (const job of feature.jobs ?? []) add(job.task, job.run)
    for (const job of feature.outsideJobs ?? []) addOutside(job.task, job.run)
    for (const subscription of feature.subscriptions ?? []) {
      add(`event:${subscription.event}`, (ctx, payload) =>
        subscription.run(ctx, payload.facts as Record<string, unknown>),
      )
    }
  }
  const runner = await run({
    pgPool: app.db.owner,
    taskList,
    schema: 'graphile_worker',
    concurrency: 4,
    pollInterval: 2_000,
    noHandleSignals: true,
    logger: new Logger(() => (level, message) => {
      if (level === 'error') app.log.error('worker', new Error(message.split('\n')[0]))
    }),
  })
  const handing = await startHandingOn(app)
  const chores = startChores(app)
  const standing = app.features.flatMap(feature => feature.standing ?? []).map(work => work.start(app))
  return {
    async stop() {
      await Promise.all(standing.map(work => work.stop()))
      await chores.stop()
      await handing.stop()
      await runner.stop()
    },
  }
}
