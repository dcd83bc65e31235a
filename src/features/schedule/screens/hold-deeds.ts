import { toast } from '../../../web/kit/toast.ts'
import { act, RefusedError } from '../../../web/kit/wire.ts'
import { t } from '../../../web/words/say.ts'
import { extendHold, holdGone, holdSlot, type Opening, releaseHold, type Warning } from '../contract.ts'
import { askScheduleAgain } from './board-answers.ts'
import { forgetHold, type Held, holdFor, keepHold } from './hold-in-hand.ts'
import { sayNo } from './say-schedule.ts'

const forMinutes = 10

/** By the answer's own figures: it runs so many minutes from the moment it was given. */
const aheadOf = (expiresAt: string) => Date.parse(expiresAt) - forMinutes * 60_000 - Date.now()

/** Holds a time while one talks; another time held for the same patient is given back. Throws what the server refused. */
export async function hold(
  patient: string,
  who: string,
  visitType: string,
  opening: Opening,
  more: { despite?: readonly Warning[]; minutes?: number } = {},
): Promise<void> {
  try {
    const before = holdFor(patient)
    const { id, expiresAt } = await act(holdSlot, {
      visitType: visitType as never,
      provider: opening.provider,
      location: opening.location,
      startsAt: opening.startsAt,
      forMinutes,
      note: who,
      ...(more.despite && more.despite.length > 0 ? { despite: [...more.despite] } : {}),
      ...(more.minutes ? { minutes: more.minutes } : {}),
    })
    keepHold({
      id,
      patient,
      visitType,
      opening,
      minutes: more.minutes ?? null,
      expiresAt,
      ahead_ms: aheadOf(expiresAt),
    })
    if (before) await giveBack(before)
  } finally {
    askScheduleAgain()
  }
}

/** Ten minutes more, counted from now. If it has run out meanwhile, it is held anew where nobody else has the time. */
export async function holdOn(held: Held, who: string): Promise<void> {
  try {
    const { expiresAt } = await act(extendHold, { hold: held.id as never, forMinutes })
    keepHold({ ...held, expiresAt, ahead_ms: aheadOf(expiresAt) })
    askScheduleAgain()
  } catch (error) {
    const gone = error instanceof RefusedError && (error.code === holdGone.code || error.kind === 'missing')
    if (!gone) return void toast(sayNo(error), { look: 'bad' })
    forgetHold(held.id)
    const more = held.minutes ? { minutes: held.minutes } : {}
    await hold(held.patient, who, held.visitType, held.opening, more).catch(no => toast(sayNo(no), { look: 'bad' }))
  }
}

/** Gives the time back; one that is gone already needs nothing. */
async function giveBack(held: Held): Promise<void> {
  forgetHold(held.id)
  await act(releaseHold, { hold: held.id as never }).catch(error => {
    if (!(error instanceof RefusedError && error.kind === 'missing')) throw error
  })
}

/** Gives the time back and says so. */
export async function letGo(held: Held): Promise<void> {
  try {
    await giveBack(held)
    toast(t('schedule.done.released'), { look: 'info' })
  } catch (error) {
    toast(sayNo(error), { look: 'bad' })
  } finally {
    askScheduleAgain()
  }
}
