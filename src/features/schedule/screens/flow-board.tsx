import { useMemo, useRef, useState } from 'react'
import { useMay } from '../../../web/app/session.ts'
import { useAsk } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { dayOf, time } from '../../../web/kit/format.ts'
import { Icon } from '../../../web/kit/icon.tsx'
import { useKeys } from '../../../web/kit/keys.ts'
import { List } from '../../../web/kit/list.tsx'
import { Menu } from '../../../web/kit/menu.tsx'
import { Select } from '../../../web/kit/select.tsx'
import { t } from '../../../web/words/say.ts'
import { confirmDetails, flowFacts, noteWord, setStage, usualTargets } from '../../arrivals/contract.ts'
import { WalkInPanel } from '../../arrivals/screens/index.tsx'
import { addFollowUp } from '../contract.ts'
import type { Board, BoardVisit } from './board-blocks.ts'
import { useBoardPlace } from './board-place.ts'
import css from './flow-board.module.css'
import { BackDialog } from './flow-board-back.tsx'
import { detailsSeen, onward, told } from './flow-board-deeds.ts'
import { useFollow } from './flow-board-follow.ts'
import { clockWords, FlowRow, notesOf } from './flow-board-row.tsx'
import { clockOf, type FlowVisit, flowOf, rowsOf, type Stage, stages } from './flow-board-stages.ts'
import { useVisitMarks } from './visit-marks.ts'
import { sayVisit } from './visit-words.ts'

export { inStage, stageOf } from './flow-board-stages.ts'

type Props = {
  board: Board
  now_ms: number
  selected: string | null
  onOpen: (visit: BoardVisit) => void
  onFocus: (visit: BoardVisit | null) => void
}

const titles = {
  expected: 'schedule.flow.expected',
  arrived: 'schedule.flow.arrived',
  roomed: 'schedule.flow.roomed',
  'with-provider': 'arrivals.flow.withProvider',
  checkout: 'arrivals.flow.checkout',
  gone: 'schedule.flow.gone',
} as const satisfies Record<Stage, string>

/** Rows drawn of a stage before "more" is asked for: a morning of thirty providers is a few hundred expected. */
const drawn = 60

/** The day as people moving through the house: expected, waiting, in a room, with the provider, at check-out, gone, each with a clock. */
export function FlowBoard({ board, now_ms, selected, onOpen, onFocus }: Props) {
  const may = useMay()
  const { location } = useBoardPlace()
  const answer = useAsk(
    flowFacts,
    { date: board.date, ...(location ? { location: location as never } : {}) },
    { keepPrevious: true },
  )
  const [provider, setProvider] = useState<string>('all')
  const [focused, setFocused] = useState<string | null>(null)
  const [back, setBack] = useState<BoardVisit | null>(null)
  const box = useRef<HTMLDivElement>(null)
  const targets = answer.data?.targets ?? usualTargets
  const facts = useMemo(
    () => new Map((answer.data?.facts ?? []).map(fact => [fact.appointment as string, fact])),
    [answer.data],
  )
  const flow = useMemo(
    () => flowOf(board.visits, facts).filter(visit => provider === 'all' || visit.provider === provider),
    [board.visits, facts, provider],
  )
  const providers = useMemo(
    () =>
      new Map(board.visits.flatMap(visit => (visit.provider ? [[visit.provider as string, visit.providerName]] : []))),
    [board.visits],
  )
  const today = dayOf(new Date(now_ms), board.zone)
  const { follow, followed, landed } = useFollow(box, flow)
  const subject = () => flow.find(visit => visit.id === (followed() ?? focused ?? selected)) ?? null
  const on = (run: (visit: FlowVisit) => unknown) => () => {
    const visit = subject()
    if (!visit) return false
    follow(visit)
    void run(visit)
    return true
  }
  useKeys(t('arrivals.flow.scope'), {
    a: may(setStage) ? { does: t('arrivals.flow.next'), run: on(onward) } : undefined,
    L: may(noteWord) ? { does: t('arrivals.flow.late'), run: on(visit => told(visit, 'late')) } : undefined,
    y: may(noteWord) ? { does: t('arrivals.flow.onTheWay'), run: on(visit => told(visit, 'on-the-way')) } : undefined,
    D: may(confirmDetails) ? { does: t('arrivals.flow.details'), run: on(detailsSeen) } : undefined,
    O: may(addFollowUp) ? { does: t('arrivals.flow.backIn'), run: on(setBack) } : undefined,
  })
  return (
    <div className={css.whole} ref={box}>
      <div className={css.bar}>
        <Select
          label={t('arrivals.flow.provider')}
          hideLabel
          choices={[
            { id: 'all', label: t('arrivals.flow.everybody') },
            ...[...providers].sort((a, b) => a[1].localeCompare(b[1])).map(([id, label]) => ({ id, label })),
          ]}
          value={providers.has(provider) ? provider : 'all'}
          onChange={setProvider}
        />
        {may(setStage) && (
          <Button small keyHint="a" command={setStage.name} onPress={on(onward)}>
            {t('arrivals.flow.nextShort')}
          </Button>
        )}
        {may(addFollowUp) && (
          <Button small keyHint="O" command={addFollowUp.name} onPress={on(setBack)}>
            {t('arrivals.flow.backIn')}
          </Button>
        )}
        {(may(noteWord) || may(confirmDetails)) && (
          <Menu
            label={t('arrivals.flow.noted')}
            trigger={<Button small>{t('arrivals.flow.noted')}</Button>}
            items={[
              { id: 'late', label: t('arrivals.flow.late'), keyHint: 'L', run: on(visit => told(visit, 'late')) },
              {
                id: 'way',
                label: t('arrivals.flow.onTheWay'),
                keyHint: 'y',
                run: on(visit => told(visit, 'on-the-way')),
              },
              { id: 'details', label: t('arrivals.flow.details'), keyHint: 'D', run: on(detailsSeen) },
            ]}
          />
        )}
        {(answer.data?.guessed ?? []).map(one => (
          <p key={one.kiosk} className={css.guessed} role="status">
            <Icon name="warn" />
            {one.until
              ? t('arrivals.flow.resting', { name: one.name, time: time(one.until, board.zone) })
              : t('arrivals.flow.guessed', { name: one.name })}
          </p>
        ))}
      </div>
      <div className={css.flow} data-flow="">
        {stages.map(stage => (
          <StageColumn
            key={stage}
            stage={stage}
            rows={rowsOf(flow, stage)}
            board={board}
            selected={selected}
            clock={visit => clockOf(visit, now_ms, targets)}
            onOpen={onOpen}
            onFocus={visit => {
              if (!landed(visit?.id ?? null)) return
              setFocused(visit?.id ?? null)
              onFocus(visit)
            }}
          />
        ))}
      </div>
      {board.date === today && (
        <WalkInPanel location={location} onPatient={patient => openFor(board, patient, onOpen)} />
      )}
      {back && <BackDialog visit={back} today={today} onClose={() => setBack(null)} />}
    </div>
  )
}

function openFor(board: Board, patient: string, onOpen: (visit: BoardVisit) => void): void {
  const visit = board.visits.find(one => one.patient === patient && one.state !== 'cancelled')
  if (visit) onOpen(visit)
}

type ColumnProps = {
  stage: Stage
  rows: FlowVisit[]
  board: Board
  selected: string | null
  clock: (visit: FlowVisit) => ReturnType<typeof clockOf>
  onOpen: (visit: BoardVisit) => void
  onFocus: (visit: BoardVisit | null) => void
}

function StageColumn({ stage, rows, board, selected, clock, onOpen, onFocus }: ColumnProps) {
  const [all, setAll] = useState(false)
  const extra = useVisitMarks()
  const shown = all ? rows : rows.slice(0, drawn)
  const title = t(titles[stage])
  return (
    <section className={css.stage} aria-label={title}>
      <h2 className={css.title}>
        {title} <span>{rows.length}</span>
      </h2>
      <div className={css.rows}>
        <List
          label={title}
          rows={shown}
          rowKey={visit => visit.id}
          text={visit => {
            const wait = clock(visit)
            return [
              visit.patientName,
              sayVisit(visit, board.date, null, extra.get(visit.id)),
              ...(wait ? [clockWords(visit, wait)] : []),
              ...notesOf(visit),
            ].join(', ')
          }}
          onOpen={onOpen}
          onFocus={onFocus}
          current={selected}
          empty={<p className={css.nobody}>{t('schedule.flow.nobody')}</p>}
        >
          {visit => <FlowRow visit={visit} clock={clock(visit)} date={board.date} />}
        </List>
        {rows.length > shown.length && (
          <Button small look="quiet" onPress={() => setAll(true)}>
            {t('arrivals.flow.more', { n: rows.length - shown.length })}
          </Button>
        )}
      </div>
    </section>
  )
}
