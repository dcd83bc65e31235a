import { bookTogether } from './book-together.ts'
import { bundleVisits } from './bundle-visits.ts'
import { cancelBundle } from './cancel-bundle.ts'
import { listCancelReasons, setCancelReasons } from './cancel-reasons.ts'
import { copyForward } from './copy-forward.ts'
import { extendHold } from './extend-hold.ts'
import { missedPolicy, setMissedPolicy } from './missed-policy.ts'
import { moveSeries } from './move-series.ts'
import { overbookAppointment } from './overbook-appointment.ts'
import { pinAppointment, pinWish } from './pin-appointment.ts'
import { pinboard } from './pins.ts'
import { placePin, unpin } from './place-pin.ts'
import { splitAppointment } from './split-appointment.ts'
import { patientFees, restoreFee, waiveFee } from './waive-fee.ts'

/** Booking beyond the plain visit: over others, together, in groups; what is parked; what missing costs. */
export const bookingOfSchedule = [
  overbookAppointment,
  bookTogether,
  bundleVisits,
  cancelBundle,
  moveSeries,
  splitAppointment,
  copyForward,
  pinboard,
  pinAppointment,
  pinWish,
  placePin,
  unpin,
  extendHold,
  listCancelReasons,
  setCancelReasons,
  missedPolicy,
  setMissedPolicy,
  patientFees,
  waiveFee,
  restoreFee,
]
