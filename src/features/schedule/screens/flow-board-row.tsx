import { Shape } from '../../../web/kit/tag.tsx'
import { t } from '../../../web/words/say.ts'
import type { Seen } from '../../arrivals/contract.ts'
import css from './flow-board.module.css'
import type { Clock, FlowVisit } from './flow-board-stages.ts'
import { useVisitMarks } from './visit-marks.ts'
import { marksOf } from './visit-words.ts'
import { minuteOf, sayMinute } from './wall-clock.ts'

const seenWords = {
  'no-phone': 'arrivals.flow.seen.noPhone',
  'no-address': 'arrivals.flow.seen.noAddress',
  'no-birth-date': 'arrivals.flow.seen.noBirthDate',
  'details-old': 'arrivals.flow.seen.detailsOld',
} as const satisfies Record<Seen, string>

/** What is told of a patient who is on the way or here: "15 min late, told", "in the car", and what the desk wants to see. */
export function notesOf(visit: FlowVisit): string[] {
  const { fact, stage } = visit
  if (!fact) return []
  const word =
    fact.word === 'late' && stage === 'expected'
      ? [t('arrivals.flow.word.late', { n: fact.wordMinutes ?? 15 })]
      : fact.word === 'on-the-way' && stage === 'expected'
        ? [t('arrivals.flow.word.onTheWay')]
        : fact.word === 'in-the-car' && stage === 'arrived'
          ? [t('arrivals.flow.word.inTheCar')]
          : []
  const seen = stage === 'expected' || stage === 'arrived' ? fact.seen.map(one => t(seenWords[one])) : []
  return [...word, ...seen]
}

/** "12 min", and in words what the shape beside it says. */
export function clockWords(visit: FlowVisit, clock: Clock): string {
  const minutes = t(visit.stage === 'expected' ? 'schedule.flow.late' : 'schedule.flow.waits', { n: clock.minutes })
  if (clock.level === 'calm' || visit.stage === 'expected') return minutes
  return `${minutes}, ${t(clock.level === 'late' ? 'arrivals.flow.tooLong' : 'arrivals.flow.long')}`
}

/** One patient in one stage: name, clock, hour, type, provider, what is told of them. */
export function FlowRow({ visit, clock, date }: { visit: FlowVisit; clock: Clock | null; date: string }) {
  const extra = useVisitMarks().get(visit.id)
  const marks = marksOf(visit, null, extra)
    .filter(mark => mark.sign !== '●' && mark.sign !== '✓')
    .map(mark => mark.word)
  const notes = [...notesOf(visit), ...marks]
  return (
    <div className={css.row} data-color={visit.color} data-block={visit.id} data-stage={visit.stage}>
      <b>{visit.patientName}</b>
      <small>
        <span className={css.time}>{sayMinute(minuteOf(visit.startsAt, visit.zone, date))}</span>
        {visit.shortName} · {visit.providerName}
        {visit.roomName && ` · ${visit.roomName}`}
      </small>
      {clock && (
        <span className={css.clock} data-look={clock.level}>
          {clock.level !== 'calm' && <Shape of={clock.level === 'late' ? 'late' : 'soon'} />}
          {clockWords(visit, clock)}
        </span>
      )}
      {notes.length > 0 && <span className={css.marks}>{notes.join(' · ')}</span>}
    </div>
  )
}
