import { useEffect, useState } from 'react'
import { Button } from '../../../web/kit/button.tsx'
import { time } from '../../../web/kit/format.ts'
import { Icon } from '../../../web/kit/icon.tsx'
import { useKeys } from '../../../web/kit/keys.ts'
import { t } from '../../../web/words/say.ts'
import { bookAppointment, extendHold, releaseHold } from '../contract.ts'
import css from './booking-panel.module.css'
import { holdOn, letGo } from './hold-deeds.ts'
import { forgetHold, type Held, leftOf } from './hold-in-hand.ts'
import { sayMoment } from './say-schedule.ts'

type Props = { held: Held; what: string; who: string; busy: boolean; onBook: () => void }

/** "9:41": minutes and seconds that are left. */
const sayLeft = (ms: number): string => {
  const seconds = Math.max(0, Math.ceil(ms / 1000))
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

/** The time that is held while one talks: how long yet, ten minutes more, book it, or give it back. */
export function BookingHold({ held, what, who, busy, onBook }: Props) {
  const [, tick] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => tick(n => n + 1), 1000)
    return () => clearInterval(timer)
  }, [])
  const left = leftOf(held)
  const over = left <= 0
  const more = () => void holdOn(held, who)
  const release = () => (over ? forgetHold(held.id) : void letGo(held))
  useKeys(t('schedule.deeds.hold.scope'), {
    h: { does: t(over ? 'schedule.deeds.hold.again' : 'schedule.deeds.hold.more'), run: more },
    Esc: { does: t('schedule.deeds.hold.release'), run: release },
  })
  return (
    <section
      className={`${css.held} ${over ? css.heldOver : left < 60_000 ? css.heldSoon : ''}`}
      aria-label={t('schedule.deeds.hold.scope')}
    >
      <Icon name="clock" />
      <b>{sayMoment(held.opening)}</b>
      <span>{t('schedule.deeds.hold.what', { what, name: held.opening.providerName })}</span>
      {over ? (
        <span role="status">{t('schedule.deeds.hold.over')}</span>
      ) : (
        <>
          <span>{t('schedule.deeds.hold.until', { time: time(held.expiresAt, held.opening.zone) })}</span>
          <span role="timer" className={css.left} aria-label={t('schedule.deeds.hold.left')}>
            {sayLeft(left)}
          </span>
        </>
      )}
      <span className={css.heldDeeds}>
        <Button small look="main" keyHint="Enter" autoFocus busy={busy} command={bookAppointment.name} onPress={onBook}>
          {t('schedule.deeds.hold.book')}
        </Button>
        <Button small keyHint="h" command={extendHold.name} onPress={more}>
          {t(over ? 'schedule.deeds.hold.again' : 'schedule.deeds.hold.more')}
        </Button>
        <Button small keyHint="Esc" command={releaseHold.name} onPress={release}>
          {t(over ? 'kit.dismiss' : 'schedule.deeds.hold.release')}
        </Button>
      </span>
    </section>
  )
}
