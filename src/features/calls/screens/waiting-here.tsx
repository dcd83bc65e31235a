import type { OutputOf } from '../../../core/contract.ts'
import { takeInHand } from '../../../web/app/person-in-hand.ts'
import { clock } from '../../../web/kit/format.ts'
import { List } from '../../../web/kit/list.tsx'
import { Section } from '../../../web/kit/panel.tsx'
import { Shape } from '../../../web/kit/tag.tsx'
import { t } from '../../../web/words/say.ts'
import type { waitingRoom } from '../../schedule/contract.ts'
import css from './call-rail.module.css'
import { minutesSince, useNow } from './use-now.ts'

type Waiting = OutputOf<typeof waitingRoom>['waiting'][number]

const soon_min = 10
const late_min = 20

const urgency = (minutes: number) => (minutes >= late_min ? 'late' : minutes >= soon_min ? 'soon' : 'calm')

/** Who stands or sits here, the longest wait first, their minutes ticking. */
export function WaitingHere({ waiting, inHand }: { waiting: readonly Waiting[]; inHand: string | null }) {
  const now = useNow(10_000)
  if (waiting.length === 0) return null
  const detail = (one: Waiting) =>
    [
      t('calls.rail.visit', { provider: one.providerName, time: clock(one.startsAt) }),
      one.state === 'roomed' &&
        (one.roomName ? t('calls.rail.inRoom', { room: one.roomName }) : t('calls.rail.roomed')),
    ]
      .filter(Boolean)
      .join(' · ')
  return (
    <Section title={t('calls.rail.waiting')} count={waiting.length}>
      <List
        label={t('calls.rail.waiting')}
        rows={waiting}
        rowKey={one => one.appointment}
        text={one =>
          `${one.patientName}, ${t('calls.rail.waits', { n: minutesSince(one.arrivedAt, now) })}, ${detail(one)}`
        }
        onOpen={one => takeInHand(one.patient)}
        current={waiting.find(one => one.patient === inHand)?.appointment ?? null}
      >
        {one => {
          const minutes = minutesSince(one.arrivedAt, now)
          const of = one.state === 'roomed' ? 'calm' : urgency(minutes)
          return (
            <div className={css.item}>
              <Shape of={of} />
              <div>
                <b>{one.patientName}</b>
                <p>{detail(one)}</p>
              </div>
              <span className={of === 'late' ? `${css.t} ${css.late}` : css.t}>{t('kit.minutes', { n: minutes })}</span>
            </div>
          )
        }}
      </List>
    </Section>
  )
}
