import { useState } from 'react'
import { takeInHand } from '../../../web/app/person-in-hand.ts'
import { useAsk } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { day, dayOf, time } from '../../../web/kit/format.ts'
import { Icon } from '../../../web/kit/icon.tsx'
import { List } from '../../../web/kit/list.tsx'
import { Segmented } from '../../../web/kit/segmented.tsx'
import { Answered, EmptyState } from '../../../web/kit/states.tsx'
import { Tag, type TagLook } from '../../../web/kit/tag.tsx'
import pane from '../../../web/kit/two-pane.module.css'
import { t } from '../../../web/words/say.ts'
import { callLog } from '../contract.ts'
import { type CallLine, numberWords, whoWords } from './call-words.ts'
import css from './inbox.module.css'

const page = 50
const most = 200

const looks: Partial<Record<NonNullable<CallLine['outcome']>, TagLook>> = {
  booked: 'ok',
  emergency: 'bad',
  abandoned: 'warn',
  'no-answer': 'warn',
}

/** The telephone's book: every call, newest first. */
export function CallLog() {
  const [limit, setLimit] = useState(page)
  const [way, setWay] = useState<'all' | 'in' | 'out' | 'missed'>('all')
  const log = useAsk(
    callLog,
    {
      limit,
      ...(way === 'in' || way === 'out' ? { direction: way } : {}),
      ...(way === 'missed' ? { outcome: 'abandoned' as const } : {}),
    },
    { keepPrevious: true },
  )
  return (
    <div className={css.log}>
      <div className={css.logBar}>
        <Segmented
          label={t('calls.log.direction')}
          choices={[
            { id: 'all', label: t('calls.log.allDirections') },
            { id: 'in', label: t('calls.log.onlyIn') },
            { id: 'out', label: t('calls.log.onlyOut') },
            { id: 'missed', label: t('calls.log.missed') },
          ]}
          value={way}
          onChange={setWay}
        />
      </div>
      <Answered answer={log} lines={8}>
        {data => (
          <>
            <List
              label={t('calls.log.label')}
              rows={data.calls}
              rowKey={call => call.call}
              text={call => [whoWords(call), numberWords(call), resultWords(call), call.note].join(', ')}
              onOpen={call => call.patient && takeInHand(call.patient.patient)}
              empty={<EmptyState icon="phone" title={t('calls.log.empty')} hint={t('calls.log.emptyHint')} />}
            >
              {call => <LogRow call={call} />}
            </List>
            {data.more && limit < most && (
              <div className={css.logMore}>
                <Button onPress={() => setLimit(n => Math.min(most, n + page))}>{t('calls.log.more')}</Button>
              </div>
            )}
          </>
        )}
      </Answered>
    </div>
  )
}

function resultWords(call: CallLine): string {
  if (call.outcome) return t(`calls.outcomes.${call.outcome}`)
  return call.state === 'ringing' ? t('calls.log.ringing') : t('calls.log.still')
}

function LogRow({ call }: { call: CallLine }) {
  return (
    <div className={css.logRow}>
      <span className={css.when}>
        {day(dayOf(call.ringingAt), 'brief')}, {time(call.ringingAt)}
      </span>
      <span className={css.way}>
        <Icon name={call.direction === 'in' ? 'down' : 'up'} size={14} />
        <span className={css.hidden}>{t(`calls.log.${call.direction}`)}</span>
      </span>
      <span>
        <b>{whoWords(call)}</b>
        <span className={`${pane.quiet} ${css.below}`}>{numberWords(call)}</span>
      </span>
      <span className={css.logNote}>
        {call.note}
        {call.takenBy && <span className={`${pane.quiet} ${css.below}`}>{call.takenBy.name}</span>}
      </span>
      <span className={css.logEnd}>
        <Tag look={(call.outcome && looks[call.outcome]) || 'still'}>{resultWords(call)}</Tag>
      </span>
    </div>
  )
}
