import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { takeInHand } from '../../../../web/app/person-in-hand.ts'
import { useAsk } from '../../../../web/kit/api.ts'
import { Button } from '../../../../web/kit/button.tsx'
import { dayOf } from '../../../../web/kit/format.ts'
import { Panel } from '../../../../web/kit/panel.tsx'
import { Answered } from '../../../../web/kit/states.tsx'
import { Tag } from '../../../../web/kit/tag.tsx'
import { t } from '../../../../web/words/say.ts'
import { patientCard } from '../../../patients/contract.ts'
import { fullName } from '../../../patients/screens/index.tsx'
import { appointmentHistory } from '../../contract.ts'
import { goOnBoard } from '../board-place.ts'
import { sayMoment } from '../say-schedule.ts'
import { dropOutside, type Outside, useOutside } from './outside-kept.ts'
import css from './outside-visits.module.css'

const atOnce = 10

/** The visits that changes of hours left outside, each with the way to its day on the board. */
export function OutsideVisits() {
  return useOutside().map(one => <OneChange key={one.key} change={one} />)
}

function OneChange({ change }: { change: Outside }) {
  const [most, setMost] = useState(atOnce)
  const left = change.visits.length - most
  return (
    <Panel
      title={t('schedule.setup.outside.title', { n: change.visits.length })}
      hint={t('schedule.setup.outside.hint', { why: change.why })}
      flush
      deeds={<Button onPress={() => dropOutside(change.key)}>{t('schedule.setup.outside.done')}</Button>}
    >
      <ul className={css.list}>
        {change.visits.slice(0, most).map(id => (
          <OneVisit key={id} id={id} since={change.since} />
        ))}
      </ul>
      {left > 0 && (
        <div className={css.foot}>
          <Button look="quiet" onPress={() => setMost(most + atOnce)}>
            {t('schedule.setup.outside.more', { n: Math.min(left, atOnce) })}
          </Button>
        </div>
      )}
    </Panel>
  )
}

function OneVisit({ id, since }: { id: string; since: string }) {
  const answer = useAsk(appointmentHistory, { appointment: id as never })
  const patient = answer.data?.appointment.patient
  const card = useAsk(patientCard, { patient: patient as never }, { enabled: patient !== undefined })
  return (
    <li className={css.visit}>
      <Answered answer={answer} lines={1} small>
        {({ appointment: visit, facts }) => {
          const when = sayMoment(visit)
          const dealt = facts.findLast(fact => fact.at > since && (fact.what === 'moved' || fact.what === 'cancelled'))
          return (
            <>
              <span className={css.when}>{when}</span>
              <span className={css.who}>
                <b>{card.data ? fullName(card.data) : ' '}</b>
                <small>{t('schedule.setup.outside.visit', { what: visit.what, provider: visit.providerName })}</small>
              </span>
              {dealt && !dealt.undone && (
                <Tag look="ok">{t(`schedule.setup.outside.${dealt.what as 'moved' | 'cancelled'}`)}</Tag>
              )}
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
            </>
          )
        }}
      </Answered>
    </li>
  )
}
