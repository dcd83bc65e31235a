import type { InputOf } from '../../../core/contract.ts'
import { toast } from '../../../web/kit/toast.ts'
import { act } from '../../../web/kit/wire.ts'
import { t } from '../../../web/words/say.ts'
import { type Pin, pinAppointment, pinWish, placePin, unpin } from '../contract.ts'
import { askScheduleAgain } from './board-answers.ts'
import type { BoardVisit } from './board-blocks.ts'
import { type Booking, endBooking } from './booking-in-hand.ts'
import { sayMoment, sayNo, sayWith } from './say-schedule.ts'

async function tellingNo(run: () => Promise<void>): Promise<void> {
  try {
    await run()
  } catch (error) {
    toast(sayNo(error), { look: 'bad' })
  } finally {
    askScheduleAgain()
  }
}

/** Takes a card off the board; a visit that kept its time stays where it is. */
export const takeOff = (pin: Pick<Pin, 'id' | 'patientName'>): Promise<void> =>
  tellingNo(async () => {
    await act(unpin, { pin: pin.id })
    toast(t('schedule.deeds.pins.unpinned', { who: pin.patientName }), { look: 'info' })
  })

/** Parks a visit; it keeps its time. */
export const pin = (visit: BoardVisit): Promise<void> =>
  tellingNo(async () => {
    const made = await act(pinAppointment, { appointment: visit.id })
    toast(t('schedule.deeds.pins.pinned', { who: visit.patientName }), { undo: () => void takeOff(made) })
  })

/** Parks what was about to be booked. */
export const pinBooking = (booking: Booking): Promise<void> =>
  tellingNo(async () => {
    const made = await act(pinWish, {
      patient: booking.patient as never,
      visitType: booking.visitType as never,
      ...(booking.provider ? { provider: booking.provider as never } : {}),
    })
    endBooking()
    toast(t('schedule.deeds.pins.pinned', { who: made.patientName }), { undo: () => void takeOff(made) })
  })

/** Gives a card the time that was chosen. Throws what the server refused. */
export async function place(card: string, who: string, at: Omit<InputOf<typeof placePin>, 'pin'>): Promise<void> {
  try {
    const visit = await act(placePin, {
      pin: card as never,
      ...at,
    })
    toast(t('schedule.done.booked', { who, when: sayMoment(visit), with: sayWith(visit) }).trim())
  } finally {
    askScheduleAgain()
  }
}
