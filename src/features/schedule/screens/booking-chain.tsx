import { useState } from 'react'
import type { InputOf } from '../../../core/contract.ts'
import { useAsk } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { day } from '../../../web/kit/format.ts'
import { Icon } from '../../../web/kit/icon.tsx'
import { Select } from '../../../web/kit/select.tsx'
import { t } from '../../../web/words/say.ts'
import { findChain } from '../contract.ts'
import { type Booking, type ChainStep, changeBooking } from './booking-in-hand.ts'
import css from './booking-panel.module.css'
import { BookingPlans } from './booking-plans.tsx'
import type { BookingDeed } from './use-booking-deed.ts'
import { type PoolHere, type ProviderHere, shortName, whoAsked, whoChoices } from './who-holds-it.ts'

type Props = {
  booking: Booking
  deed: BookingDeed
  ask: Pick<InputOf<typeof findChain>, 'locations' | 'partsOfDay' | 'weekdays' | 'urgent'>
  from: string
  providers: readonly ProviderHere[]
  pools: readonly PoolHere[]
}

const waits = [0, 15, 30, 60, 120, 240]

/** Lab, then the doctor within half an hour: several visits of one patient in order, booked whole. */
export function BookingChain({ booking, deed, ask, from, providers, pools }: Props) {
  const usual = deed.visitType?.id as string
  const next = (key: number, who: string): ChainStep => ({ key, visitType: usual, who, within: 30 })
  const [plain] = useState(() => [next(1, 'anybody'), next(2, booking.provider ?? booking.pool ?? 'anybody')])
  const steps = booking.chain ?? plain
  const setSteps = (chain: readonly ChainStep[]) => changeBooking({ chain })
  const freshKey = () => Math.max(0, ...steps.map(step => step.key)) + 1
  const { locations, partsOfDay, weekdays, urgent } = ask
  const answer = useAsk(
    findChain,
    {
      steps: steps.map(step => ({ visitType: step.visitType as never, ...whoAsked(step.who, pools) })),
      gaps: steps.slice(1).map(step => ({ least: 0, most: step.within })),
      patient: booking.patient as never,
      from,
      ...(locations ? { locations } : {}),
      ...(partsOfDay ? { partsOfDay } : {}),
      ...(weekdays ? { weekdays } : {}),
      ...(urgent ? { urgent } : {}),
      limit: 6,
    },
    { keepPrevious: true, fresh_ms: 0 },
  )
  const change = (key: number, to: Partial<ChainStep>) =>
    setSteps(steps.map(step => (step.key === key ? { ...step, ...to } : step)))
  const nameOf = (visit: { visitType: string; provider: string }) => {
    const type = deed.visitTypes.find(each => each.id === visit.visitType)
    return `${type?.shortName ?? ''} ${shortName(providers.find(each => each.id === visit.provider))}`.trim()
  }
  const plans = answer.data?.plans ?? []
  return (
    <div className={css.several}>
      <ol className={css.steps}>
        {steps.map((step, n) => (
          <li key={step.key} className={css.step}>
            {n > 0 && (
              <Select
                label={t('schedule.finding.several.within')}
                choices={waits.map(minutes => ({
                  id: String(minutes),
                  label: t('schedule.finding.several.minutes', { n: minutes }),
                }))}
                value={String(step.within)}
                onChange={minutes => change(step.key, { within: Number(minutes) })}
              />
            )}
            <Select
              label={t('schedule.finding.several.step', { n: n + 1 })}
              choices={deed.visitTypes.map(type => ({ id: type.id as string, label: type.name }))}
              value={step.visitType}
              onChange={visitType => change(step.key, { visitType })}
            />
            <Select
              label={t('schedule.booking.with')}
              choices={whoChoices(providers, pools)}
              value={step.who}
              onChange={who => change(step.key, { who })}
            />
            {steps.length > 2 && (
              <Button
                small
                look="quiet"
                label={t('schedule.finding.several.remove')}
                icon={<Icon name="minus" />}
                onPress={() => setSteps(steps.filter(each => each.key !== step.key))}
              />
            )}
          </li>
        ))}
        {steps.length < 6 && (
          <li>
            <Button
              small
              look="quiet"
              icon={<Icon name="plus" />}
              onPress={() => setSteps([...steps, next(freshKey(), 'anybody')])}
            >
              {t('schedule.finding.several.add')}
            </Button>
          </li>
        )}
      </ol>
      <BookingPlans
        kind="chain"
        plans={plans}
        error={answer.error}
        patient={booking.patient}
        nameOf={nameOf}
        none={
          answer.data && plans.length === 0
            ? t('schedule.finding.several.none', { day: day(answer.data.searchedTo, 'full') })
            : null
        }
      />
    </div>
  )
}
