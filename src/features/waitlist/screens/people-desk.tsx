import { useState } from 'react'
import { isolated } from '../../../core/bidi.ts'
import type { OutputOf } from '../../../core/contract.ts'
import { takeInHand } from '../../../web/app/person-in-hand.ts'
import { useMay } from '../../../web/app/session.ts'
import { Button } from '../../../web/kit/button.tsx'
import { day, dayOf, moment } from '../../../web/kit/format.ts'
import { KeyValue } from '../../../web/kit/key-value.tsx'
import { useKeys } from '../../../web/kit/keys.ts'
import { List } from '../../../web/kit/list.tsx'
import { Answered, EmptyState } from '../../../web/kit/states.tsx'
import { Shape, Tag } from '../../../web/kit/tag.tsx'
import pane from '../../../web/kit/two-pane.module.css'
import { t } from '../../../web/words/say.ts'
import { changeWish, type openWishes, type WishLine, withdrawWish } from '../contract.ts'
import { sayNotice, sayTimes, sayWhen, sayWho } from './say-wish.ts'
import { undoWish } from './undo-wish.ts'
import css from './waitlist.module.css'
import { WishDialog } from './wish-dialog.tsx'

type Asked = {
  data: OutputOf<typeof openWishes> | undefined
  error: unknown
  isPending: boolean
  refetch: () => unknown
}

/** Who waits, most urgent first, then longest; the one in sight beside the list. */
export function PeopleDesk({ answer }: { answer: Asked }) {
  const [wanted, setWanted] = useState<string | null>(null)
  return (
    <Answered answer={answer} lines={6}>
      {({ wishes }) => {
        const present = wishes.find(one => one.id === wanted) ?? wishes[0]
        if (!present)
          return <EmptyState icon="clock" title={t('waitlist.wish.none')} hint={t('waitlist.wish.noneHint')} />
        return (
          <div className={pane.desk}>
            <div className={pane.list}>
              <List
                label={t('waitlist.wish.list')}
                rows={wishes}
                rowKey={one => one.id}
                text={one => `${isolated(one.patientName)}, ${one.what}`}
                current={present.id}
                onOpen={one => {
                  setWanted(one.id)
                  takeInHand(one.patient)
                }}
                onFocus={one => one && setWanted(one.id)}
              >
                {one => <WishRow one={one} />}
              </List>
            </div>
            <WishDetail key={present.id} wish={present} />
          </div>
        )
      }}
    </Answered>
  )
}

function WishRow({ one }: { one: WishLine }) {
  return (
    <div className={pane.row}>
      <Shape of={one.urgency === 'urgent' ? 'late' : one.urgency === 'soon' ? 'soon' : 'calm'} />
      <div>
        <b>{one.patientName}</b>
        <p>
          {one.what} · {sayWho(one)}
        </p>
        <p className={pane.faint}>{sayTimes(one)}</p>
      </div>
      <span className={pane.end}>
        <span>{t('waitlist.wish.since', { day: day(dayOf(one.enteredAt), 'brief') })}</span>
        {one.urgency !== 'normal' && (
          <Tag look={one.urgency === 'urgent' ? 'bad' : 'warn'}>{t(`waitlist.wish.urgency.${one.urgency}`)}</Tag>
        )}
      </span>
    </div>
  )
}

function WishDetail({ wish }: { wish: WishLine }) {
  const may = useMay()
  const [changing, setChanging] = useState(false)
  const remove = () => void undoWish(wish.id, wish.patientName)
  useKeys(t('waitlist.scope'), {
    e: may(changeWish) ? { does: t('waitlist.key.change'), run: () => setChanging(true) } : undefined,
    x: may(withdrawWish) ? { does: t('waitlist.key.remove'), run: remove } : undefined,
    h: { does: t('waitlist.key.hand'), run: () => takeInHand(wish.patient) },
  })
  return (
    <article className={pane.detail} aria-label={wish.patientName}>
      <h2>{wish.patientName}</h2>
      <p className={css.facts}>
        {wish.visit
          ? t('waitlist.wish.earlierThan', { when: sayWhen(wish.visit.startsAt, wish.visit.zone) })
          : t('waitlist.wish.first')}{' '}
        · {wish.what}
        {wish.offer && <Tag look="info">{t('waitlist.offer.state.open')}</Tag>}
      </p>
      <KeyValue
        rows={[
          { name: t('waitlist.wish.with'), value: sayWho(wish) },
          { name: t('waitlist.wish.when'), value: sayTimes(wish) },
          { name: t('waitlist.wish.notice'), value: sayNotice(wish.noticeMinutes) },
          { name: t('waitlist.wish.until'), value: wish.until && day(wish.until, 'full') },
          { name: t('waitlist.wish.note'), value: wish.note },
          { name: t('waitlist.wish.noted'), value: `${moment(wish.enteredAt)}, ${wish.by}` },
          { name: t('waitlist.time.asked'), value: wish.asked > 0 && t('waitlist.wish.asked', { n: wish.asked }) },
        ]}
      />
      <div className={pane.deeds}>
        {may(changeWish) && (
          <Button look="main" keyHint="e" command={changeWish.name} onPress={() => setChanging(true)}>
            {t('waitlist.key.change')}
          </Button>
        )}
        {may(withdrawWish) && (
          <Button keyHint="x" command={withdrawWish.name} onPress={remove}>
            {t('waitlist.key.remove')}
          </Button>
        )}
        <Button keyHint="h" look="quiet" onPress={() => takeInHand(wish.patient)}>
          {t('waitlist.key.hand')}
        </Button>
      </div>
      {changing && (
        <WishDialog
          patient={wish.patient}
          appointment={wish.visit?.id ?? null}
          wish={wish}
          onClose={() => setChanging(false)}
        />
      )}
    </article>
  )
}
