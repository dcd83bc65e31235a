import type pg from 'pg'
import { startWorker } from '../src/platform/worker.ts'
import type { World } from './world.ts'

const atOnce = `timestamptz '2000-01-01'`

/** For databases whose jobs are judged by the clock of a world: a job that is due at once is stamped by the machine, which may be later than the
 *  world's hour. It is due at once there too. */
export async function dueAtOnce(db: pg.Pool): Promise<void> {
  await db.query(`
    create function graphile_worker.due_at_once() returns trigger language plpgsql as $$
    begin
      if new.run_at = now() then new.run_at := ${atOnce}; end if;
      return new;
    end $$;
    create trigger due_at_once before insert on graphile_worker._private_jobs
      for each row execute function graphile_worker.due_at_once()`)
}

/** Starts the real worker for a test: it goes by the machine's clock, while jobs are put off by the clock of the world. A job that is to wait ten
 *  minutes in the world waits ten minutes of the day the test runs on, whatever day that is. */
export async function startWorkerIn(world: World): ReturnType<typeof startWorker> {
  const worldNow = `coalesce(nullif(current_setting('anteroom.now', true), '')::timestamptz, timestamptz '${world.clock.now()}')`
  await world.asOwner(
    `update graphile_worker._private_jobs set run_at = clock_timestamp() + (run_at - ${worldNow}) where run_at > ${atOnce}`,
  )
  await world.asOwner(`
    create function graphile_worker.waits_by_the_machine() returns trigger language plpgsql as $$
    begin
      if new.run_at > ${atOnce} then new.run_at := clock_timestamp() + (new.run_at - ${worldNow}); end if;
      return new;
    end $$`)
  await world.asOwner(`
    create trigger waits_by_the_machine before insert on graphile_worker._private_jobs
      for each row execute function graphile_worker.waits_by_the_machine()`)
  return startWorker(world.app)
}
