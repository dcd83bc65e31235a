import type { Feature } from '../../platform/feature.ts'
import { bookAppointment } from './book-appointment.ts'
import { dayOpenings } from './day-openings.ts'
import { nextAvailable } from './next-available.ts'

/** What the schedule brings to the program. */
export const scheduleFeature: Feature = {
  name: 'schedule',
  operations: [bookAppointment, nextAvailable, dayOpenings],
}
