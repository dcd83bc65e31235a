import { type KeyboardEvent, useEffect, useRef } from 'react'
import type { InputOf } from '../../../core/contract.ts'
import { useMay } from '../../../web/app/session.ts'
import { useAsk } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { clock, day } from '../../../web/kit/format.ts'
import { Icon } from '../../../web/kit/icon.tsx'
import { Kbd } from '../../../web/kit/kbd.tsx'
import { takesLetters } from '../../../web/kit/key-names.ts'
import { type KeyMap, useKeys } from '../../../web/kit/keys.ts'
import { t } from '../../../web/words/say.ts'
import { holdSlot, nextAvailable } from '../contract.ts'
import { apart } from './apart.ts'
import type { Booking } from './booking-in-hand.ts'
import css from './booking-panel.module.css'
import type { BookingDeed } from './use-booking-deed.ts'
import { whyClauses } from './why-not-earlier.ts'

type Props = {
  booking: Booking
  /** A time is held already: `h` is for that one. */
  held: boolean
  deed: BookingDeed
  ask: Omit<InputOf<typeof nextAvailable>, 'visitType'>
  nameOf: (provider: string) => string
}

const openButtons = (box: HTMLElement | null) => [...(box?.querySelectorAll<HTMLButtonElement>('[data-found]') ?? [])]

/** The next openings, each booked by its number; the first has the focus as soon as it is there. */
export function BookingNext({ deed, ask, nameOf, held }: Props) {
  const { visitType, who } = deed
  const may = useMay()
  const next = useAsk(
    nextAvailable,
    { ...ask, visitType: visitType?.id as never, limit: 54 },
    { enabled: visitType !== null, keepPrevious: true, fresh_ms: 0 },
  )
  const list = useRef<HTMLUListElement>(null)
  const openings = apart(next.data?.openings ?? [], 9)
  const take = (opening: (typeof openings)[number]) => void deed.take(opening, [...opening.warn])

  const first = openings[0]?.startsAt
  const waits = useRef(true)
  const holding = useRef(held)
  useEffect(() => {
    if (!first || !waits.current) return
    waits.current = false
    // Who has begun to type elsewhere meanwhile (a kept booking comes back with its page) goes on there.
    if (!holding.current && !takesLetters(document.activeElement)) openButtons(list.current)[0]?.focus()
  }, [first])

  const keys: KeyMap = {}
  openings.forEach((opening, at) => {
    keys[String(at + 1)] = {
      does: t('schedule.key.choose', { n: at + 1 }),
      run: () => take(opening),
      hidden: at > 0,
    }
  })
  useKeys(t('schedule.booking.label', { who }), keys)

  const mayHold = may(holdSlot)
  useKeys(
    t('schedule.booking.label', { who }),
    {
      h: {
        does: t('schedule.deeds.hold.hold'),
        run: () => {
          const at = openButtons(list.current).indexOf(document.activeElement as HTMLButtonElement)
          const opening = openings[Math.max(at, 0)]
          if (opening) void deed.hold(opening, opening.warn)
        },
      },
    },
    { enabled: mayHold && !held },
  )

  const walk = (event: KeyboardEvent<HTMLUListElement>) => {
    const buttons = openButtons(event.currentTarget)
    const here = buttons.indexOf(document.activeElement as HTMLButtonElement)
    const steps: Record<string, number> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }
    const step = steps[event.key]
    if (!step || here < 0) return
    event.preventDefault()
    buttons[here + step]?.focus()
  }
  const places = new Set(openings.map(opening => opening.location)).size
  const why = whyClauses(next.data?.whyNotEarlier ?? [])
  return (
    <>
      <ul className={css.list} ref={list} data-openings="" onKeyDown={walk} aria-label={t('schedule.booking.openings')}>
        {openings.map((opening, at) => (
          <li key={`${opening.provider}${opening.startsAt}`} className={css.line}>
            <button
              type="button"
              className={css.opening}
              data-found=""
              disabled={deed.busy}
              onClick={() => take(opening)}
              aria-keyshortcuts={String(at + 1)}
              title={`${opening.providerName} · ${opening.locationName}`}
            >
              <Kbd>{at === 0 && !held ? '↵' : String(at + 1)}</Kbd>
              <b>
                {day(opening.date)}, {clock(opening.startsAt, opening.zone)}
              </b>
              <span>
                {nameOf(opening.provider) || opening.providerName}
                {places > 1 && ` · ${opening.locationName}`}
                {places > 1 && opening.miles !== null && ` · ${t('schedule.finding.miles', { n: opening.miles })}`}
              </span>
              {opening.usual && <em className={css.usual}>{t('schedule.finding.usual')}</em>}
              {opening.warn.length > 0 && <em className={css.mark}>{t('schedule.finding.overLimit')}</em>}
              {opening.seatsLeft !== null && (
                <em className={css.usual}>{t('schedule.finding.seats', { n: opening.seatsLeft })}</em>
              )}
            </button>
            {mayHold && (
              <Button
                small
                look="quiet"
                {...(at === 0 && !held ? { keyHint: 'h' } : {})}
                command={holdSlot.name}
                label={t('schedule.deeds.hold.this', {
                  when: `${day(opening.date)}, ${clock(opening.startsAt, opening.zone)}`,
                })}
                icon={<Icon name="clock" size={14} />}
                onPress={() => void deed.hold(opening, opening.warn)}
              />
            )}
          </li>
        ))}
      </ul>
      {next.data && openings.length === 0 && (
        <p className={css.none}>{t('schedule.booking.none', { day: day(next.data.searchedTo, 'full') })}</p>
      )}
      {why.length > 0 && (
        <p className={css.why}>
          <b>{t('schedule.booking.why')}</b> {why.join(' · ')}
        </p>
      )}
    </>
  )
}
