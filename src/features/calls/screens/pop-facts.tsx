import type { OutputOf } from '../../../core/contract.ts'
import { callFaces } from '../../../web/app/call-faces.ts'
import { Region } from '../../../web/app/region.tsx'
import { useMay } from '../../../web/app/session.ts'
import { moment, time } from '../../../web/kit/format.ts'
import { t } from '../../../web/words/say.ts'
import { languageName } from '../../patients/screens/index.tsx'
import type { callCard } from '../contract.ts'
import css from './call-rail.module.css'
import type { CallLine } from './call-words.ts'
import type { Person } from './identity-check.tsx'

/** What the desk must know of one person: how to speak with them, what to warn of, who else may hear it; and, unless it is veiled, the visits
 *  around now, what is open, and what other features know is due. `ringing`: before anybody speaks, in fewer words. */
export function PopFacts({ person, ringing = false }: { person: Person; ringing?: boolean }) {
  const may = useMay()
  const { nextVisit, lastVisit } = person
  return (
    <div className={css.hints}>
      {person.preferredName && (
        <div>
          {t('calls.pop.preferred', { name: person.preferredName })}
          {person.pronouns && ` (${person.pronouns})`}
        </div>
      )}
      {person.language && (person.interpreter || person.language !== 'en') && (
        <div className={css.speaks}>
          {t(person.interpreter ? 'calls.pop.interpreter' : 'calls.pop.speaks', {
            language: languageName(person.language),
          })}
        </div>
      )}
      {person.alerts.map(alert => (
        <div key={alert.text} className={css.alert}>
          <span aria-hidden="true">▲ </span>
          {t('calls.card.alert', { text: alert.text })}
        </div>
      ))}
      {ringing && person.mayBeSpokenTo.length > 0 && (
        <div>{t('calls.card.mayHear', { names: person.mayBeSpokenTo.map(one => one.name).join(', ') })}</div>
      )}
      {person.veiled ? (
        <div className={css.veil}>{t(ringing ? 'calls.pop.veiledRinging' : 'calls.pop.veiled')}</div>
      ) : (
        <>
          <div>
            {nextVisit
              ? t('calls.card.next', {
                  when: moment(nextVisit.startsAt, 'short', nextVisit.zone),
                  what: [nextVisit.what, nextVisit.provider].filter(Boolean).join(', '),
                })
              : t('calls.card.noVisit')}
          </div>
          <div>
            {lastVisit
              ? t(lastVisit.state === 'no-show' ? 'calls.pop.missed' : 'calls.pop.last', {
                  when: moment(lastVisit.startsAt, 'short', lastVisit.zone),
                  what: [lastVisit.what, lastVisit.provider].filter(Boolean).join(', '),
                })
              : t('calls.pop.noLast')}
          </div>
          {ringing
            ? person.openMessages.length > 0 && (
                <div>{t('calls.card.openMessages', { n: person.openMessages.length })}</div>
              )
            : person.openMessages.slice(0, 3).map(message => (
                <div key={message.message} className={css.clip}>
                  {t('calls.pop.openMessage', {
                    name: message.to.name,
                    when: moment(message.dueAt),
                    text: message.text,
                  })}
                </div>
              ))}
          {!ringing &&
            callFaces
              .filter(face => may(face.needs))
              .map(({ id, Body }) => (
                <Region key={id}>
                  <Body patient={person.patient} />
                </Region>
              ))}
        </>
      )}
    </div>
  )
}

/** That they called before, or that we did: on the ring, on the card and in the log the same words. */
export function earlierWords({ earlier, direction }: Pick<CallLine, 'earlier' | 'direction'>): string | null {
  if (earlier.days === 0) return null
  const words =
    direction === 'out'
      ? t('calls.pop.tries', { n: earlier.days })
      : earlier.today > 0
        ? t('calls.pop.earlierToday', { n: earlier.today })
        : t('calls.pop.earlier', { n: earlier.days })
  if (!earlier.lastAt) return words
  const when = direction === 'in' && earlier.today > 0 ? time(earlier.lastAt) : moment(earlier.lastAt)
  return `${words}, ${t('calls.pop.earlierLast', { when })}`
}

type Card = OutputOf<typeof callCard>

/** What was done on this call so far, and the calls before it. */
export function AroundCall({ links, earlier }: { links: Card['links']; earlier: Card['earlierCalls'] }) {
  return (
    <>
      {earlier.length > 0 && (
        <div className={css.hints}>
          <div className={css.sub}>{t('calls.pop.earlierCalls')}</div>
          {earlier.slice(0, 3).map(one => (
            <div key={one.call} className={css.clip}>
              {[moment(one.ringingAt), one.outcome && t(`calls.outcomes.${one.outcome}`), one.takenBy, one.note]
                .filter(Boolean)
                .join(' · ')}
            </div>
          ))}
        </div>
      )}
      {links.length > 0 && (
        <div className={css.hints}>
          <div className={css.sub}>{t('calls.pop.doneMeanwhile')}</div>
          {links.map(link => (
            <div key={`${link.thing} ${link.deed}`}>{linkWords(link)}</div>
          ))}
        </div>
      )}
    </>
  )
}

/** One thing that was done on a call, in words. */
const linkWords = (link: Card['links'][number]): string =>
  t(`calls.pop.links.${link.deed}`, { what: link.what, when: link.when ? moment(link.when) : '' })
