import type { CommandContract, InputOf, OutputOf } from '../../../core/contract.ts'
import { time } from '../../../web/kit/format.ts'
import { toast } from '../../../web/kit/toast.ts'
import { act, RefusedError } from '../../../web/kit/wire.ts'
import { t } from '../../../web/words/say.ts'
import * as contract from '../contract.ts'
import { askScheduleAgain, showAtOnce } from './board-answers.ts'
import type { BoardVisit } from './board-blocks.ts'
import { mayBookOver, mayDespite, sayMoment, sayNo, sayWith } from './say-schedule.ts'

type Visit = contract.Visit
type Named = Visit & { patientName: string }

// Two keys in quick succession (i, then r) must reach the server in order, the second with the version the first one made.
const tails = new Map<string, Promise<unknown>>()
const versions = new Map<string, number>()

/** Runs what concerns one visit after what was begun before it. */
export function inTurn<T>(visit: string, run: () => Promise<T>): Promise<T> {
  const turn = (tails.get(visit) ?? Promise.resolve()).then(run, run)
  tails.set(visit, turn)
  return turn
}

const versionOf = (visit: Visit) => Math.max(visit.version, versions.get(visit.id) ?? 0)

async function send<C extends CommandContract>(visit: Visit, what: C, input: InputOf<C>): Promise<Visit> {
  const answer = (await inTurn(visit.id, () =>
    act(what, { ...(input as object), version: versionOf(visit) } as InputOf<C>),
  )) as OutputOf<C> & Visit
  versions.set(visit.id, answer.version)
  showAtOnce(visit.id, answer)
  return answer
}

/** What a deed of many visits made of each: shown at once, and known to the next deed on any of them. */
export function tookPlace(visits: readonly Visit[]): void {
  for (const visit of visits) {
    versions.set(visit.id, visit.version)
    showAtOnce(visit.id, visit)
  }
}

/** Takes back the last step of a visit, and says so. */
export async function takeBack(visit: Named): Promise<void> {
  try {
    const now = await send(visit, contract.undoStep, { appointment: visit.id })
    toast(t('schedule.done.undone', { who: visit.patientName, when: sayMoment(now) }), { look: 'info' })
  } catch (error) {
    toast(sayNo(error), { look: 'bad' })
  } finally {
    askScheduleAgain()
  }
}

type Outcome = { ok: true; visit: Visit } | { ok: false; error: unknown }

/** Shows the step at once, sends it, and offers to take it back; if the server says no, the visit springs back and the reason is told. */
async function carryOut<C extends CommandContract>(
  visit: Named,
  what: C,
  input: InputOf<C>,
  change: Partial<BoardVisit>,
  say: (after: Visit) => string,
  quiet: (error: unknown) => boolean = () => false,
): Promise<Outcome> {
  const back = showAtOnce(visit.id, change)
  try {
    const after = await send(visit, what, input)
    toast(say(after), { undo: () => void takeBack({ ...visit, ...after }) })
    return { ok: true, visit: after }
  } catch (error) {
    back()
    // The version may be stale on this screen only: forget it, so that the next try goes with what the server has.
    if (error instanceof RefusedError) versions.delete(visit.id)
    if (!quiet(error)) toast(sayNo(error), { look: 'bad' })
    return { ok: false, error }
  } finally {
    askScheduleAgain()
  }
}

const who = (visit: Named) => ({ who: visit.patientName })
const nowText = () => new Date().toISOString()

/** Checks in; `marks` are those the board shows, where the visit comes from a board. */
export const checkIn = (visit: Named & { marks?: BoardVisit['marks'] }) =>
  carryOut(
    visit,
    contract.checkIn,
    { appointment: visit.id },
    { state: 'arrived', ...(visit.marks ? { marks: { ...visit.marks, arrivedAt: nowText(), waitMinutes: 0 } } : {}) },
    () => t('schedule.done.arrived', who(visit)),
  )

export const toRoom = (visit: BoardVisit, room?: string) =>
  carryOut(
    visit,
    contract.roomPatient,
    { appointment: visit.id, ...(room ? { room } : {}) },
    { state: 'roomed' },
    after =>
      after.roomName
        ? t('schedule.done.roomedIn', { ...who(visit), room: after.roomName })
        : t('schedule.done.roomed', who(visit)),
  )

export const checkOut = (visit: BoardVisit) =>
  carryOut(visit, contract.checkOut, { appointment: visit.id }, { state: 'checked-out' }, () =>
    t('schedule.done.checkedOut', who(visit)),
  )

export const confirm = (visit: BoardVisit) =>
  carryOut(
    visit,
    contract.confirmAppointment,
    { appointment: visit.id, how: 'phone' },
    { state: 'confirmed', marks: { ...visit.marks, confirmed: true } },
    () => t('schedule.done.confirmed', who(visit)),
  )

export const noShow = (visit: BoardVisit) =>
  carryOut(visit, contract.markNoShow, { appointment: visit.id }, { state: 'no-show' }, () =>
    t('schedule.done.noShow', who(visit)),
  )

/** Cancels, with the reason if one was chosen. */
export const cancel = (visit: Named, reason: Pick<contract.CancelReason, 'by' | 'text'> | null = null) =>
  carryOut(
    visit,
    contract.cancelAppointment,
    { appointment: visit.id, ...(reason ? { by: reason.by, reason: reason.text } : {}) },
    { state: 'cancelled' },
    () => t('schedule.done.cancelled', { ...who(visit), when: sayMoment(visit) }),
  )

/** Makes two visits of a long one; undo cancels the second and gives the first its length back. */
export async function split(visit: Named): Promise<void> {
  try {
    const { first, second } = await act(contract.splitAppointment, { appointment: visit.id, version: versionOf(visit) })
    versions.set(first.id, first.version)
    const back = async () => {
      await act(contract.cancelAppointment, {
        appointment: second.id,
        by: 'practice',
        reason: t('schedule.bookedByMistake'),
      })
      await takeBack({ ...visit, ...first })
    }
    const at = (one: Visit) => time(one.startsAt, one.zone)
    toast(t('schedule.deeds.split.done', { ...who(visit), first: at(first), second: at(second) }), {
      undo: () => void back().catch(error => toast(sayNo(error), { look: 'bad' })),
    })
  } catch (error) {
    if (error instanceof RefusedError) versions.delete(visit.id)
    toast(sayNo(error), { look: 'bad' })
  } finally {
    askScheduleAgain()
  }
}

/** Moves a visit. `change` is how the board shows it meanwhile. A warning that may be booked over is left to the caller. */
export const move = (
  visit: Named,
  input: InputOf<typeof contract.moveAppointment>,
  change: Partial<BoardVisit> = {},
  mayOver = false,
) =>
  carryOut(
    visit,
    contract.moveAppointment,
    input,
    change,
    after => t('schedule.done.moved', { ...who(visit), when: sayMoment(after), with: sayWith(after) }).trim(),
    error => mayDespite(error) !== null || (mayOver && mayBookOver(error)),
  )

/** Books, tells it, and offers to take it back. Throws what the server refused. */
export async function book(patientName: string, input: InputOf<typeof contract.bookAppointment>): Promise<Visit> {
  try {
    const visit = await act(contract.bookAppointment, input)
    const words = t('schedule.done.booked', { who: patientName, when: sayMoment(visit), with: sayWith(visit) })
    toast(words.trim(), { undo: () => void unbook({ ...visit, patientName }) })
    return visit
  } finally {
    askScheduleAgain()
  }
}

async function unbook(visit: Named): Promise<void> {
  try {
    await send(visit, contract.cancelAppointment, {
      appointment: visit.id,
      by: 'practice',
      reason: t('schedule.bookedByMistake'),
    })
    toast(t('schedule.done.unbooked', { who: visit.patientName, time: time(visit.startsAt, visit.zone) }), {
      look: 'info',
    })
  } catch (error) {
    toast(sayNo(error), { look: 'bad' })
  } finally {
    askScheduleAgain()
  }
}
