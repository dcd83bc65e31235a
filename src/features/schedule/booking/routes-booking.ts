import { missedPolicy } from '../attendance/missed-policy.ts'
import { patientFees } from '../attendance/patient-fees.ts'
import { restoreFee } from '../attendance/restore-fee.ts'
import { setMissedPolicy } from '../attendance/set-missed-policy.ts'
import { waiveFee } from '../attendance/waive-fee.ts'
import { bookTogether } from './book-together.ts'
import { bundleVisits } from './bundle-visits.ts'
import { cancelBundle } from './cancel-bundle.ts'
import { listCancelReasons } from './cancel-reasons.ts'
import { copyForward } from './copy-forward.ts'
import { extendHold } from './extend-hold.ts'
import { moveSeries } from './move-series.ts'
import { overbookAppointment } from './overbook-appointment.ts'
import { pinAppointment } from './pin-appointment.ts'
import { pinWish } from './pin-wish.ts'
import { pinboard } from './pins.ts'
import { placePin } from './place-pin.ts'
import { previewSeriesMove } from './preview-series-move.ts'
import { setCancelReasons } from './set-cancel-reasons.ts'
import { splitAppointment } from './split-appointment.ts'
import { undoTogether } from './undo-together.ts'
import { unpin } from './unpin.ts'

/** Booking beyond the plain visit: over others, together, in groups; what is parked; what missing costs. */
export const bookingOfSchedule = [
  overbookAppointment,
  bookTogether,
  bundleVisits,
  cancelBundle,
  previewSeriesMove,
  moveSeries,
  undoTogether,
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
