import { useEffect, useRef } from 'react'
import type { InputOf } from '../../../core/contract.ts'
import { takeInHand } from '../../../web/app/person-in-hand.ts'
import { useAsk } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { day, dayOf, time } from '../../../web/kit/format.ts'
import { List } from '../../../web/kit/list.tsx'
import { Panel } from '../../../web/kit/panel.tsx'
import { Answered } from '../../../web/kit/states.tsx'
import { t } from '../../../web/words/say.ts'
import { callsBehind } from '../contract.ts'
import { type CallLine, numberWords, whoWords } from './call-words.ts'
import css from './phone.module.css'

type Props = { asked: InputOf<typeof callsBehind>; row: string; onClose: () => void }

/** The calls a figure stands for; Enter takes the patient in hand. */
export function CallsBehind({ asked, row, onClose }: Props) {
  const answer = useAsk(callsBehind, asked)
  const title = t('calls.figures.behind', {
    figure: t(`calls.figures.${asked.figure ?? 'offered'}`).toLowerCase(),
    row,
  })
  const top = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another figure is another list to go to
  useEffect(() => {
    top.current?.scrollIntoView({ block: 'nearest' })
    top.current?.focus()
  }, [title])
  return (
    <div ref={top} tabIndex={-1} className={css.behind}>
      <Panel
        title={title}
        flush
        deeds={
          <Button small onPress={onClose}>
            {t('calls.figures.close')}
          </Button>
        }
      >
        <Answered answer={answer} lines={4}>
          {({ calls, count }) => (
            <>
              <p className={css.count}>
                {calls.length < count
                  ? t('calls.figures.behindMore', { n: calls.length, all: count })
                  : t('calls.figures.behindCount', { n: count })}
              </p>
              <List
                label={title}
                rows={calls}
                rowKey={call => call.call}
                text={call => [when(call), whoWords(call), numberWords(call), result(call)].join(', ')}
                onOpen={call => call.patient && takeInHand(call.patient.patient)}
              >
                {call => (
                  <div className={css.call}>
                    <span>{when(call)}</span>
                    <b>{whoWords(call)}</b>
                    <span>{numberWords(call)}</span>
                    <span>{call.line}</span>
                    <span>{call.takenBy?.name}</span>
                    <span>{result(call)}</span>
                  </div>
                )}
              </List>
            </>
          )}
        </Answered>
      </Panel>
    </div>
  )
}

const when = (call: CallLine) => `${day(dayOf(call.ringingAt), 'brief')}, ${time(call.ringingAt)}`

function result(call: CallLine): string {
  if (call.outcome) return t(`calls.outcomes.${call.outcome}`)
  return call.state === 'ringing' ? t('calls.log.ringing') : t('calls.log.still')
}
