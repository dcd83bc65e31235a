import { clock, day, dayOf } from '../../../web/kit/format.ts'
import { t, wordAt } from '../../../web/words/say.ts'
import type { BoardVisit } from './board-blocks.ts'
import { sayRisk } from './say-risk.ts'
import { camel } from './say-schedule.ts'

export type Mark = { sign: string; look: 'ok' | 'warn' | 'bad' | 'still'; word: string }

/** Waits longer than this are told in red. Minutes. */
const longWait = 15

/** Minutes somebody has waited, at this moment; null unless arrived and not yet in a room. */
export function waitOf(visit: BoardVisit, now_ms: number): number | null {
  if (visit.state !== 'arrived') return null
  const since = visit.marks.arrivedAt ?? visit.stateSince
  return Math.max(0, Math.floor((now_ms - Date.parse(since)) / 60_000))
}

let languages: Intl.DisplayNames | undefined

/** A language in English words: 'es' -> "Spanish"; what is no code stays as it was written. */
function languageName(code: string): string {
  languages ??= new Intl.DisplayNames('en', { type: 'language', fallback: 'code' })
  try {
    return languages.of(code) ?? code
  } catch {
    return code
  }
}

export const stateWord = (visit: BoardVisit): string => wordAt(`schedule.state.${camel(visit.state)}`) ?? visit.state

/** The small fixed marks of a visit, each a shape and a word, the most pressing first; `wait` in minutes, null unless waiting; `extra`: what other
 *  features put on it. */
export function marksOf(visit: BoardVisit, wait: number | null, extra: readonly Mark[] = []): Mark[] {
  const { marks } = visit
  const list: (Mark | false)[] = [
    visit.state === 'no-show' && { sign: '✕', look: 'bad', word: t('schedule.state.noShow') },
    marks.alert && { sign: '▲', look: 'warn', word: t('schedule.mark.alert') },
    marks.interpreter !== null && {
      sign: '◆',
      look: 'warn',
      word: t('schedule.mark.interpreter', { language: languageName(marks.interpreter) }),
    },
    marks.risk !== null && { sign: '◔', look: 'warn', word: sayRisk(marks.risk) },
    visit.overbookedWhy !== null && {
      sign: '+',
      look: 'warn',
      word: t('schedule.deeds.mark.overbooked', { why: visit.overbookedWhy }),
    },
    visit.urgent && { sign: '!', look: 'warn', word: t('schedule.deeds.mark.urgent') },
    visit.mode === 'phone' && { sign: '☏', look: 'still', word: t('schedule.deeds.mark.phone') },
    marks.firstVisit && { sign: '★', look: 'still', word: t('schedule.mark.first') },
    (marks.video || visit.video || visit.mode === 'video') && {
      sign: '▶',
      look: 'still',
      word: t('schedule.mark.video'),
    },
    wait !== null && {
      sign: `${wait}′`,
      look: wait >= longWait ? 'bad' : 'still',
      word: t('schedule.mark.waits', { n: wait }),
    },
    visit.state === 'roomed' && { sign: '●', look: 'ok', word: t('schedule.state.roomed') },
    marks.confirmed && visit.state === 'confirmed' && { sign: '✓', look: 'ok', word: t('schedule.state.confirmed') },
  ]
  return [...extra, ...list.filter((mark): mark is Mark => mark !== false)]
}

/** What a visit says to a reader behind the patient's name: time, type, provider, room, state, marks. */
export function sayVisit(visit: BoardVisit, date: string, wait: number | null, extra: readonly Mark[] = []): string {
  const state = stateWord(visit)
  const marks = marksOf(visit, wait, extra)
    .map(mark => mark.word)
    .filter(word => word !== state)
  const own = dayOf(visit.startsAt, visit.zone)
  return [
    own === date ? '' : day(own),
    t('schedule.fromTo', { from: clock(visit.startsAt, visit.zone), to: clock(visit.endsAt, visit.zone) }),
    visit.what,
    visit.providerName,
    visit.roomName ?? '',
    state,
    ...marks,
  ]
    .filter(Boolean)
    .join(', ')
}
