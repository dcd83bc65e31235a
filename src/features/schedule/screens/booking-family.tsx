import { useState } from 'react'
import type { InputOf } from '../../../core/contract.ts'
import { useAsk } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { Checkbox } from '../../../web/kit/checkbox.tsx'
import { day } from '../../../web/kit/format.ts'
import { Icon } from '../../../web/kit/icon.tsx'
import { Segmented } from '../../../web/kit/segmented.tsx'
import { Select } from '../../../web/kit/select.tsx'
import { t } from '../../../web/words/say.ts'
import { PatientPick } from '../../patients/screens/index.tsx'
import { findTogether } from '../contract.ts'
import type { Booking } from './booking-in-hand.ts'
import css from './booking-panel.module.css'
import { BookingPlans } from './booking-plans.tsx'
import type { BookingDeed } from './use-booking-deed.ts'
import { type ProviderHere, shortName } from './who-holds-it.ts'

type Person = { patient: string; name: string; visitType: string }
type How = 'either' | 'same-time' | 'one-after-another'
type Props = {
  booking: Booking
  deed: BookingDeed
  ask: Pick<InputOf<typeof findTogether>, 'locations' | 'partsOfDay' | 'weekdays' | 'urgent'> & {
    providers?: never[]
    pools?: never[]
  }
  from: string
  providers: readonly ProviderHere[]
}

/** A family together: at the same time with several providers, or one after another; booked whole. */
export function BookingFamily({ booking, deed, ask, from, providers }: Props) {
  const usual = deed.visitType?.id as string
  const [others, setOthers] = useState<Person[]>([])
  const [own, setOwn] = useState(usual)
  const [how, setHow] = useState<How>('either')
  const [sameProvider, setSameProvider] = useState(false)
  const people: Person[] = [{ patient: booking.patient, name: deed.who, visitType: own }, ...others]
  const { providers: asked, pools, ...rest } = ask
  const answer = useAsk(
    findTogether,
    {
      visits: people.map(person => ({
        patient: person.patient as never,
        visitType: person.visitType as never,
        ...(asked ? { providers: asked } : {}),
        ...(pools ? { pools } : {}),
      })),
      how,
      sameProvider,
      ...rest,
      from,
      limit: 6,
    },
    { enabled: people.length > 1, keepPrevious: true, fresh_ms: 0 },
  )
  const plans = people.length > 1 ? (answer.data?.plans ?? []) : []
  const setType = (n: number, visitType: string) =>
    n === 0 ? setOwn(visitType) : setOthers(others.map((each, k) => (k === n - 1 ? { ...each, visitType } : each)))
  return (
    <div className={css.several}>
      <ul className={css.steps}>
        {people.map((person, n) => (
          <li key={person.patient} className={css.step}>
            <Select
              label={person.name}
              choices={deed.visitTypes.map(type => ({ id: type.id as string, label: type.name }))}
              value={person.visitType}
              onChange={visitType => setType(n, visitType)}
            />
            {n > 0 && (
              <Button
                small
                look="quiet"
                label={t('schedule.finding.several.remove')}
                icon={<Icon name="minus" />}
                onPress={() => setOthers(others.filter(each => each.patient !== person.patient))}
              />
            )}
          </li>
        ))}
        {people.length < 6 && (
          <li>
            <PatientPick
              label={t('schedule.finding.several.who')}
              placeholder={t('schedule.finding.several.whoHint')}
              except={booking.patient}
              autoFocus
              onPick={(patient, name) => {
                if (people.some(person => person.patient === patient)) return
                setOthers([
                  ...others,
                  { patient, name: `${name.preferred || name.given} ${name.family}`, visitType: usual },
                ])
              }}
            />
          </li>
        )}
        <li>
          <Segmented
            label={t('schedule.finding.several.how')}
            choices={[
              { id: 'either', label: t('schedule.finding.several.either') },
              { id: 'same-time', label: t('schedule.finding.several.sameTime') },
              { id: 'one-after-another', label: t('schedule.finding.several.inTurn') },
            ]}
            value={how}
            onChange={setHow}
          />
        </li>
        <li>
          <Checkbox checked={sameProvider} onChange={setSameProvider}>
            {t('schedule.finding.several.sameProvider')}
          </Checkbox>
        </li>
      </ul>
      <BookingPlans
        kind="family"
        plans={plans}
        error={people.length > 1 ? answer.error : null}
        patient={booking.patient}
        nameOf={(visit, n) =>
          `${people[n]?.name ?? ''}, ${shortName(providers.find(each => each.id === visit.provider))}`
        }
        none={
          people.length < 2
            ? t('schedule.finding.several.addTwo')
            : answer.data && plans.length === 0
              ? t('schedule.finding.several.none', { day: day(answer.data.searchedTo, 'full') })
              : null
        }
      />
    </div>
  )
}
