import { dayOf } from '../../../web/kit/format.ts'
import { beginBooking, goOnBoard } from '../../schedule/screens/index.tsx'
import type { ListRow } from '../contract.ts'

/** Begins to book for a row: patient, visit type, provider and the first day of the order's window are in hand when the board opens. */
export function bookRow(row: ListRow, goTo: (path: string) => void): void {
  beginBooking(row.patient.id, {
    visitType: row.visitType,
    provider: row.provider,
    from: row.order?.earliest ?? row.request?.wished[0]?.date ?? (row.list === 'recall' ? row.dueOn : null),
  })
  goTo('/today')
}

/** Shows a visit's day on the board, where it can be moved. */
export function showRow(row: ListRow, goTo: (path: string) => void): void {
  if (row.startsAt) goOnBoard({ date: dayOf(row.startsAt, row.zone), view: 'day' })
  goTo('/today')
}

/** What stands against booking an order now, before anybody is promised a time. */
export const barOf = (row: ListRow): 'denied' | 'requested' | null => {
  const state = row.order?.authorisation
  return state === 'denied' || state === 'requested' ? state : null
}
