import type { KeyboardEvent, RefObject } from 'react'
import { useMay } from '../../../web/app/session.ts'
import { keyName } from '../../../web/kit/key-names.ts'
import { type KeyMap, useKeys } from '../../../web/kit/keys.ts'
import { undoLast } from '../../../web/kit/toast.ts'
import { t } from '../../../web/words/say.ts'
import * as contract from '../contract.ts'
import { type BoardVisit, visitOfKey } from './board-blocks.ts'
import { askDeed } from './deed-asked.ts'
import { pin } from './pin-deeds.ts'
import * as deeds from './visit-deeds.ts'

type VisitState = BoardVisit['state']

/** Which steps fit a visit as it stands; the server is the judge, this only keeps the buttons honest. */
export const fits = {
  confirm: (state: VisitState) => state === 'booked',
  checkIn: (state: VisitState) => state === 'booked' || state === 'confirmed',
  room: (state: VisitState) => state === 'arrived',
  checkOut: (state: VisitState) => state === 'arrived' || state === 'roomed',
  move: (state: VisitState) => state === 'booked' || state === 'confirmed' || state === 'arrived',
  cancel: (state: VisitState) => state === 'booked' || state === 'confirmed',
  split: (visit: BoardVisit) => fits.move(visit.state) && visit.minutes >= 20 && !visit.group,
  series: (visit: BoardVisit) => visit.bundle !== null && fits.move(visit.state),
  noShow: (state: VisitState) => state === 'booked' || state === 'confirmed',
}

/** The visit a single letter acts on: the one with the focus, else the one that is open. */
export function subjectIn(
  box: RefObject<HTMLElement | null>,
  visits: readonly BoardVisit[],
  selected: string | null,
): BoardVisit | null {
  const at = document.activeElement instanceof HTMLElement ? document.activeElement : null
  const focused = box.current?.contains(at) ? at?.closest<HTMLElement>('[data-block]')?.dataset.block : undefined
  const id = (focused && visitOfKey(focused)) ?? selected
  return visits.find(visit => visit.id === id) ?? null
}

/** The visit of the person in hand that goes on today: whoever was found by name at the counter is checked in with one key. */
export function visitInHand(visits: readonly BoardVisit[], patient: string | null): BoardVisit | null {
  const theirs = visits.filter(visit => visit.patient === patient)
  const open = theirs.filter(visit => fits.checkIn(visit.state) || fits.checkOut(visit.state))
  return open.toSorted((a, b) => a.startsAt.localeCompare(b.startsAt))[0] ?? null
}

/** The single letters of a visit: i, o, r, c, x, v, k, e, l, u. Arriving and leaving (i, r, o) also act on the visit of the person in hand. A letter without a visit to act on passes on to who else wants it.
 *  Returns the handler for the board itself: on a visit that has the focus, its letters go before the card's (c confirms, not calls). */
export function useVisitKeys(
  subject: () => BoardVisit | null,
  atDesk: () => BoardVisit | null,
  onMove: (visit: BoardVisit) => void,
  enabled: boolean,
): (event: KeyboardEvent) => void {
  const may = useMay()
  const on = (run: (visit: BoardVisit) => unknown, orElse?: () => BoardVisit | null) => () => {
    const visit = subject() ?? orElse?.() ?? null
    if (!visit) return false
    void run(visit)
    return true
  }
  const map: KeyMap = {
    i: may(contract.checkIn) ? { does: t('schedule.key.checkIn'), run: on(deeds.checkIn, atDesk) } : undefined,
    r: may(contract.roomPatient)
      ? { does: t('schedule.key.room'), run: on(visit => deeds.toRoom(visit), atDesk) }
      : undefined,
    o: may(contract.checkOut) ? { does: t('schedule.key.checkOut'), run: on(deeds.checkOut, atDesk) } : undefined,
    c: may(contract.confirmAppointment) ? { does: t('schedule.key.confirm'), run: on(deeds.confirm) } : undefined,
    v: may(contract.moveAppointment) ? { does: t('schedule.key.move'), run: on(onMove) } : undefined,
    N: may(contract.markNoShow) ? { does: t('schedule.key.noShow'), run: on(deeds.noShow), hidden: true } : undefined,
    x: may(contract.cancelAppointment)
      ? { does: t('schedule.key.cancel'), run: on(visit => askDeed({ kind: 'cancel', visit })) }
      : undefined,
    k: may(contract.pinAppointment) ? { does: t('schedule.deeds.key.pin'), run: on(pin) } : undefined,
    e:
      may(contract.copyForward) && may(contract.bookAppointment)
        ? { does: t('schedule.deeds.key.again'), run: on(visit => askDeed({ kind: 'again', visit })) }
        : undefined,
    S: may(contract.moveSeries)
      ? {
          does: t('schedule.deeds.key.series'),
          run: () => {
            const visit = subject()
            if (!visit || !fits.series(visit)) return false
            askDeed({ kind: 'series', visit })
            return true
          },
        }
      : undefined,
    l: may(contract.splitAppointment) ? { does: t('schedule.deeds.key.split'), run: on(deeds.split) } : undefined,
    u: may(contract.undoStep)
      ? { does: t('kit.undo'), hidden: true, run: () => undoLast() || on(deeds.takeBack)() }
      : undefined,
  }
  useKeys(t('schedule.key.visit'), map, { enabled })
  return event => {
    if (!enabled || event.defaultPrevented || !(event.target as Element).closest('[data-block]')) return
    const deed = map[keyName(event.nativeEvent)]
    if (deed && deed.run(event.nativeEvent) !== false) event.preventDefault()
  }
}
