import { useEffect, useState } from 'react'
import { useMay } from '../../../web/app/session.ts'
import { useAsk } from '../../../web/kit/api.ts'
import { patientCard } from '../../patients/contract.ts'
import { listVisitTypes, type Opening, overbookAppointment, type Warning } from '../contract.ts'
import { type Booking, changeBooking, endBooking, rememberVisitType, usualVisitType } from './booking-in-hand.ts'
import { askDeed } from './deed-asked.ts'
import { place } from './pin-deeds.ts'
import { mayBookOver, mayDespite, sayNo } from './say-schedule.ts'
import { book } from './visit-deeds.ts'

/** What is about to be booked, and the deed itself. Nothing is asked while no booking is in hand. */
export function useBookingDeed(booking: Booking | null) {
  const types = useAsk(listVisitTypes, {}, { enabled: booking !== null, fresh_ms: 5 * 60_000 })
  const card = useAsk(patientCard, { patient: booking?.patient as never }, { enabled: booking !== null })
  const [refused, setRefused] = useState<{ text: string; anyway: (() => void) | null } | null>(null)
  const [busy, setBusy] = useState(false)
  const may = useMay()
  const visitTypes = types.data?.visitTypes ?? []
  const wanted = booking?.visitType ?? usualVisitType()
  // Nothing remembered on this computer: the plain return visit, which is what most callers want.
  const visitType =
    visitTypes.find(type => type.id === wanted) ??
    visitTypes.find(type => type.color === 'follow') ??
    visitTypes[0] ??
    null
  const who = card.data ? `${card.data.preferred || card.data.given} ${card.data.family}` : ''
  const patient = booking?.patient ?? null
  // Another person or another wish: what was refused before says nothing about it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: these are what the refusal hung on
  useEffect(() => setRefused(null), [patient, visitType?.id, booking?.provider, booking?.pool])

  async function take(opening: Opening, despite: Warning[] = [], overbookWhy?: string): Promise<void> {
    if (!patient || !visitType || busy) return
    setBusy(true)
    setRefused(null)
    try {
      const more = { ...(despite.length > 0 ? { despite: [...despite] } : {}), ...(overbookWhy ? { overbookWhy } : {}) }
      if (booking?.pin) {
        await place(booking.pin.id, who, opening, more)
        endBooking()
        return
      }
      await book(who, {
        patient: patient as never,
        visitType: visitType.id,
        provider: opening.provider,
        location: opening.location,
        startsAt: opening.startsAt,
        ...(booking?.urgent ? { urgent: true } : {}),
        ...more,
      })
      rememberVisitType(visitType.id)
      endBooking()
    } catch (error) {
      const warning = mayDespite(error)
      const text = sayNo(error, { date: opening.date })
      const over = () => askDeed({ kind: 'over', text, go: why => void take(opening, [...despite, 'overbook'], why) })
      setRefused({
        text,
        anyway: warning
          ? () => void take(opening, [...despite, warning], overbookWhy)
          : mayBookOver(error) && may(overbookAppointment)
            ? over
            : null,
      })
    } finally {
      setBusy(false)
    }
  }

  /** The practice has no visit type at all: a new one, before its setting-up is done. */
  const nothingToBook = types.data?.visitTypes.length === 0
  return { visitTypes, visitType, nothingToBook, who, take, busy, refused, change: changeBooking }
}

export type BookingDeed = ReturnType<typeof useBookingDeed>
