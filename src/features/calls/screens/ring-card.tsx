import { useCallback, useEffect, useRef, useState } from 'react'
import { takeInHand } from '../../../web/app/person-in-hand.ts'
import { phoneHere } from '../../../web/app/phone-here.ts'
import { useAct, useAsk } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { useKeys } from '../../../web/kit/keys.ts'
import { toast } from '../../../web/kit/toast.ts'
import { RefusedError } from '../../../web/kit/wire.ts'
import { sayError } from '../../../web/words/refusal-words.ts'
import { t } from '../../../web/words/say.ts'
import { callCard, takeCall } from '../contract.ts'
import css from './call-rail.module.css'
import { type CallLine, numberLine, whoWords } from './call-words.ts'
import { foldCall, isFolded } from './folded-calls.ts'
import { earlierWords, PopFacts } from './pop-facts.tsx'
import { running, useNow } from './use-now.ts'

/** A call nobody has taken yet. Known numbers already carry their name: nothing has to be done to know who it is. */
export function RingCard({ call, keys }: { call: CallLine; keys: boolean }) {
  const now = useNow()
  const appeared = useRef(performance.now())
  const card = useAsk(callCard, { call: call.call })
  const [folded, setFolded] = useState(() => isFolded(call.call))
  const take = useAct(takeCall, taken => {
    if (taken.patient) takeInHand(taken.patient)
  })
  const answer = useCallback(() => {
    take.run({ call: call.call }).then(
      () => phoneHere()?.answer(call.number, call.call),
      error => {
        toast(sayError(error), { look: 'info' })
        // Whoever was slower leaves the caller to the other; a server out of reach must keep nobody from answering.
        if (!(error instanceof RefusedError)) phoneHere()?.answer(call.number, call.call)
      },
    )
  }, [take.run, call.call, call.number])
  const leave = () => {
    foldCall(call.call)
    setFolded(true)
  }
  useKeys(
    t('calls.scope'),
    {
      // Whoever presses Enter for something else at the very moment it begins to ring must not answer by accident.
      Enter: { does: t('calls.ring.answer'), run: () => performance.now() - appeared.current > 400 && answer() },
      'Alt Enter': { does: t('calls.ring.answerWhileTyping'), run: answer },
      'Shift Enter': { does: t('calls.ring.leaveHint'), run: leave },
    },
    { enabled: keys && !folded },
  )
  const who = whoWords(call)
  const earlier = earlierWords(call)
  const time = running(call.ringingAt, now)
  if (folded) {
    return (
      <div className={css.folded}>
        <span>{t('calls.ring.folded', { who, time })}</span>
        <Button small onPress={answer} busy={take.busy} command={takeCall.name}>
          {t('calls.ring.answer')}
        </Button>
      </div>
    )
  }
  return (
    <article className={css.ring} aria-label={t('calls.ring.announce', { who })}>
      <div className={css.small}>
        {call.line ? t('calls.ring.onLine', { line: call.line, time }) : t('calls.ring.noLine', { time })}
      </div>
      <div className={css.who}>{who}</div>
      <div className={css.small}>{numberLine(call)}</div>
      {earlier && <div className={css.ringEarlier}>{earlier}</div>}
      {card.data?.people.length === 1 && <PopFacts person={card.data.people[0]!} ringing />}
      <div className={css.deeds}>
        <button
          type="button"
          className={css.answer}
          onClick={answer}
          disabled={take.busy}
          data-command={takeCall.name}
          aria-keyshortcuts={keys ? 'Enter' : undefined}
        >
          {t('calls.ring.answer')}
          {keys && (
            <span className={css.key} aria-hidden="true">
              ↵
            </span>
          )}
        </button>
        <button
          type="button"
          onClick={leave}
          title={t('calls.ring.leaveHint')}
          aria-keyshortcuts={keys ? 'Shift+Enter' : undefined}
        >
          {t('calls.ring.leave')}
        </button>
      </div>
    </article>
  )
}

/** Says a new call to screen readers once, without the ticking clock. */
export function RingAnnouncement({ calls }: { calls: readonly CallLine[] }) {
  const [said, setSaid] = useState('')
  const newest = calls.at(-1)
  useEffect(() => {
    setSaid(newest ? t('calls.ring.announce', { who: `${whoWords(newest)}, ${numberLine(newest)}` }) : '')
  }, [newest])
  return (
    <div role="status" className={css.announce}>
      {said}
    </div>
  )
}
