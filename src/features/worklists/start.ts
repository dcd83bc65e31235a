import type { z } from 'zod'
import { wallClock } from '../../core/time.ts'
import type { bookAppointment } from '../schedule/contract.ts'

type Booking = z.output<typeof bookAppointment.input>
type Start = Pick<
  Booking,
  'startsAt' | 'date' | 'time' | 'which' | 'location' | 'room' | 'minutes' | 'hold' | 'despite'
>

/** The part of a booking that says when and where, without what else the input holds. */
export const startOf = (input: Start): Start => ({
  startsAt: input.startsAt,
  date: input.date,
  time: input.time,
  which: input.which,
  location: input.location,
  room: input.room,
  minutes: input.minutes,
  hold: input.hold,
  despite: input.despite,
})

/** The day of a visit on the wall calendar of its location. */
export const wallDay = (visit: { startsAt: string; zone: string }): string => wallClock(visit.startsAt, visit.zone).date
