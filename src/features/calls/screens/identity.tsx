import type { OutputOf } from '../../../core/contract.ts'
import { day, moment } from '../../../web/kit/format.ts'
import { t } from '../../../web/words/say.ts'
import type { callCard } from '../contract.ts'
import css from './call-rail.module.css'

export type Person = OutputOf<typeof callCard>['people'][number]

/** What to check and to know before speaking of anything: birth date, alerts, who else may hear it, the next visit. */
export function Identity({ person }: { person: Person }) {
  const { nextVisit } = person
  return (
    <div className={css.hints}>
      <div className={css.check}>
        {person.birthDate
          ? t('calls.card.check', { date: day(person.birthDate, 'full') })
          : t('calls.card.noBirthDate')}
      </div>
      {person.alerts.map(alert => (
        <div key={alert.text} className={css.alert}>
          <span aria-hidden="true">▲ </span>
          {t('calls.card.alert', { text: alert.text })}
        </div>
      ))}
      {person.mayBeSpokenTo.length > 0 && (
        <div>{t('calls.card.mayHear', { names: person.mayBeSpokenTo.map(one => one.name).join(', ') })}</div>
      )}
      <div>
        {nextVisit
          ? t('calls.card.next', {
              when: moment(nextVisit.startsAt),
              what: `${nextVisit.what}, ${nextVisit.provider}`,
            })
          : t('calls.card.noVisit')}
      </div>
      {person.openMessages.length > 0 && <div>{t('calls.card.openMessages', { n: person.openMessages.length })}</div>}
    </div>
  )
}
