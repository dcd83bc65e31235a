import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { OutputOf } from '../../../../core/contract.ts'
import { takeInHand } from '../../../../web/app/person-in-hand.ts'
import { useMay } from '../../../../web/app/session.ts'
import { useAct, useAsk } from '../../../../web/kit/api.ts'
import { Button } from '../../../../web/kit/button.tsx'
import { dayOf } from '../../../../web/kit/format.ts'
import { Panel } from '../../../../web/kit/panel.tsx'
import { FormError } from '../../../../web/kit/states.tsx'
import { Tag } from '../../../../web/kit/tag.tsx'
import { toast } from '../../../../web/kit/toast.ts'
import { act } from '../../../../web/kit/wire.ts'
import { t } from '../../../../web/words/say.ts'
import { keepOutsideVisits, visitsOutsideHours } from '../../contract.ts'
import { goOnBoard } from '../board-place.ts'
import { sayMoment } from '../say-schedule.ts'
import css from './outside-visits.module.css'

type OutsideVisit = OutputOf<typeof visitsOutsideHours>['visits'][number]
const atOnce = 10

/** All visits to come that lie outside their hours, whoever changed what: each leads to its day on the board, or is left so knowingly. */
export function OutsideVisits() {
  const [most, setMost] = useState(atOnce)
  const answer = useAsk(visitsOutsideHours, { limit: most }, { keepPrevious: true })
  const keep = useAct(keepOutsideVisits)
  const may = useMay()(keepOutsideVisits)
  const { total, visits } = answer.data ?? { total: 0, visits: [] }
  if (total === 0) return null
  const leave = async (which: readonly OutsideVisit[]) => {
    const appointments = which.map(visit => visit.appointment)
    if (!(await keep.attempt({ appointments }))) return
    toast(t('schedule.setup.outside.left', { n: appointments.length }), {
      undo: () => void act(keepOutsideVisits, { appointments, keep: false }),
    })
  }
  const left = total - visits.length
  return (
    <Panel
      title={t('schedule.setup.outside.title', { n: total })}
      hint={t('schedule.setup.outside.hint')}
      flush
      deeds={
        may &&
        visits.length > 1 && (
          <Button busy={keep.busy} command={keepOutsideVisits.name} onPress={() => void leave(visits)}>
            {t('schedule.setup.outside.leaveAll', { n: visits.length })}
          </Button>
        )
      }
    >
      <FormError error={keep.error} />
      <OutsideList visits={visits} {...(may ? { onLeave: (visit: OutsideVisit) => void leave([visit]) } : {})} />
      {left > 0 && (
        <div className={css.foot}>
          <Button look="quiet" onPress={() => setMost(Math.min(500, most + 5 * atOnce))}>
            {t('schedule.setup.outside.more', { n: left })}
          </Button>
        </div>
      )}
    </Panel>
  )
}

/** Visits with when, who, what, and why they are outside; with the way to the board unless they are only looked at. */
export function OutsideList({
  visits,
  onLeave,
  lookOnly,
}: {
  visits: readonly OutsideVisit[]
  onLeave?: (visit: OutsideVisit) => void
  lookOnly?: boolean
}) {
  return (
    <ul className={css.list}>
      {visits.map(visit => {
        const when = sayMoment(visit)
        return (
          <li key={visit.appointment} className={css.visit}>
            <span className={css.when}>{when}</span>
            <span className={css.who}>
              <b>{visit.patientName}</b>
              <small>{t('schedule.setup.outside.visit', { what: visit.what, provider: visit.providerName })}</small>
              <span>
                <Tag look={visit.why === 'session' ? 'info' : 'warn'}>{sayWhy(visit)}</Tag>
              </span>
            </span>
            {!lookOnly && (
              <Link
                to="/today"
                className={css.link}
                aria-label={t('schedule.setup.outside.boardOf', { when })}
                onClick={() => {
                  goOnBoard({ date: dayOf(visit.startsAt, visit.zone), location: null, view: 'day' })
                  takeInHand(visit.patient)
                }}
              >
                {t('schedule.setup.outside.board')}
              </Link>
            )}
            {onLeave && (
              <Button
                small
                label={t('schedule.setup.outside.leaveThis', { when })}
                command={keepOutsideVisits.name}
                onPress={() => onLeave(visit)}
              >
                {t('schedule.setup.outside.leave')}
              </Button>
            )}
          </li>
        )
      })}
    </ul>
  )
}

const sayWhy = (visit: OutsideVisit): string =>
  visit.why === 'session'
    ? t('schedule.setup.outside.why.session', { name: visit.name ?? '' })
    : (visit.name ?? t(`schedule.setup.outside.why.${visit.why}`))
