import type { ReactNode } from 'react'
import type { OutputOf } from '../../../core/contract.ts'
import { time as clock, moment, phone } from '../../../web/kit/format.ts'
import { Tag } from '../../../web/kit/tag.tsx'
import { t } from '../../../web/words/say.ts'
import type { freedTime } from '../contract.ts'
import { remaining } from './use-now.ts'
import css from './waitlist.module.css'

type Offer = OutputOf<typeof freedTime>['offers'][number]

const looks = {
  open: 'info',
  yes: 'ok',
  no: 'still',
  ended: 'still',
  gone: 'warn',
  withdrawn: 'still',
  skipped: 'still',
} as const

/** One patient who is or was asked: by which way, since when, with the time that is left. */
export function OfferRow(props: {
  offer: Offer
  zone: string
  now: number
  current?: boolean
  onPick: () => void
  children?: ReactNode
}) {
  const { offer, zone, now } = props
  const left = offer.state === 'open' ? remaining(offer.expiresAt, now) : null
  const short = left !== null && Date.parse(offer.expiresAt) - now < 5 * 60_000
  return (
    <div className={css.person} data-current={props.current || undefined}>
      <button type="button" className={css.pick} onClick={props.onPick}>
        <b>{offer.patientName}</b>
        <span className={css.right}>
          {offer.state === 'open' ? (
            <span className={css.count} data-short={short || undefined}>
              {left ? t('waitlist.time.left', { time: left }) : t('waitlist.time.over')}
            </span>
          ) : (
            <Tag look={looks[offer.state]}>{t(`waitlist.offer.state.${offer.state}`)}</Tag>
          )}
        </span>
        <small>
          {clock(offer.startsAt, zone)} · {offer.what} · {t(`waitlist.offer.how.${offer.how}`)}
          {offer.how === 'phone' && offer.phone && ` · ${t('waitlist.offer.call', { number: phone(offer.phone) })}`}
        </small>
        <small className={css.right}>
          {t('waitlist.offer.by', {
            time: offer.state === 'open' ? clock(offer.offeredAt, zone) : moment(offer.offeredAt),
            name: offer.offeredBy,
          })}
        </small>
      </button>
      {props.children}
    </div>
  )
}
