import { wallClock } from '../../core/time.ts'
import type { Context } from '../../platform/context.ts'
import type { Visit, VisitEvent } from './contract.ts'

/** Tells boards and lists that a visit has changed: ids and the day only. `alsoOn` names the day it has left. */
export function tellVisit(ctx: Context, event: VisitEvent, visit: Visit, alsoOn?: string): void {
  ctx.emit(event, {
    appointment: visit.id,
    patient: visit.patient,
    provider: visit.provider,
    location: visit.location,
    date: wallClock(visit.startsAt, visit.zone).date,
    ...(alsoOn ? { alsoOn } : {}),
  })
}
