import { setTimeout as pause } from 'node:timers/promises'
import { Refusal } from '../../../core/refusal.ts'
import type { App } from '../../../platform/context.ts'
import { asSystem, refusalFor } from '../../../platform/transaction.ts'
import type { SystemAt } from '../systems/connection.ts'
import { hearEvent } from './hear-event.ts'
import type { PhoneEvent } from './phone-event.ts'

const TRIES = 4

/** Takes in an event in a transaction of its own; a busy database is asked again. Answers whether the event was new. */
export async function takeIn(
  app: App,
  at: SystemAt,
  event: PhoneEvent,
  ask: { onlyKnown?: boolean } = {},
): Promise<boolean> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await asSystem(app, at.practice, 'telephony.take-in', ctx => hearEvent(ctx, at.system, event, ask))
    } catch (error) {
      const known = refusalFor(error, {})
      if (!(known instanceof Refusal) || known.kind !== 'busy' || attempt >= TRIES) throw known
      await pause(20 * 4 ** attempt * (0.5 + Math.random()))
    }
  }
}
