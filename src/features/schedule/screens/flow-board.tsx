import { List } from '../../../web/kit/list.tsx'
import { t } from '../../../web/words/say.ts'
import type { Board, BoardVisit } from './board-blocks.ts'
import css from './flow-board.module.css'
import { longWait, marksOf, sayVisit, waitOf } from './visit-words.ts'
import { minuteOf, sayMinute } from './wall-clock.ts'

type Stage = 'expected' | 'arrived' | 'roomed' | 'gone'
const stages: readonly Stage[] = ['expected', 'arrived', 'roomed', 'gone']

/** Where a visit stands in the flow; cancelled ones and no-shows stand nowhere. */
export function stageOf(visit: BoardVisit): Stage | null {
  if (visit.state === 'booked' || visit.state === 'confirmed') return 'expected'
  if (visit.state === 'arrived') return 'arrived'
  if (visit.state === 'roomed') return 'roomed'
  return visit.state === 'checked-out' ? 'gone' : null
}

/** Visits of a stage, whoever waits longest first; those expected by time, those gone the latest first. */
export function inStage(visits: readonly BoardVisit[], stage: Stage): BoardVisit[] {
  const since = (visit: BoardVisit) => (stage === 'expected' ? visit.startsAt : visit.stateSince)
  const rows = visits
    .filter(visit => stageOf(visit) === stage)
    .sort((a, b) => since(a).localeCompare(since(b)) || a.patientName.localeCompare(b.patientName))
  return stage === 'gone' ? rows.reverse() : rows
}

type Props = {
  board: Board
  now_ms: number
  selected: string | null
  onOpen: (visit: BoardVisit) => void
  onFocus: (visit: BoardVisit | null) => void
}

/** The day as people moving through the house: expected, waiting, in a room, checked out, with the clocks that matter. */
export function FlowBoard({ board, now_ms, selected, onOpen, onFocus }: Props) {
  return (
    <div className={css.flow}>
      {stages.map(stage => {
        const rows = inStage(board.visits, stage)
        const title = t(`schedule.flow.${stage}`)
        return (
          <section key={stage} className={css.stage} aria-label={title}>
            <h2 className={css.title}>
              {title} <span>{rows.length}</span>
            </h2>
            <div className={css.rows}>
              <List
                label={title}
                rows={rows}
                rowKey={visit => visit.id}
                text={visit => `${visit.patientName}, ${sayVisit(visit, board.date, waitOf(visit, now_ms))}`}
                onOpen={onOpen}
                onFocus={onFocus}
                current={selected}
                empty={<p className={css.nobody}>{t('schedule.flow.nobody')}</p>}
              >
                {visit => <FlowRow visit={visit} board={board} now_ms={now_ms} />}
              </List>
            </div>
          </section>
        )
      })}
    </div>
  )
}

function FlowRow({ visit, board, now_ms }: { visit: BoardVisit; board: Board; now_ms: number }) {
  const wait = waitOf(visit, now_ms)
  const since = Math.max(0, Math.floor((now_ms - Date.parse(visit.stateSince)) / 60_000))
  const late = Math.floor((now_ms - Date.parse(visit.startsAt)) / 60_000)
  const marks = marksOf(visit, wait).filter(mark => !mark.sign.endsWith('′') && mark.sign !== '●')
  const clock =
    wait !== null
      ? { text: t('schedule.flow.waits', { n: wait }), look: wait >= longWait ? 'bad' : 'still' }
      : visit.state === 'roomed'
        ? { text: t('schedule.flow.waits', { n: since }), look: 'still' }
        : stageOf(visit) === 'expected' && late > 0
          ? { text: t('schedule.flow.late', { n: late }), look: late >= longWait ? 'bad' : 'warn' }
          : null
  return (
    <div className={css.row} data-color={visit.color} data-block={visit.id}>
      <b>{visit.patientName}</b>
      {clock && (
        <span className={css.clock} data-look={clock.look}>
          {clock.text}
        </span>
      )}
      <small>
        <span className={css.time}>{sayMinute(minuteOf(visit.startsAt, visit.zone, board.date))}</span>
        {visit.what} · {visit.providerName}
        {visit.roomName && ` · ${visit.roomName}`}
      </small>
      {marks.length > 0 && <span className={css.marks}>{marks.map(mark => mark.word).join(' · ')}</span>}
    </div>
  )
}
