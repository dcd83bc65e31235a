import { ago, clock, day, dayOf, moment, phone } from '../../../web/kit/format.ts'
import { t, wordAt } from '../../../web/words/say.ts'
import type { InboxRow } from '../contract.ts'

/** Who a row is about: the patient, a name, a number, or that nothing is known. */
export function sayWho(row: InboxRow): string {
  if (row.patient) return row.patient.name
  if (row.who) return row.who
  if (row.number) return row.number.startsWith('+') ? phone(row.number) : row.number
  return t('inbox.nobodyKnown')
}

const fact = (row: InboxRow, name: string): string => {
  const value = row.facts[name]
  return value === null || value === undefined ? '' : String(value)
}

/** The one line under the name: what it is, with the few facts that decide what to do. */
export function sayWhat(row: InboxRow): string {
  const line = fact(row, 'line')
  const times = Number(row.facts.times ?? 1)
  const tries = Number(row.facts.tries ?? 0)
  const number = row.number && sayWho(row) !== phone(row.number) ? phone(row.number) : ''
  const parts: (string | false)[] =
    row.kind === 'ringing'
      ? [number, line, shared(row)]
      : row.kind === 'missed'
        ? [times > 1 && t('inbox.times', { n: times }), number, line, shared(row)]
        : row.kind === 'waiting'
          ? [t('inbox.visitAt', { time: clock(fact(row, 'startsAt')), who: fact(row, 'provider') }), row.what]
          : row.kind === 'offer'
            ? [moment(fact(row, 'startsAt'), 'short', fact(row, 'zone')), fact(row, 'provider'), row.what]
            : row.kind === 'order'
              ? [row.what, t('inbox.latest', { day: day(fact(row, 'latest')) })]
              : row.kind === 'voicemail'
                ? [
                    number,
                    line,
                    row.facts.seconds ? t('voicemail.length', { n: Number(row.facts.seconds) }) : '',
                    shared(row),
                  ]
                : row.kind === 'undelivered'
                  ? [row.what, wordAt(`outreach.why.${fact(row, 'why')}`) ?? fact(row, 'why')]
                  : [
                      row.facts.answered === true && t('inbox.answered'),
                      row.facts.letterDue === true && t('inbox.letterDue'),
                      row.facts.escalated === true && t('inbox.escalated'),
                      fact(row, 'about'),
                      row.what,
                    ]
  if (tries > 0) parts.push(t('inbox.tries', { n: tries }))
  return parts.filter(Boolean).join(' · ')
}

const shared = (row: InboxRow) => (row.facts.sharedBy ? t('inbox.sharedBy', { n: Number(row.facts.sharedBy) }) : '')

/** To whom it goes, where that is not the whole desk; `me` is whoever reads it. */
export function sayTo(row: InboxRow, me: string | null): string {
  if (row.to.kind === 'desk') return ''
  return row.to.kind === 'person' && row.to.id === me ? t('inbox.toYou') : t('inbox.to', { name: row.to.name })
}

/** How it stands in time: since when, how late, until when it sleeps. */
export function sayWhen(row: InboxRow, now: number): string {
  if (row.snoozed) return t('inbox.asleep', { when: soon(row.snoozed.until, now) })
  if (row.kind === 'ringing') return t('inbox.rings')
  if (row.kind === 'waiting' || row.kind === 'walk-in') return t('inbox.waits', { n: minutes(row.since, now) })
  if (row.overdue) return ago(row.dueAt, now)
  return soon(row.dueAt, now)
}

function soon(at: string, now: number): string {
  return dayOf(at) === dayOf(new Date(now)) ? clock(at) : day(dayOf(at), 'brief')
}

const minutes = (since: string, now: number) => Math.max(0, Math.floor((now - Date.parse(since)) / 60_000))

export const sayHeld = (row: InboxRow): string =>
  !row.heldBy ? '' : row.heldBy.mine ? t('inbox.yours') : t('inbox.heldBy', { name: row.heldBy.name })

/** Why it sleeps, in words. */
export const sayReason = (snoozed: NonNullable<InboxRow['snoozed']>): string =>
  [snoozed.reason === 'other' ? '' : t(`inbox.snooze.reasons.${snoozed.reason}`), snoozed.note]
    .filter(Boolean)
    .join(': ')
