import type { App } from './context.ts'
import { hearEvents } from './hear-events.ts'

const BATCH = 500

/** Makes the jobs of the events that wait for theirs. A deed only marks its events, so that it costs the same however many hear of it. */
export async function handOnEvents(app: App): Promise<void> {
  for (let made = BATCH; made === BATCH; ) {
    const { rows } = await app.db.owner.query<{ made: number }>('select platform.hand_on_events($1) as made', [BATCH])
    made = rows[0]!.made
  }
}

/** Hands on what is told as soon as it is heard; what was told while nobody listened, at once and each time listening begins anew. */
export async function startHandingOn(app: App): Promise<{ stop(): Promise<void> }> {
  let running: Promise<void> | null = null
  let more = false
  let stopping = false
  const go = () => {
    more = true
    running ??= (async () => {
      while (more && !stopping) {
        more = false
        await handOnEvents(app).catch(error => {
          if (!stopping) app.log.error('events.not-handed-on', error)
        })
      }
      running = null
    })()
  }
  const ear = await hearEvents(app.db, 'events', {
    told: event => {
      if (app.subscribed.has(event.name)) go()
    },
    again: go,
  })
  // A commit whose notice came while a round failed is found by the next round.
  const beat = setInterval(go, 2_000)
  go()
  return {
    async stop() {
      stopping = true
      clearInterval(beat)
      await ear.close()
      await running
    },
  }
}
