import { useState } from 'react'
import { takeInHand } from '../../../web/app/person-in-hand.ts'
import { useAsk } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { day, dayOf, time } from '../../../web/kit/format.ts'
import { Icon } from '../../../web/kit/icon.tsx'
import { useKeys } from '../../../web/kit/keys.ts'
import { List } from '../../../web/kit/list.tsx'
import { Answered, EmptyState } from '../../../web/kit/states.tsx'
import { Tag, type TagLook } from '../../../web/kit/tag.tsx'
import pane from '../../../web/kit/two-pane.module.css'
import { t } from '../../../web/words/say.ts'
import { callLog } from '../contract.ts'
import css from './call-log.module.css'
import { reasonWords } from './call-reasons.tsx'
import { CallRecord } from './call-record.tsx'
import { type CallLine, numberWords, whoWords } from './call-words.ts'
import { type LogFilter, LogFilters } from './log-filters.tsx'
import { earlierWords } from './pop-facts.tsx'

const page = 50

const looks: Partial<Record<NonNullable<CallLine['outcome']>, TagLook>> = {
  booked: 'ok',
  emergency: 'bad',
  abandoned: 'warn',
  'no-answer': 'warn',
}

/** The telephone's book: every call, newest first, page by page, narrowed by what is known; beside it all that is kept of the one in hand. */
export function CallLog() {
  const [filter, setFilter] = useState<LogFilter>({})
  // The last call of each page before this one.
  const [before, setBefore] = useState<string[]>([])
  const [open, setOpen] = useState<string | null>(null)
  const after = before.at(-1)
  const log = useAsk(callLog, { ...filter, limit: page, ...(after ? { after } : {}) }, { keepPrevious: true })
  const last = log.data?.calls.at(-1)
  const older =
    log.data?.more && last && !log.isPlaceholderData ? () => setBefore(now => [...now, last.call]) : undefined
  const newer = before.length > 0 ? () => setBefore(now => now.slice(0, -1)) : undefined
  useKeys(t('calls.pop.log.scope'), {
    ']': older && { does: t('calls.pop.log.older'), run: older },
    '[': newer && { does: t('calls.pop.log.newer'), run: newer },
    Esc: open === null ? undefined : { does: t('kit.close'), run: () => setOpen(null) },
  })
  const narrowed = Object.keys(filter).length > 0
  return (
    <>
      <LogFilters
        filter={filter}
        onChange={next => {
          setFilter(next)
          setBefore([])
        }}
      />
      <div className={pane.desk} data-rows="wide">
        <div className={pane.list}>
          <Answered answer={log} lines={8}>
            {data => (
              <>
                <List
                  label={t('calls.log.label')}
                  rows={data.calls}
                  rowKey={call => call.call}
                  text={call =>
                    [whoWords(call), numberWords(call), resultWords(call), earlierWords(call), call.note]
                      .filter(Boolean)
                      .join(', ')
                  }
                  onOpen={call => {
                    setOpen(call.call)
                    if (call.patient) takeInHand(call.patient.patient)
                  }}
                  current={open}
                  empty={
                    narrowed ? (
                      <EmptyState icon="phone" title={t('calls.pop.log.none')} hint={t('calls.pop.log.noneHint')} />
                    ) : (
                      <EmptyState icon="phone" title={t('calls.log.empty')} hint={t('calls.log.emptyHint')} />
                    )
                  }
                >
                  {call => <LogRow call={call} />}
                </List>
                {(newer || older) && (
                  <div className={css.pages}>
                    <Button small disabled={!newer} keyHint="[" onPress={() => newer?.()}>
                      {t('calls.pop.log.newer')}
                    </Button>
                    <span className={pane.quiet}>{t('calls.pop.log.page', { n: before.length + 1 })}</span>
                    <Button small disabled={!older} keyHint="]" onPress={() => older?.()}>
                      {t('calls.pop.log.older')}
                    </Button>
                  </div>
                )}
              </>
            )}
          </Answered>
        </div>
        <div className={pane.detail}>
          {open ? <CallRecord key={open} call={open} /> : <p className={pane.quiet}>{t('calls.pop.log.pick')}</p>}
        </div>
      </div>
    </>
  )
}

/** What came of a call, the first of it. */
function resultWords(call: CallLine): string {
  if (call.outcome) return t(`calls.outcomes.${call.outcome}`)
  return call.state === 'ringing' ? t('calls.log.ringing') : t('calls.log.still')
}

function LogRow({ call }: { call: CallLine }) {
  const under = [call.reasons.map(reasonWords).join(', '), call.note].filter(Boolean).join(' · ')
  return (
    <div className={css.row}>
      <span className={css.way}>
        <Icon name={call.direction === 'in' ? 'down' : 'up'} size={14} />
        <span className={css.hidden}>{t(`calls.log.${call.direction}`)}</span>
      </span>
      <div className={css.who}>
        <b>{whoWords(call)}</b>
        {whoWords(call) !== numberWords(call) && (
          <span className={`${pane.quiet} ${css.number}`}>{numberWords(call)}</span>
        )}
        {under && <p>{under}</p>}
      </div>
      <div className={css.end}>
        <span>
          {day(dayOf(call.ringingAt), 'brief')}, {time(call.ringingAt)}
        </span>
        <span className={css.tags}>
          {call.earlier.days > 0 && <Tag look="warn">{t('calls.pop.log.repeatTag', { n: call.earlier.days })}</Tag>}
          <Tag look={(call.outcome && looks[call.outcome]) || 'still'}>{resultWords(call)}</Tag>
          {call.also.map(one => (
            <Tag key={one}>{t(`calls.outcomes.${one}`)}</Tag>
          ))}
        </span>
      </div>
    </div>
  )
}
