import { useEffect, useState } from 'react'
import { takeInHand } from '../../../../web/app/person-in-hand.ts'
import { useAsk } from '../../../../web/kit/api.ts'
import { Button } from '../../../../web/kit/button.tsx'
import { phone as phoneNumber } from '../../../../web/kit/format.ts'
import { useKeys } from '../../../../web/kit/keys.ts'
import { toast } from '../../../../web/kit/toast.ts'
import { act, RefusedError } from '../../../../web/kit/wire.ts'
import { sayError } from '../../../../web/words/refusal-words.ts'
import { t } from '../../../../web/words/say.ts'
import { nowRail, takeCall } from '../../../calls/contract.ts'
import { callOfLeg } from '../../contract.ts'
import { type Leg, ringingFrom } from './phone-state.ts'
import css from './softphone.module.css'
import { answer, hangUp, recorded } from './softphone.ts'

// The card of the call comes by another way than the ring itself, mostly a moment later.
const cardComesWithin_ms = 1_200

/** A call that rings at this telephone. Its card answers it; without one (nobody tells the calls here), this does. */
export function RingingLeg({ leg, busy, keys }: { leg: Leg; busy: boolean; keys: boolean }) {
  const rail = useAsk(nowRail, {})
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), cardComesWithin_ms)
    return () => clearTimeout(timer)
  }, [])
  const told = useAsk(callOfLeg, { sipCallId: leg.callId }, { enabled: leg.callId !== '' }).data?.call
  useEffect(() => {
    if (told) recorded(leg.id, told)
  }, [told, leg.id])
  // An exchange that stands between may have another id for it: then the number says which it is.
  const record = leg.record ?? rail.data?.ringing.find(call => ringingFrom({ legs: [leg] }, call.number) !== null)?.call
  const take = () => {
    const taken = record
      ? act(takeCall, { call: record })
      : act(takeCall, { direction: 'in', ...(leg.number ? { from: leg.number } : {}) })
    taken.then(
      made => {
        if (made.patient) takeInHand(made.patient)
        answer(leg.id)
      },
      error => {
        toast(sayError(error), { look: 'info' })
        if (!(error instanceof RefusedError)) answer(leg.id)
      },
    )
  }
  const bare = late && !record
  const word = t(busy ? 'phone.answerNext' : 'phone.answer')
  useKeys(
    t('phone.scope'),
    {
      'Alt a': bare ? { does: word, run: take } : undefined,
      'Alt z': { does: t('phone.decline'), run: () => hangUp(leg.id) },
    },
    { enabled: keys },
  )
  return (
    <div className={css.leg}>
      <div className={css.who}>
        <b>{leg.name || phoneNumber(leg.number) || t('phone.unknown')}</b>
        <span className={css.small}>{t('phone.ringsHere')}</span>
      </div>
      <div className={css.deeds}>
        {bare && (
          <Button small look="main" command={takeCall.name} onPress={take} {...(keys ? { keyHint: 'Alt a' } : {})}>
            {word}
          </Button>
        )}
        <Button small onPress={() => hangUp(leg.id)} {...(keys ? { keyHint: 'Alt z' } : {})}>
          {t('phone.decline')}
        </Button>
      </div>
    </div>
  )
}
