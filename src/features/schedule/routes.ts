import type { Feature } from '../../platform/feature.ts'
import { appointmentHistory } from './appointment-history.ts'
import { checkIn } from './attendance/check-in.ts'
import { checkOut } from './attendance/check-out.ts'
import { confirmAppointment } from './attendance/confirm-appointment.ts'
import { markNoShow } from './attendance/mark-no-show.ts'
import { roomPatient } from './attendance/room-patient.ts'
import { waitingRoom } from './attendance/waiting-room.ts'
import { bookAppointment } from './booking/book-appointment.ts'
import { cancelAppointment } from './booking/cancel-appointment.ts'
import { appointmentCarrier } from './booking/carry-appointments.ts'
import { holdSlot } from './booking/hold-slot.ts'
import { moveAppointment } from './booking/move-appointment.ts'
import { releaseHold } from './booking/release-hold.ts'
import { bookingOfSchedule } from './booking/routes-booking.ts'
import { undoStep } from './booking/undo-step.ts'
import { findingOfSchedule } from './finding/routes-finding.ts'
import { followUpsOfSchedule } from './follow-ups/routes-follow-ups.ts'
import { patientAppointments } from './patient-appointments.ts'
import { setUpOfSchedule } from './setting-up/set-up-of-schedule.ts'
import { dayBoard } from './views/day-board.ts'
import { viewsOfSchedule } from './views/routes-views.ts'

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
