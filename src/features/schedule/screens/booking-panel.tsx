import { useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useAsk } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { dayOf } from '../../../web/kit/format.ts'
import { Icon } from '../../../web/kit/icon.tsx'
import { useKeys } from '../../../web/kit/keys.ts'
import { Segmented } from '../../../web/kit/segmented.tsx'
import { Select } from '../../../web/kit/select.tsx'
import { t } from '../../../web/words/say.ts'
import { overview } from '../../practice/contract.ts'
import { bookAppointment, listPools } from '../contract.ts'
import { goOnBoard } from './board-place.ts'
import { BookingAt } from './booking-at.tsx'
import { BookingChain } from './booking-chain.tsx'
import { BookingFamily } from './booking-family.tsx'
import { BookingHold } from './booking-hold.tsx'
import { type Booking, type BookingMode, bookingModes, changeBooking, endBooking } from './booking-in-hand.ts'
import css from './booking-panel.module.css'
import { BookingMonth } from './booking-panel-month.tsx'
import { BookingNext } from './booking-panel-next.tsx'
import { BookingSeries } from './booking-series.tsx'
import { BookingWish, noWish } from './booking-wish.tsx'
import { letGo } from './hold-deeds.ts'
import { runs, useHoldFor } from './hold-in-hand.ts'
import type { BookingDeed } from './use-booking-deed.ts'
import { shortName, whoChoices } from './who-holds-it.ts'

type Props = { booking: Booking; deed: BookingDeed; location: string | null }

/** The small panel between `b` or `n` and a booked visit: type, provider, and the next openings by number. The board stays free behind it. */
export function BookingPanel({ booking, deed, location }: Props) {
  const { visitType, visitTypes, who } = deed
  const house = useAsk(overview, {}, { fresh_ms: 5 * 60_000 })
  const known = useAsk(listPools, {}, { fresh_ms: 5 * 60_000 })
  const { mode } = booking
  const setMode = (next: BookingMode) => changeBooking({ mode: next })
  const [wish, setWish] = useState(noWish)
  const [narrow, setNarrow] = useState(false)
  const [own, setOwn] = useState(false)
  const held = useHoldFor(booking.patient)
  const came = useRef<Element | null>(null)
  const panel = useRef<HTMLElement>(null)
  // The key leads to the chips, and back to the openings; a press of the button leaves the focus where it is.
  const narrowByKey = () => {
    flushSync(() => setNarrow(open => !open))
    panel.current?.querySelector<HTMLElement>('[data-wish] button, [data-openings] button')?.focus()
  }

  // Back to where one was when the booking is made or left.
  useEffect(() => {
    came.current = document.activeElement
    return () => {
      const element = came.current
      if (element instanceof HTMLElement && element.isConnected && document.activeElement === document.body)
        element.focus()
    }
  }, [])
  useKeys(t('schedule.booking.label', { who }), {
    '.': { does: t('schedule.finding.key.when'), run: narrowByKey },
    '@': { does: t('schedule.deeds.at.title'), run: () => setOwn(open => !open) },
    ',': { does: t('schedule.finding.key.month'), run: () => setMode(mode === 'month' ? 'next' : 'month') },
  })

  const providers = (house.data?.providers ?? []).filter(provider => !provider.leftAt)
  const pools = known.data?.pools ?? []
  const locations = (house.data?.locations ?? []).filter(place => !place.closedAt)
  const place = wish.location === 'all' ? null : (wish.location ?? location)
  const ask = {
    ...(booking.provider ? { providers: [booking.provider as never] } : {}),
    ...(booking.pool ? { pools: [booking.pool as never] } : {}),
    ...(place ? { locations: [place as never] } : {}),
    ...(wish.parts.length > 0 ? { partsOfDay: wish.parts } : {}),
    ...(wish.weekdays.length > 0 ? { weekdays: wish.weekdays } : {}),
    ...(booking.urgent ? { urgent: true } : {}),
    ...(booking.pin ? { minutes: booking.pin.minutes } : {}),
  }
  const from = booking.from ?? dayOf(new Date())
  return (
    <section
      ref={panel}
      className={css.panel}
      aria-label={t('schedule.booking.label', { who })}
      data-command={bookAppointment.name}
    >
      <header className={css.head}>
        <h2>{t('schedule.booking.title', { who })}</h2>
        <Select
          label={t('schedule.booking.what')}
          hideLabel
          choices={visitTypes.map(type => ({
            id: type.id as string,
            label: type.name,
            detail: t('schedule.booking.minutes', { n: type.minutes }),
          }))}
          value={visitType?.id ?? null}
          onChange={id => deed.change({ visitType: id })}
        />
        <Select
          label={t('schedule.booking.with')}
          hideLabel
          choices={whoChoices(providers, pools)}
          value={booking.provider ?? booking.pool ?? 'anybody'}
          onChange={id =>
            changeBooking({
              provider: providers.some(provider => provider.id === id) ? id : null,
              pool: pools.some(pool => pool.id === id) ? id : null,
            })
          }
        />
        <Segmented
          label={t('schedule.finding.mode.label')}
          choices={bookingModes.map(id => ({ id, label: t(`schedule.finding.mode.${id}`) }))}
          value={mode}
          onChange={setMode}
        />
        <Button small look="quiet" keyHint="." onPress={() => setNarrow(open => !open)}>
          {t('schedule.finding.narrow')}
        </Button>
        <Button small look="quiet" keyHint="@" pressed={own} onPress={() => setOwn(open => !open)}>
          {t('schedule.deeds.at.title')}
        </Button>
        <span className={css.hint}>{mode === 'next' && t('schedule.booking.byNumber')}</span>
        <Button
          small
          look="quiet"
          label={t('schedule.booking.close')}
          icon={<Icon name="cross" />}
          onPress={() => {
            if (held && runs(held)) void letGo(held)
            endBooking()
          }}
        />
      </header>
      {held && (
        <BookingHold
          // A new hold takes the focus, so that Enter books it.
          key={held.id}
          held={held}
          what={visitTypes.find(type => type.id === held.visitType)?.name ?? ''}
          who={who}
          busy={deed.busy}
          onBook={() => void deed.take(held.opening, [])}
        />
      )}
      {own && (
        <BookingAt provider={booking.provider} from={from} busy={deed.busy} onTake={spot => void deed.take(spot)} />
      )}
      {narrow && (
        <BookingWish
          wish={{ ...wish, urgent: booking.urgent }}
          onWish={next => {
            setWish(next)
            changeBooking({ urgent: next.urgent })
          }}
          locations={locations}
        />
      )}
      {deed.refused && (
        <p className={css.refused} role="alert">
          <Icon name="warn" />
          <span className={css.refusedWords}>{deed.refused.text}</span>
          {deed.refused.anyway && (
            <Button small autoFocus onPress={deed.refused.anyway}>
              {t('schedule.visit.bookAnyway')}
            </Button>
          )}
        </p>
      )}
      {mode === 'next' && (
        <BookingNext
          booking={booking}
          deed={deed}
          held={held !== null}
          ask={{
            ...ask,
            patient: booking.patient as never,
            ownFirst: wish.ownFirst,
            onePerProvider: wish.firstPerProvider,
            order: wish.nearest ? 'nearest' : 'soonest',
            ...(booking.from ? { from: booking.from } : {}),
          }}
          nameOf={id => shortName(providers.find(provider => provider.id === id))}
        />
      )}
      {mode === 'month' && visitType && (
        <BookingMonth
          ask={{ ...ask, visitType: visitType.id }}
          from={from}
          onDay={date => {
            changeBooking({ from: date, mode: 'next' })
            goOnBoard({ date })
          }}
        />
      )}
      {mode === 'chain' && visitType && (
        <BookingChain booking={booking} deed={deed} ask={ask} from={from} providers={providers} pools={pools} />
      )}
      {mode === 'series' && visitType && <BookingSeries booking={booking} deed={deed} from={from} />}
      {mode === 'family' && visitType && (
        <BookingFamily booking={booking} deed={deed} ask={ask} from={from} providers={providers} />
      )}
      {deed.nothingToBook && (
        <p className={css.none}>
          {t('schedule.setup.types.none')}. {t('schedule.setup.types.noneHint')}
        </p>
      )}
    </section>
  )
}
