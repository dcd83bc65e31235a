import { useEffect, useState } from 'react'
import { useMay } from '../../../web/app/session.ts'
import { useAsk } from '../../../web/kit/api.ts'
import { useOnline } from '../../../web/kit/live.ts'
import { OfflineError, onReach, RefusedError } from '../../../web/kit/wire.ts'
import { patientCard } from '../../patients/contract.ts'
import {
  holdGone,
  holdSlot,
  listVisitTypes,
  type Opening,
  overbookAppointment,
  usualVisitType as usualVisitTypeOf,
  type Warning,
} from '../contract.ts'
import { type Booking, changeBooking, endBooking, rememberVisitType, usualVisitType } from './booking-in-hand.ts'
import { askDeed } from './deed-asked.ts'
import { hold, letGo } from './hold-deeds.ts'
import { forgetHold, type Held, holdFor, runs } from './hold-in-hand.ts'
import { place } from './pin-deeds.ts'
import { mayBookOver, mayDespite, sayNo } from './say-schedule.ts'
import { book } from './visit-deeds.ts'

/** Where a visit is to go: an opening that was found, or a day and time of one's own. */
export type Spot = Pick<Opening, 'provider' | 'date' | 'time'> & Partial<Pick<Opening, 'location' | 'startsAt'>>

/** True if that is the time held. */
const isFor = ({ opening }: Held, spot: Spot): boolean =>
  opening.provider === spot.provider && opening.date === spot.date && opening.time === spot.time

/** Why it was not booked, and the way to book anyway. `offline`: nobody said no, the server was not reached. */
type Refused = { text: string; anyway: (() => void) | null; offline: boolean }

/** What is about to be booked, and the deed itself. Nothing is asked while no booking is in hand. */
export function useBookingDeed(booking: Booking | null) {
  const types = useAsk(listVisitTypes, {}, { enabled: booking !== null, fresh_ms: 5 * 60_000 })
  const card = useAsk(patientCard, { patient: booking?.patient as never }, { enabled: booking !== null })
  const [refused, setRefused] = useState<Refused | null>(null)
  const [busy, setBusy] = useState(false)
  const may = useMay()
  const visitTypes = types.data?.visitTypes ?? []
  const wanted = booking?.visitType ?? usualVisitType()
  const remembered = visitTypes.find(type => type.id === wanted)
  // Nothing remembered on this computer: what such a patient comes for in this practice.
  const likely = useAsk(
    usualVisitTypeOf,
    { patient: booking?.patient as never },
    { enabled: booking !== null && types.data !== undefined && !remembered, fresh_ms: 5 * 60_000 },
  )
  const visitType =
    remembered ??
    visitTypes.find(type => type.id === likely.data?.visitType) ??
    (likely.data || likely.error ? (visitTypes[0] ?? null) : null)
  const who = card.data ? `${card.data.preferred || card.data.given} ${card.data.family}` : ''
  const patient = booking?.patient ?? null
  // Another person or another wish: what was refused before says nothing about it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: these are what the refusal hung on
  useEffect(() => setRefused(null), [patient, visitType?.id, booking?.provider, booking?.pool])

  // Said for as long as it is so: with the first answer that comes through again it goes by itself.
  const online = useOnline()
  const unreached = refused?.offline ?? false
  useEffect(() => {
    if (!unreached) return
    const goes = () => setRefused(now => (now?.offline ? null : now))
    return onReach(reached => reached && goes())
  }, [unreached])
  useEffect(() => {
    if (online) setRefused(now => (now?.offline ? null : now))
  }, [online])

  async function take(spot: Spot, despite: Warning[] = [], overbookWhy?: string): Promise<void> {
    if (!patient || !visitType || busy) return
    setBusy(true)
    setRefused(null)
    const kept = holdFor(patient)
    const uses = kept !== null && runs(kept) && isFor(kept, spot)
    // What is held was held for a visit type of its own, whatever was chosen since.
    const type = uses ? (kept.visitType as typeof visitType.id) : visitType.id
    const at = {
      provider: spot.provider,
      ...(spot.location ? { location: spot.location } : {}),
      ...(spot.startsAt ? { startsAt: spot.startsAt } : { date: spot.date, time: spot.time }),
      ...(despite.length > 0 ? { despite: [...despite] } : {}),
      ...(overbookWhy ? { overbookWhy } : {}),
      ...(uses ? { hold: kept.id as never } : {}),
    }
    try {
      if (booking?.pin) await place(booking.pin.id, who, at)
      else {
        const urgent = booking?.urgent ? { urgent: true } : {}
        await book(who, { patient: patient as never, visitType: type, ...urgent, ...at })
        rememberVisitType(type)
      }
      // Booked with it, the hold is used up; booked elsewhere, its time is for others again.
      if (uses) forgetHold(kept.id)
      else if (kept) void letGo(kept)
      endBooking()
    } catch (error) {
      if (uses && error instanceof RefusedError && error.code === holdGone.code) {
        // It ran out in the very last moment: the time may still be free.
        forgetHold(kept.id)
      }
      const warning = mayDespite(error)
      const text = sayNo(error, { date: spot.date })
      const over = () => askDeed({ kind: 'over', text, go: why => void take(spot, [...despite, 'overbook'], why) })
      setRefused({
        text,
        offline: error instanceof OfflineError,
        anyway: warning
          ? () => void take(spot, [...despite, warning], overbookWhy)
          : mayBookOver(error) && may(overbookAppointment)
            ? over
            : null,
      })
    } finally {
      setBusy(false)
    }
  }

  /** Keeps a time free while the desk talks. */
  async function holdFirst(opening: Opening, despite: readonly Warning[] = []): Promise<void> {
    if (!patient || !visitType || busy || !may(holdSlot)) return
    setRefused(null)
    try {
      await hold(patient, who, visitType.id, opening, {
        despite,
        ...(booking?.pin ? { minutes: booking.pin.minutes } : {}),
      })
    } catch (error) {
      setRefused({
        text: sayNo(error, { date: opening.date }),
        anyway: null,
        offline: error instanceof OfflineError,
      })
    }
  }

  /** The practice has no visit type at all: a new one, before its setting-up is done. */
  const nothingToBook = types.data?.visitTypes.length === 0
  return { visitTypes, visitType, nothingToBook, who, take, hold: holdFirst, busy, refused, change: changeBooking }
}

export type BookingDeed = ReturnType<typeof useBookingDeed>
