import { type KeyboardEvent, useEffect, useRef } from 'react'
import { useAsk } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { clock, day } from '../../../web/kit/format.ts'
import { Icon } from '../../../web/kit/icon.tsx'
import { Kbd } from '../../../web/kit/kbd.tsx'
import { type KeyMap, useKeys } from '../../../web/kit/keys.ts'
import { Select } from '../../../web/kit/select.tsx'
import { t } from '../../../web/words/say.ts'
import { overview } from '../../practice/contract.ts'
import { bookAppointment, nextAvailable } from '../contract.ts'
import { apart } from './apart.ts'
import { type Booking, endBooking } from './booking-in-hand.ts'
import css from './booking-panel.module.css'
import type { BookingDeed } from './use-booking-deed.ts'
import { whyClauses } from './why-not-earlier.ts'

type Props = { booking: Booking; deed: BookingDeed; location: string | null }

const anybody = 'anybody'

/** The small panel between `b` or `n` and a booked visit: type, provider, and the next openings by number. The board stays free behind it. */
export function BookingPanel({ booking, deed, location }: Props) {
  const { visitType, visitTypes, who } = deed
  const house = useAsk(overview, {}, { fresh_ms: 5 * 60_000 })
  const next = useAsk(
    nextAvailable,
    {
      visitType: visitType?.id as never,
      ...(booking.provider ? { providers: [booking.provider as never] } : {}),
      ...(location ? { locations: [location as never] } : {}),
      ...(booking.from ? { from: booking.from } : {}),
      limit: 54,
    },
    { enabled: visitType !== null, keepPrevious: true, fresh_ms: 0 },
  )
  const list = useRef<HTMLUListElement>(null)
  const openings = apart(next.data?.openings ?? [], 9)
  const came = useRef<Element | null>(null)

  // Back to where one was when the booking is made or left.
  useEffect(() => {
    came.current = document.activeElement
    return () => {
      const element = came.current
      if (element instanceof HTMLElement && element.isConnected && document.activeElement === document.body)
        element.focus()
    }
  }, [])
  const first = openings[0]?.startsAt
  const waits = useRef(true)
  useEffect(() => {
    if (!first || !waits.current) return
    waits.current = false
    list.current?.querySelector('button')?.focus()
  }, [first])

  const keys: KeyMap = {}
  openings.slice(0, 9).forEach((opening, at) => {
    keys[String(at + 1)] = {
      does: t('schedule.key.choose', { n: at + 1 }),
      run: () => void deed.take(opening),
      hidden: at > 0,
    }
  })
  useKeys(t('schedule.booking.label', { who }), keys)

  const walk = (event: KeyboardEvent<HTMLUListElement>) => {
    const buttons = [...event.currentTarget.querySelectorAll('button')]
    const here = buttons.indexOf(document.activeElement as HTMLButtonElement)
    const steps: Record<string, number> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }
    const step = steps[event.key]
    if (!step || here < 0) return
    event.preventDefault()
    buttons[here + step]?.focus()
  }

  const shortName = (provider: { family: string; credential: string }) =>
    `${provider.family} ${provider.credential}`.trim()
  const nameOf = (opening: (typeof openings)[number]) => {
    const known = house.data?.providers.find(provider => provider.id === opening.provider)
    return known ? shortName(known) : opening.providerName
  }
  const providers = (house.data?.providers ?? []).filter(provider => !provider.leftAt)
  const places = new Set(openings.map(opening => opening.location)).size
  const why = whyClauses(next.data?.whyNotEarlier ?? [])
  return (
    <section
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
          choices={[
            { id: anybody, label: t('schedule.booking.anybody') },
            ...providers.map(provider => ({
              id: provider.id as string,
              label: shortName(provider),
              detail: provider.specialty,
            })),
          ]}
          value={booking.provider ?? anybody}
          onChange={id => deed.change({ provider: id === anybody ? null : id })}
        />
        <span className={css.hint}>{t('schedule.booking.byNumber')}</span>
        <Button
          small
          look="quiet"
          label={t('schedule.booking.close')}
          icon={<Icon name="cross" />}
          onPress={endBooking}
        />
      </header>
      {deed.refused && (
        <p className={css.refused} role="alert">
          <Icon name="warn" />
          <span className={css.refusedWords}>{deed.refused.text}</span>
          {deed.refused.anyway && (
            <Button small onPress={deed.refused.anyway}>
              {t('schedule.visit.bookAnyway')}
            </Button>
          )}
        </p>
      )}
      <ul className={css.list} ref={list} onKeyDown={walk} aria-label={t('schedule.booking.openings')}>
        {openings.map((opening, at) => (
          <li key={`${opening.provider}${opening.startsAt}`}>
            <button
              type="button"
              className={css.opening}
              disabled={deed.busy}
              onClick={() => void deed.take(opening)}
              aria-keyshortcuts={String(at + 1)}
              title={`${opening.providerName} · ${opening.locationName}`}
            >
              <Kbd>{at === 0 ? '↵' : String(at + 1)}</Kbd>
              <b>
                {day(opening.date)}, {clock(opening.startsAt, opening.zone)}
              </b>
              <span>
                {nameOf(opening)}
                {places > 1 && ` · ${opening.locationName}`}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {deed.nothingToBook && (
        <p className={css.none}>
          {t('schedule.setup.types.none')}. {t('schedule.setup.types.noneHint')}
        </p>
      )}
      {next.data && openings.length === 0 && (
        <p className={css.none}>{t('schedule.booking.none', { day: day(next.data.searchedTo, 'full') })}</p>
      )}
      {why.length > 0 && (
        <p className={css.why}>
          <b>{t('schedule.booking.why')}</b> {why.join(' · ')}
        </p>
      )}
    </section>
  )
}
