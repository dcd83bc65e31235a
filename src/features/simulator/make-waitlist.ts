import * as scheduleContract from '../schedule/contract.ts'
import * as waitlistContract from '../waitlist/contract.ts'
import { findFreed } from '../waitlist/index.ts'
import { asPerson, does } from './deeds.ts'
import type { Making } from './making.ts'

const wishes = [
  { urgency: 'soon', part: 'am', noticeMinutes: 120, note: 'Works in the afternoon' },
  { urgency: 'normal', part: 'any', noticeMinutes: 60, note: 'Lives around the corner' },
  { urgency: 'normal', part: 'any', noticeMinutes: 24 * 60, note: '' },
  { urgency: 'urgent', part: 'any', noticeMinutes: 120, note: 'Asked twice already' },
] as const

/** People who wait for an earlier time, and one time that came free: somebody cancelled, and the first of them is being asked. */
export async function makeWaitlist(making: Making): Promise<void> {
  const secretary = making.secretaries[0]!
  const visitType = making.visitTypes[0]!
  const deed = <T>(at: Temporal.Instant, run: Parameters<typeof asPerson<T>>[4]) =>
    asPerson(making.app, making.practice, secretary, at, run)
  const from = making.today.add({ days: 2 }).toString()
  for (const [n, wish] of wishes.entries()) {
    const patient = making.patients[n + 4]
    if (!patient) continue
    await deed(making.now.subtract({ hours: 24 * (9 - 2 * n) }), ctx =>
      does(ctx, waitlistContract.addWish, { patient, visitType, ...wish }),
    )
  }
  const patient = making.patients.at(-1)!
  const appointment = await deed(making.now.subtract({ hours: 24 }), async ctx => {
    const { openings } = await does(ctx, scheduleContract.nextAvailable, { visitType, from, limit: 1 })
    const [first] = openings
    if (!first) return null
    const { provider, location, startsAt } = first
    const despite = ['patient-already-booked' as const]
    return (
      await does(ctx, scheduleContract.bookAppointment, { patient, visitType, provider, location, startsAt, despite })
    ).id
  })
  if (!appointment) return
  await deed(making.now, async ctx => {
    await does(ctx, scheduleContract.cancelAppointment, { appointment, reason: 'Feels better', by: 'patient' })
    await findFreed(ctx, { appointment })
    const { times } = await does(ctx, waitlistContract.freedTimes, {})
    for (const { id } of times.slice(0, 1)) {
      const { candidates } = await does(ctx, waitlistContract.freedTime, { time: id })
      const [first] = candidates
      if (first) await does(ctx, waitlistContract.offerTime, { time: id, wish: first.wish })
    }
  })
}
