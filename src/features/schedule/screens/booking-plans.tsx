import { useState } from 'react'
import type { InputOf, OutputOf } from '../../../core/contract.ts'
import { clock, day } from '../../../web/kit/format.ts'
import { Kbd } from '../../../web/kit/kbd.tsx'
import { type KeyMap, useKeys } from '../../../web/kit/keys.ts'
import { FormError } from '../../../web/kit/states.tsx'
import { toast } from '../../../web/kit/toast.ts'
import { act } from '../../../web/kit/wire.ts'
import { t } from '../../../web/words/say.ts'
import { bookTogether, cancelBundle, type findChain, type Visit } from '../contract.ts'
import { askScheduleAgain } from './board-answers.ts'
import { endBooking } from './booking-in-hand.ts'
import css from './booking-panel.module.css'
import { sayNo } from './say-schedule.ts'

type Plan = OutputOf<typeof findChain>['plans'][number]
type Together = InputOf<typeof bookTogether>

/** Books several visits as one, all or none. */
export function useBookTogether() {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<Error | null>(null)
  const run = async (asked: Together) => {
    if (busy) return
    setBusy(true)
    setError(null)
    try {
      const { bundle, visits } = await act(bookTogether, asked)
      toast(t('schedule.finding.several.booked', { n: visits.length }), {
        undo: () => void unbookSeveral(bundle),
      })
      endBooking()
    } catch (caught) {
      setError(caught as Error)
    } finally {
      setBusy(false)
      askScheduleAgain()
    }
  }
  return { run, busy, error }
}

/** What was booked as one is taken back as one. */
async function unbookSeveral(bundle: Visit['bundle']): Promise<void> {
  try {
    const { cancelled } = await act(cancelBundle, {
      bundle: bundle!,
      reach: 'all',
      by: 'practice',
      reason: t('schedule.bookedByMistake'),
    })
    toast(t('schedule.deeds.several.unbooked', { n: cancelled.length }), { look: 'info' })
  } catch (error) {
    toast(sayNo(error), { look: 'bad' })
  } finally {
    askScheduleAgain()
  }
}

type Props = {
  kind: 'chain' | 'family'
  plans: readonly Plan[]
  /** Whose visit it is where the plan does not say. */
  patient: string
  nameOf: (visit: Plan['visits'][number], at: number) => string
  none: string | null
  /** Why no ways could be looked for. */
  error: Error | null
}

/** Ways several visits fit together, each booked whole by its number. */
export function BookingPlans({ kind, plans, patient, nameOf, none, error }: Props) {
  const together = useBookTogether()
  const book = (plan: Plan) =>
    void together.run({
      kind,
      visits: plan.visits.map(visit => ({
        patient: visit.patient ?? (patient as never),
        visitType: visit.visitType,
        provider: visit.provider,
        location: visit.location,
        startsAt: visit.startsAt,
        minutes: (Date.parse(visit.endsAt) - Date.parse(visit.startsAt)) / 60_000,
        ...(visit.warn.length > 0 ? { despite: visit.warn } : {}),
      })),
    })
  const keys: KeyMap = {}
  plans.slice(0, 9).forEach((plan, at) => {
    keys[String(at + 1)] = { does: t('schedule.key.choose', { n: at + 1 }), run: () => book(plan), hidden: at > 0 }
  })
  useKeys(t('schedule.finding.several.plans'), keys)
  return (
    <>
      <FormError error={together.error ?? error} />
      <ul aria-label={t('schedule.finding.several.plans')}>
        {plans.map((plan, at) => (
          <li key={plan.visits.map(visit => visit.provider + visit.startsAt).join()}>
            <button type="button" className={css.plan} disabled={together.busy} onClick={() => book(plan)}>
              <Kbd>{String(at + 1)}</Kbd>
              <b>{day(plan.date)}</b>
              <span>
                {plan.visits.map((visit, n) => `${clock(visit.startsAt, visit.zone)} ${nameOf(visit, n)}`).join(' → ')}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {none && <p className={css.none}>{none}</p>}
    </>
  )
}
