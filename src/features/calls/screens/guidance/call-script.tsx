import { useRef, useState } from 'react'
import type { OutputOf } from '../../../../core/contract.ts'
import { useAct, useAsk, useAskAgain } from '../../../../web/kit/api.ts'
import { Button } from '../../../../web/kit/button.tsx'
import { Kbd } from '../../../../web/kit/kbd.tsx'
import { type KeyMap, useKeys } from '../../../../web/kit/keys.ts'
import { FormError } from '../../../../web/kit/states.tsx'
import { Tag } from '../../../../web/kit/tag.tsx'
import { t } from '../../../../web/words/say.ts'
import { answerScript, callGuidance, guidance, startScript, stopScript, takeBackAnswer } from '../../contract.ts'
import type { Outcome } from '../send-note.ts'
import css from './guidance.module.css'

type Run = OutputOf<typeof callGuidance>['runs'][number]

/** A script on the call: one key to begin, digits to choose and to answer, the way so far, and what its ending suggests. */
export function CallScript(props: {
  call: string
  reasons: readonly string[]
  keys: boolean
  onSuggest: (outcome: Outcome) => void
}) {
  const { call, reasons, keys } = props
  const scripts = useAsk(guidance, {}).data?.scripts.filter(one => one.active) ?? []
  const runs = useAsk(callGuidance, { call }).data?.runs ?? []
  const [choosing, setChoosing] = useState(false)
  const [closed, setClosed] = useState<readonly string[]>([])
  const start = useAct(startScript)
  const again = useAskAgain()
  const run =
    runs.findLast(one => one.state === 'open') ??
    runs.findLast(one => one.state === 'ended' && !closed.includes(one.run))
  // Those for the reasons of this call first.
  const rank = (about: readonly string[]) => (about.some(one => reasons.includes(one)) ? 0 : 1)
  const listed = scripts.toSorted((a, b) => rank(a.content.about) - rank(b.content.about)).slice(0, 9)
  const begin = async (script: string) => {
    setChoosing(false)
    if (run) setClosed(now => [...now, run.run])
    if (await start.attempt({ call, script })) await again(callGuidance)
  }
  const digits: KeyMap = {}
  if (choosing) {
    listed.forEach((one, n) => {
      digits[String(n + 1)] = { does: one.content.name, run: () => void begin(one.guidance) }
    })
    digits.Esc = { does: t('kit.close'), run: () => setChoosing(false) }
  }
  useKeys(
    t('guidance.scripts.title'),
    {
      s: run?.state === 'open' ? undefined : { does: t('guidance.scripts.begin'), run: () => setChoosing(true) },
      ...digits,
    },
    { enabled: keys },
  )
  if (scripts.length === 0 && !run) return null
  return (
    <div className={css.script}>
      {run && (
        <OneRun
          key={run.run}
          run={run}
          keys={keys && !choosing}
          onClose={() => setClosed(now => [...now, run.run])}
          onSuggest={props.onSuggest}
        />
      )}
      {choosing ? (
        <section aria-label={t('guidance.scripts.choose')} className={css.answers}>
          {listed.map((one, n) => (
            <button
              key={one.guidance}
              type="button"
              className={css.answer}
              data-command={startScript.name}
              onClick={() => void begin(one.guidance)}
            >
              <Kbd>{String(n + 1)}</Kbd> {one.content.name}
            </button>
          ))}
        </section>
      ) : (
        run?.state !== 'open' && (
          <Button
            small
            look="quiet"
            command={startScript.name}
            onPress={() => setChoosing(true)}
            {...(keys ? { keyHint: 's' } : {})}
          >
            {t('guidance.scripts.begin')}
          </Button>
        )
      )}
      <FormError error={start.error} />
    </div>
  )
}

function OneRun({
  run,
  keys,
  onClose,
  onSuggest,
}: {
  run: Run
  keys: boolean
  onClose: () => void
  onSuggest: (outcome: Outcome) => void
}) {
  const again = useAskAgain()
  const answer = useAct(answerScript)
  const back = useAct(takeBackAnswer)
  const stop = useAct(stopScript)
  const { question, ending } = run
  // The question that is being answered: a digit pressed twice answers once, one pressed at the next question counts at once.
  const inFlight = useRef('')
  const then = (deed: Promise<unknown>) =>
    void deed.then(async () => {
      await again(callGuidance)
      inFlight.current = ''
    })
  const give = (n: number) => {
    const here = `${question?.key} ${run.path.length}`
    if (!question || inFlight.current === here) return
    inFlight.current = here
    then(answer.attempt({ run: run.run, question: question.key, answer: n }))
  }
  const map: KeyMap = {
    '0':
      run.path.length > 0
        ? { does: t('guidance.scripts.back'), run: () => then(back.attempt({ run: run.run })) }
        : undefined,
  }
  question?.answers.forEach((one, n) => {
    map[String(n + 1)] = { does: one.text, run: () => give(n) }
  })
  useKeys(t('guidance.scripts.running', { name: run.name }), map, { enabled: keys })
  const suggested =
    ending &&
    [ending.outcome && t(`calls.outcomes.${ending.outcome}`), ending.urgency, ending.visitType]
      .filter(Boolean)
      .join(' · ')
  return (
    <section className={css.run} aria-label={t('guidance.scripts.running', { name: run.name })}>
      <header className={css.runHead}>
        <b>{run.name}</b>
        {run.path.length > 0 && (
          <Button
            small
            look="quiet"
            command={takeBackAnswer.name}
            onPress={() => then(back.attempt({ run: run.run }))}
            {...(keys ? { keyHint: '0' } : {})}
          >
            {t('guidance.scripts.back')}
          </Button>
        )}
        {ending ? (
          <Button small look="quiet" onPress={onClose}>
            {t('guidance.scripts.close')}
          </Button>
        ) : (
          <Button small look="quiet" command={stopScript.name} onPress={() => then(stop.attempt({ run: run.run }))}>
            {t('guidance.scripts.stop')}
          </Button>
        )}
      </header>
      {!run.approved && (
        <p className={css.notApproved}>
          <Tag look="warn">{t('guidance.flags.notApproved')}</Tag>
        </p>
      )}
      {run.path.length > 0 && (
        <ol className={css.path} aria-label={t('guidance.scripts.path')}>
          {run.path.map(step => (
            <li key={step.question}>
              {step.question} <b>{step.answer}</b>
            </li>
          ))}
        </ol>
      )}
      <div role="status">
        {question && <p className={css.question}>{question.text}</p>}
        {ending && <p className={css.question}>{ending.say}</p>}
        {suggested && <p className={css.found}>{t('guidance.scripts.suggests', { what: suggested })}</p>}
      </div>
      {question && (
        <div className={css.answers}>
          {question.answers.map((one, n) => (
            <button
              key={one.text}
              type="button"
              className={css.answer}
              data-command={answerScript.name}
              onClick={() => give(n)}
            >
              <Kbd>{String(n + 1)}</Kbd> {one.text}
            </button>
          ))}
        </div>
      )}
      {ending?.outcome && (
        <Button small onPress={() => ending.outcome && onSuggest(ending.outcome)}>
          {t('guidance.scripts.use', { outcome: t(`calls.outcomes.${ending.outcome}`) })}
        </Button>
      )}
      <FormError error={answer.error ?? back.error ?? stop.error} />
    </section>
  )
}
