import { useRef } from 'react'
import { usePersonInHand } from '../../../web/app/person-in-hand.ts'
import { useMay } from '../../../web/app/session.ts'
import { useAsk } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { Icon } from '../../../web/kit/icon.tsx'
import { Kbd } from '../../../web/kit/kbd.tsx'
import { useKeys } from '../../../web/kit/keys.ts'
import { t } from '../../../web/words/say.ts'
import { type Pin, pinboard, pinWish, placePin, unpin } from '../contract.ts'
import { beginBooking, useBooking } from './booking-in-hand.ts'
import css from './deeds.module.css'
import { pinBooking, takeOff } from './pin-deeds.ts'
import { sayMoment } from './say-schedule.ts'

/** What is parked, as a strip over the board; nothing if nothing is. A card opens the booking with its patient, and the time chosen there places it. */
export function Pinboard() {
  const may = useMay()
  const hand = usePersonInHand()
  const booking = useBooking()
  const list = useRef<HTMLUListElement>(null)
  const answer = useAsk(pinboard, {}, { enabled: may(pinboard) })
  const pins = answer.data?.pins ?? []
  useKeys(
    t('schedule.deeds.pins.label'),
    {
      K: {
        does: t('schedule.deeds.key.pinboard'),
        run: () => {
          list.current?.querySelector('button')?.focus()
          return pins.length > 0
        },
      },
    },
    { enabled: pins.length > 0 },
  )
  const place = (pin: Pin) => {
    hand.set(pin.patient)
    beginBooking(pin.patient, {
      visitType: pin.visitType,
      provider: pin.provider,
      pin: { id: pin.id, minutes: pin.minutes },
    })
  }
  const canPin = booking?.visitType && !booking.pin && may(pinWish)
  if (pins.length === 0 && !canPin) return null
  return (
    <section className={css.strip} aria-label={t('schedule.deeds.pins.label')}>
      <h2>
        {t('schedule.deeds.pins.title')} {pins.length > 0 && <Kbd>K</Kbd>}
      </h2>
      <ul ref={list}>
        {pins.map(pin => (
          <li key={pin.id} className={css.pin}>
            <Button
              small
              look="quiet"
              command={placePin.name}
              disabled={!may(placePin)}
              pressed={booking?.pin?.id === pin.id}
              onPress={() => place(pin)}
            >
              <b>{pin.patientName}</b>{' '}
              <small>
                {pin.shortName} {pin.minutes}′ · {sayKept(pin)} · {t('schedule.deeds.pins.by', { name: pin.pinnedBy })}
              </small>
            </Button>
            {may(unpin) && (
              <Button
                small
                look="quiet"
                label={t('schedule.deeds.pins.remove', { who: pin.patientName })}
                icon={<Icon name="cross" />}
                command={unpin.name}
                onPress={() => void takeOff(pin)}
              />
            )}
          </li>
        ))}
      </ul>
      {canPin && (
        <Button small command={pinWish.name} onPress={() => void pinBooking(booking)}>
          {t('schedule.deeds.pins.wish')}
        </Button>
      )}
    </section>
  )
}

const sayKept = (pin: Pin): string =>
  pin.startsAt && pin.zone
    ? t('schedule.deeds.pins.kept', { when: sayMoment({ startsAt: pin.startsAt, zone: pin.zone }) })
    : t('schedule.deeds.pins.free')
