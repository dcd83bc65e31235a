import type { Feature } from '../../platform/feature.ts'
import { addClosure } from './add-closure.ts'
import { addException } from './add-exception.ts'
import { addVisitType } from './add-visit-type.ts'
import { appointmentHistory } from './appointment-history.ts'
import { bookAppointment } from './book-appointment.ts'
import { cancelAppointment } from './cancel-appointment.ts'
import { appointmentCarrier } from './carry-appointments.ts'
import { changeVisitType } from './change-visit-type.ts'
import { checkIn } from './check-in.ts'
import { checkOut } from './check-out.ts'
import { confirmAppointment } from './confirm-appointment.ts'
import { dayBoard } from './day-board.ts'
import { dayOpenings } from './day-openings.ts'
import { holdSlot } from './hold-slot.ts'
import { listVisitTypes } from './list-visit-types.ts'
import { markNoShow } from './mark-no-show.ts'
import { moveAppointment } from './move-appointment.ts'
import { nextAvailable } from './next-available.ts'
import { patientAppointments } from './patient-appointments.ts'
import { releaseHold } from './release-hold.ts'
import { removeClosure } from './remove-closure.ts'
import { removeException } from './remove-exception.ts'
import { roomPatient } from './room-patient.ts'
import { setWeeklyTemplate } from './set-weekly-template.ts'
import { undoStep } from './undo-step.ts'
import { waitingRoom } from './waiting-room.ts'
import { weeklyTemplates } from './weekly-templates.ts'

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
    dayOpenings,
    nextAvailable,
    waitingRoom,
    patientAppointments,
    appointmentHistory,
    listVisitTypes,
    addVisitType,
    changeVisitType,
    weeklyTemplates,
    setWeeklyTemplate,
    addException,
    removeException,
    addClosure,
    removeClosure,
  ],
  carriers: [appointmentCarrier],
}
