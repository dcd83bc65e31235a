import { listCancelReasons, setCancelReasons } from './cancel-reasons.ts'
import { extendHold } from './extend-hold.ts'
import { missedPolicy, setMissedPolicy } from './missed-policy.ts'
import { overbookAppointment } from './overbook-appointment.ts'
import { patientFees, restoreFee, waiveFee } from './waive-fee.ts'

/** Booking beyond the plain visit: over others, together, in groups; what is parked; what missing costs. */
export const bookingOfSchedule = [
  overbookAppointment,
  extendHold,
  listCancelReasons,
  setCancelReasons,
  missedPolicy,
  setMissedPolicy,
  patientFees,
  waiveFee,
  restoreFee,
]
