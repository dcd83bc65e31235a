import { time as clock } from '../../../web/kit/format.ts'
import { toast } from '../../../web/kit/toast.ts'
import { act } from '../../../web/kit/wire.ts'
import { sayError } from '../../../web/words/refusal-words.ts'
import { t } from '../../../web/words/say.ts'
import { type FreedLine, keepFree, offerTime, runTime, skipCandidate, takeAnswer, withdrawOffer } from '../contract.ts'

// Each deed says what it did, or why not. An offer that went out cannot be taken back as if it never was: withdrawing says so to the patient.
async function tell<T>(deed: Promise<T>, words: (answer: T) => string): Promise<void> {
  try {
    toast(words(await deed))
  } catch (error) {
    toast(sayError(error), { look: 'bad' })
  }
}

export const offer = (time: FreedLine, wish: string, who: string): Promise<void> =>
  tell(act(offerTime, { time: time.id, wish }), made =>
    made.how === 'phone'
      ? t('waitlist.done.task', { who, time: clock(made.expiresAt, time.zone) })
      : t('waitlist.done.asked', {
          who,
          how: t(`waitlist.offer.how.${made.how}`),
          time: clock(made.expiresAt, time.zone),
        }),
  )

export const skip = (time: FreedLine, wish: string, who: string): Promise<void> =>
  tell(act(skipCandidate, { time: time.id, wish }), () => t('waitlist.done.skipped', { who }))

export const answer = (time: FreedLine, wish: string, said: 'yes' | 'no', who: string): Promise<void> =>
  tell(act(takeAnswer, { time: time.id, wish, answer: said }), () =>
    said === 'yes' ? t('waitlist.done.booked', { who }) : t('waitlist.done.no', { who }),
  )

export const withdraw = (id: string, who: string): Promise<void> =>
  tell(act(withdrawOffer, { offer: id }), () => t('waitlist.done.withdrawn', { who }))

export const run = (time: FreedLine, runs: boolean): Promise<void> =>
  tell(act(runTime, { time: time.id, runs }), () => (runs ? t('waitlist.done.runs') : t('waitlist.done.paused')))

export const keep = (time: FreedLine): Promise<void> =>
  tell(act(keepFree, { time: time.id }), () => t('waitlist.done.kept'))
