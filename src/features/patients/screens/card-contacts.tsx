import { type ReactNode, useState } from 'react'
import { useMay, useSession } from '../../../web/app/session.ts'
import { useAsk } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { clock, day, dayOf, thePlace, time } from '../../../web/kit/format.ts'
import { LoadingState } from '../../../web/kit/states.tsx'
import { Tag } from '../../../web/kit/tag.tsx'
import { t } from '../../../web/words/say.ts'
import { callLog, openMessages } from '../../calls/contract.ts'
import type { Visit } from '../../schedule/contract.ts'
import { patientAppointments } from '../../schedule/contract.ts'
import { today } from './birth-dates.ts'
import css from './card.module.css'

type Contact = { key: string; at: string; when: string; words: ReactNode }

const few = 8
const week_days = 6

/** A day as short as it is plain: a time today, a weekday within the week, else the day, with the year if it is another. */
function whenWords(at: string, zone: string | undefined, withTime: boolean): string {
  const on = dayOf(at, zone)
  const now = today()
  if (on === now) return withTime ? time(at, zone) : t('kit.today')
  const away = Math.abs(Date.parse(`${on}T00:00:00Z`) - Date.parse(`${now}T00:00:00Z`)) / 86_400_000
  if (on > now && away <= week_days) {
    const weekday = new Intl.DateTimeFormat(thePlace().locale, { weekday: 'short', timeZone: 'UTC' })
    return `${weekday.format(new Date(`${on}T00:00:00Z`))} ${clock(at, zone)}`
  }
  return on.slice(0, 4) === now.slice(0, 4) ? day(on, 'brief') : day(on, 'full')
}

function VisitState({ visit }: { visit: Visit }) {
  if (visit.state === 'no-show') return <Tag look="bad">{t('patients.states.no-show')}</Tag>
  if (visit.state === 'cancelled') return <Tag>{t('patients.states.cancelled')}</Tag>
  if (visit.state === 'arrived' || visit.state === 'roomed') {
    return <Tag look="ok">{t(`patients.states.${visit.state}`)}</Tag>
  }
  return null
}

function visitContact(visit: Visit, ahead: boolean): Contact {
  const what = visit.providerName
    ? t('patients.card.visit', { what: visit.what, provider: visit.providerName })
    : visit.what
  return {
    key: visit.id,
    at: visit.startsAt,
    when: whenWords(visit.startsAt, visit.zone, true),
    words: (
      <>
        <VisitState visit={visit} /> {ahead ? <b>{what}</b> : what}
        {ahead && (
          <span className={css.under}>
            {[
              `${day(dayOf(visit.startsAt, visit.zone), 'short')}, ${time(visit.startsAt, visit.zone)}`,
              visit.locationName,
              visit.state === 'confirmed' && t('patients.states.confirmed'),
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        )}
      </>
    ),
  }
}

/** What comes and what was: visits ahead first, then visits, calls and messages, latest first. */
export function CardContacts({ patient }: { patient: string }) {
  const may = useMay()
  const me = useSession().staff
  const [all, setAll] = useState(false)
  const visits = useAsk(patientAppointments, { patient }, { enabled: may(patientAppointments) })
  const calls = useAsk(callLog, { patient, limit: 30 }, { enabled: may(callLog) })
  const open = useAsk(openMessages, { patient, whose: 'all', limit: 30 }, { enabled: may(openMessages) })
  const done = useAsk(
    openMessages,
    { patient, whose: 'all', finished: true, limit: 30 },
    { enabled: may(openMessages) },
  )
  const ahead = (visits.data?.upcoming ?? []).map(visit => visitContact(visit, true))
  const past: Contact[] = [
    ...(visits.data?.past ?? []).map(visit => visitContact(visit, false)),
    ...(calls.data?.calls ?? [])
      .filter(call => call.patient?.patient === patient)
      .map(call => ({
        key: call.call,
        at: call.ringingAt,
        when: whenWords(call.ringingAt, undefined, true),
        words: (
          <>
            {call.note
              ? t(call.direction === 'in' ? 'patients.card.calledAbout' : 'patients.card.weCalledAbout', {
                  note: call.note,
                })
              : t(call.direction === 'in' ? 'patients.card.called' : 'patients.card.weCalled')}
            {call.outcome && <span className={css.under}>{t(`calls.outcomes.${call.outcome}`)}</span>}
          </>
        ),
      })),
    ...[...(open.data?.messages ?? []), ...(done.data?.messages ?? [])].map(message => ({
      key: message.message,
      at: message.leftAt,
      when: whenWords(message.leftAt, undefined, true),
      words: (
        <>
          <span className={css.said} title={message.text}>
            {message.to.staff === me
              ? t('patients.card.messageForYou', { text: message.text })
              : t('patients.card.messageFor', { name: message.to.name, text: message.text })}
          </span>
          <span className={css.under}>
            {message.reply && t('patients.card.answeredBy', { name: message.to.name, text: message.reply })}{' '}
            {message.finishedAt ? t('patients.card.finished') : <Tag look="info">{t('patients.card.open')}</Tag>}
          </span>
        </>
      ),
    })),
  ].sort((a, b) => (a.at < b.at ? 1 : -1))
  const lines = [...ahead, ...past]
  const shown = all ? lines : lines.slice(0, few)
  const waiting = [visits, calls, open].some(answer => answer.isLoading)
  return (
    <section className={css.contacts} aria-label={t('patients.card.contacts')}>
      <h3 className={css.small}>{t('patients.card.contacts')}</h3>
      {waiting && lines.length === 0 ? (
        <LoadingState lines={3} />
      ) : lines.length === 0 ? (
        <p className={css.muted}>{t('patients.card.noContacts')}</p>
      ) : (
        <ul>
          {shown.map(contact => (
            <li key={contact.key} className={css.contact}>
              <time dateTime={contact.at}>{contact.when}</time>
              <div>{contact.words}</div>
            </li>
          ))}
        </ul>
      )}
      {lines.length > few && (
        <Button small look="quiet" onPress={() => setAll(!all)}>
          {t(all ? 'patients.card.lessContacts' : 'patients.card.moreContacts')}
        </Button>
      )}
    </section>
  )
}
