import type { Feature } from '../../platform/feature.ts'
import { appointmentHistory } from './appointment-history.ts'
import { bookAppointment } from './book-appointment.ts'
import { cancelAppointment } from './cancel-appointment.ts'
import { appointmentCarrier } from './carry-appointments.ts'
import { checkIn } from './check-in.ts'
import { checkOut } from './check-out.ts'
import { confirmAppointment } from './confirm-appointment.ts'
import { dayBoard } from './day-board.ts'
import { holdSlot } from './hold-slot.ts'
import { markNoShow } from './mark-no-show.ts'
import { moveAppointment } from './move-appointment.ts'
import { patientAppointments } from './patient-appointments.ts'
import { releaseHold } from './release-hold.ts'
import { roomPatient } from './room-patient.ts'
import { bookingOfSchedule } from './routes-booking.ts'
import { findingOfSchedule } from './routes-finding.ts'
import { followUpsOfSchedule } from './routes-follow-ups.ts'
import { viewsOfSchedule } from './routes-views.ts'
import { setUpOfSchedule } from './set-up-of-schedule.ts'
import { undoStep } from './undo-step.ts'
import { waitingRoom } from './waiting-room.ts'

/** What the schedule brings to the program. */
export const scheduleFeature: Feature = {
  name: 'schedule',
  operations: [
    bookAppointment,
    moveAppointment,
    cancelAppointment,
    confirmAppointment,
    checkIn,
    roomPatient,
    checkOut,
    markNoShow,
    undoStep,
    holdSlot,
    releaseHold,
    dayBoard,
    ...findingOfSchedule,
    waitingRoom,
    patientAppointments,
    appointmentHistory,
    ...bookingOfSchedule,
    ...setUpOfSchedule,
    ...viewsOfSchedule.operations,
    ...followUpsOfSchedule.operations,
  ],
  chores: [...viewsOfSchedule.chores],
  pages: [...viewsOfSchedule.pages],
  carriers: [appointmentCarrier, ...followUpsOfSchedule.carriers],
  subscriptions: followUpsOfSchedule.subscriptions,
}
