import type { Id } from '../../core/id.ts'
import { endCall, takeCall } from '../../features/calls/contract.ts'
import { toast } from '../kit/toast.ts'
import { act, RefusedError } from '../kit/wire.ts'
import { sayError } from '../words/refusal-words.ts'
import { t } from '../words/say.ts'
import { takeInHand } from './person-in-hand.ts'
import { phoneHere } from './phone-here.ts'

type Callee = { who: string; number?: string | undefined; patient?: Id<'patient'> | undefined }

let starting = false

/** Opens a call to somebody, takes who it is in hand, and says so: a letter pressed by accident is taken back as easily. */
export async function callOut({ who, number, patient }: Callee): Promise<void> {
  // A letter held down is one call.
  if (starting) return
  starting = true
  try {
    const made = await act(takeCall, {
      direction: 'out',
      ...(number ? { from: number } : {}),
      ...(patient ? { patient } : {}),
    })
    if (made.patient) takeInHand(made.patient)
    // What the exchange told of was dialled; a telephone here that is calling that number does not call it twice.
    if (number && !made.joined) phoneHere()?.dial(number)
    // What the exchange told of, or one was in already, is a call and can't be taken back as a slip.
    const undo = made.joined || made.again ? {} : { undo: () => void takeBack(made.call, who) }
    toast(t('calls.card.calling', { who }), { look: 'info', of: made.call, ...undo })
  } catch (error) {
    toast(sayError(error), { look: 'bad' })
  } finally {
    starting = false
  }
}

/** Closes the call as one that never was. A call with a note was one: then nothing is written over it. */
async function takeBack(call: Id<'call'>, who: string): Promise<void> {
  try {
    await act(endCall, { call, outcome: 'no-answer', note: t('calls.card.byMistake'), revision: 0 })
    toast(t('calls.card.takenBack', { who }), { look: 'info' })
  } catch (error) {
    const noted = error instanceof RefusedError && error.code === 'calls.changed-meanwhile'
    toast(noted ? t('calls.card.notTakenBack', { who }) : sayError(error), { look: 'bad' })
  }
}
