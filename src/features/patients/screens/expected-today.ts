import { useMay } from '../../../web/app/session.ts'
import { useAsk } from '../../../web/kit/api.ts'
import { dayOf } from '../../../web/kit/format.ts'
import { patientAppointments, type Visit } from '../../schedule/contract.ts'

/** The visit of today that the person in hand has not been checked in for: the earliest, also if its time has gone by. */
export function useExpectedToday(patient: string): Visit | null {
  const visits = useAsk(patientAppointments, { patient }, { enabled: useMay()(patientAppointments) }).data
  const ofToday = [...(visits?.upcoming ?? []), ...(visits?.past ?? [])].filter(
    visit =>
      (visit.state === 'booked' || visit.state === 'confirmed') &&
      dayOf(visit.startsAt, visit.zone) === dayOf(new Date(), visit.zone),
  )
  return ofToday.toSorted((a, b) => a.startsAt.localeCompare(b.startsAt))[0] ?? null
}

const soon_ms = 60 * 60_000

/** Whoever is in hand has most likely come for it: it begins within the hour, or should have begun. */
export const isDue = (visit: Visit): boolean => Date.parse(visit.startsAt) - Date.now() < soon_ms
