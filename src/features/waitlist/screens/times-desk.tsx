import { useState } from 'react'
import { useAsk } from '../../../web/kit/api.ts'
import { List } from '../../../web/kit/list.tsx'
import { Answered, EmptyState } from '../../../web/kit/states.tsx'
import { Shape } from '../../../web/kit/tag.tsx'
import pane from '../../../web/kit/two-pane.module.css'
import { t } from '../../../web/words/say.ts'
import { type FreedLine, freedTimes, setting } from '../contract.ts'
import { saySpan, sayStanding, sayWhen } from './say-wish.ts'
import { TimeDetail } from './time-detail.tsx'
import { remaining, useNow } from './use-now.ts'
import css from './waitlist.module.css'

/** Freed times on the left, soonest first; the one in sight beside them. */
export function TimesDesk({ settled }: { settled: boolean }) {
  const answer = useAsk(freedTimes, settled ? { settled } : {}, { keepPrevious: true })
  const how = useAsk(setting, {})
  const [wanted, setWanted] = useState<string | null>(null)
  const now = useNow()
  return (
    <Answered answer={answer} lines={6}>
      {({ times }) => {
        const present = times.find(one => one.id === wanted) ?? times[0]
        if (!present) {
          const hint = how.data?.mode === 'off' ? t('waitlist.time.off') : t('waitlist.time.noneHint')
          return (
            <EmptyState
              icon="clock"
              title={settled ? t('waitlist.time.noneSettled') : t('waitlist.time.none')}
              hint={hint}
            />
          )
        }
        return (
          <div className={pane.desk}>
            <div className={pane.list}>
              <List
                label={t('waitlist.time.list')}
                rows={times}
                rowKey={one => one.id}
                text={one => `${saySpan(one)}, ${one.providerName}`}
                current={present.id}
                onOpen={one => setWanted(one.id)}
                onFocus={one => one && setWanted(one.id)}
              >
                {one => <TimeRow one={one} now={now} />}
              </List>
            </div>
            <TimeDetail key={present.id} id={present.id} now={now} />
          </div>
        )
      }}
    </Answered>
  )
}

function TimeRow({ one, now }: { one: FreedLine; now: number }) {
  const [first] = one.asking
  const left = first && remaining(first.expiresAt, now)
  const shape = one.state !== 'open' ? 'fine' : first ? 'news' : one.candidates > 0 ? 'soon' : 'calm'
  return (
    <div className={pane.row}>
      <Shape of={shape} />
      <div>
        <b>{sayWhen(one.startsAt, one.zone)}</b>
        <p>{one.providerName}</p>
        <p className={pane.faint}>
          {t(`waitlist.time.why.${one.why}`)} · {sayStanding(one)}
        </p>
      </div>
      <span className={pane.end}>
        {left && <span className={css.count}>{left}</span>}
        {one.state === 'open' && <span>{one.runs ? t('waitlist.time.runs') : t('waitlist.time.waits')}</span>}
      </span>
    </div>
  )
}
