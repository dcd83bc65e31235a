import { useNavigate, useParams } from '@tanstack/react-router'
import { useAsk } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { day, dayOf, phone, time } from '../../../web/kit/format.ts'
import { useKeys } from '../../../web/kit/keys.ts'
import { ScreenBar } from '../../../web/kit/panel.tsx'
import { Answered } from '../../../web/kit/states.tsx'
import { t } from '../../../web/words/say.ts'
import { overview } from '../../practice/contract.ts'
import { patientAppointments } from '../contract.ts'
import css from './print.module.css'

/** The card a patient takes home: the visits to come, with whom, where, and the number to call. No name: a lost card tells nobody whose it was. */
export function PrintCard() {
  const { patient } = useParams({ from: '/print/card/$patient' })
  const navigate = useNavigate()
  const answer = useAsk(patientAppointments, { patient: patient as never })
  const house = useAsk(overview, {})
  const back = () => void navigate({ to: '/today' })
  useKeys(t('schedule.views.print.title'), {
    p: { does: t('schedule.views.print.now'), run: () => window.print() },
    Esc: { does: t('schedule.views.print.back'), run: back },
  })
  return (
    <>
      <div className={css.screenOnly}>
        <ScreenBar
          title={t('schedule.views.print.card')}
          deeds={
            <Button look="main" keyHint="p" onPress={() => window.print()}>
              {t('schedule.views.print.now')}
            </Button>
          }
        >
          <Button small keyHint="Esc" onPress={back}>
            {t('schedule.views.print.back')}
          </Button>
        </ScreenBar>
      </div>
      <Answered answer={answer}>
        {data => (
          <article className={css.card} data-print="">
            <b className={css.practice}>{house.data?.practice.name}</b>
            <h2 className={css.cardTitle}>{t('schedule.views.print.cardTitle')}</h2>
            {data.upcoming.length === 0 && <p>{t('schedule.views.print.cardNone')}</p>}
            <ul className={css.list}>
              {data.upcoming.slice(0, 6).map(visit => (
                <li key={visit.id} className={css.item}>
                  <b className={css.line}>
                    {day(dayOf(visit.startsAt, visit.zone), 'long')}, {time(visit.startsAt, visit.zone)}
                  </b>
                  <span className={css.line}>
                    {[
                      visit.providerName && t('schedule.views.print.cardWith', { name: visit.providerName }),
                      visit.locationName && t('schedule.views.print.cardAt', { place: visit.locationName }),
                    ]
                      .filter(Boolean)
                      .join(', ')}
                  </span>
                </li>
              ))}
            </ul>
            <p>
              {t('schedule.views.print.cardHint')}{' '}
              {house.data?.practice.phone && <b>{phone(house.data.practice.phone)}</b>}
            </p>
          </article>
        )}
      </Answered>
    </>
  )
}
