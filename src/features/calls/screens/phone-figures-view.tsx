import type { OutputOf } from '../../../core/contract.ts'
import { useAsk } from '../../../web/kit/api.ts'
import { Panel } from '../../../web/kit/panel.tsx'
import { Segmented } from '../../../web/kit/segmented.tsx'
import { Answered, EmptyState } from '../../../web/kit/states.tsx'
import { Table } from '../../../web/kit/table.tsx'
import { t } from '../../../web/words/say.ts'
import { type behindFigures, phoneFigures } from '../contract.ts'
import { CallsBehind } from './calls-behind.tsx'
import { HalfHourChart } from './half-hour-chart.tsx'
import css from './phone.module.css'
import { type By, daysBefore, daysOf, type PhoneAsk } from './phone-ask.ts'
import { percent, rowName, seconds } from './say-figures.ts'

type Figures = OutputOf<typeof phoneFigures>
type Row = Figures['rows'][number]
type Counted = (typeof behindFigures)[number]

type Props = {
  ask: PhoneAsk
  period: 'day' | 'week' | 'month'
  date: string
  today: string
  onAsk: (change: Partial<PhoneAsk>) => void
}

/** A period in figures: what stands out, its shape over the day, and the table; every number opens its calls. */
export function PhoneFiguresView({ ask, period, date, today, onAsk }: Props) {
  const by = period === 'day' && ask.by === 'day' ? 'half-hour' : (ask.by ?? 'half-hour')
  const days = daysOf(period, date)
  const live = days.from <= today && today <= days.to
  // A month of a large practice is counted anew once a minute, not at every ring; the wallboard is what is live.
  const answer = useAsk(phoneFigures, { ...days, by }, { keepPrevious: true, ...(live ? { every_ms: 60_000 } : {}) })
  const earlier = { ...daysBefore(period, days), by }
  const before = useAsk(phoneFigures, earlier, { keepPrevious: true }).data
  // What is not over yet is compared with what was then by this time of day.
  const soFar = useAsk(
    phoneFigures,
    { ...earlier, to: daysBefore(period, { ...days, to: today }).to, soFar: true },
    { keepPrevious: true, enabled: live, every_ms: 60_000 },
  ).data
  const bys = (['half-hour', 'day', 'line', 'person', 'reason'] as const).filter(id => id !== 'day' || period !== 'day')
  return (
    <Answered answer={answer} lines={10}>
      {figures => (
        <>
          <Cards
            figures={figures}
            before={live ? soFar : before}
            live={live}
            onOpen={behind => onAsk({ behind, row: undefined as never })}
          />
          {by === 'half-hour' && (
            <HalfHourChart rows={figures.rows} before={period === 'day' ? (before?.rows ?? []) : []} />
          )}
          {ask.behind && (
            <CallsBehind
              asked={{ ...days, by, key: ask.row ?? null, figure: ask.behind }}
              row={rowOf(figures, by, ask.row)}
              onClose={() => onAsk({ behind: undefined as never, row: undefined as never })}
            />
          )}
          <Panel
            flush
            title={t('calls.figures.table', { by: t(`calls.figures.bys.${by}`).toLowerCase() })}
            deeds={
              <Segmented
                label={t('calls.figures.by')}
                choices={bys.map(id => ({ id, label: t(`calls.figures.bys.${id}`) }))}
                value={by}
                onChange={next => onAsk({ by: next, behind: undefined as never, row: undefined as never })}
              />
            }
          >
            <FiguresTable figures={figures} by={by} onOpen={(behind, row) => onAsk({ behind, row })} />
          </Panel>
        </>
      )}
    </Answered>
  )
}

function rowOf(figures: Figures, by: By, key: string | undefined): string {
  if (key === undefined) return t('calls.figures.total')
  return rowName(by, figures.rows.find(row => row.key === key) ?? { key, name: key })
}

function Cards(props: {
  figures: Figures
  before: Figures | undefined
  live: boolean
  onOpen: (figure: Counted) => void
}) {
  const { total, goal, callBacks } = props.figures
  const was = props.before?.total.offered ? props.before.total : undefined
  const compare = (text: string | undefined) =>
    text === undefined
      ? t('calls.figures.noBefore')
      : t(props.live ? 'calls.figures.wasSoFar' : 'calls.figures.was', { n: text })
  const cards: { name: string; value: string; note: string; opens?: Counted; look?: 'ok' | 'bad' }[] = [
    {
      name: t('calls.figures.offered'),
      value: String(total.offered),
      note: compare(was && String(was.offered)),
      opens: 'offered',
    },
    {
      name: t('calls.figures.inTimeLong', { n: goal.answerWithin_s }),
      value: percent(total.inTime),
      note: `${t('calls.figures.goal', { n: percent(goal.answerPercent / 100) })} · ${compare(was && percent(was.inTime))}`,
      ...(total.inTime === null ? {} : { look: total.inTime * 100 >= goal.answerPercent ? 'ok' : 'bad' }),
    },
    {
      name: t('calls.figures.abandoned'),
      value: percent(total.abandonShare),
      note: `${t('calls.figures.goal', { n: percent(goal.abandonPercent / 100) })} · ${compare(was && percent(was.abandonShare))}`,
      opens: 'abandoned',
      ...(total.abandonShare === null ? {} : { look: total.abandonShare * 100 <= goal.abandonPercent ? 'ok' : 'bad' }),
    },
    {
      name: t('calls.figures.waitMean'),
      value: seconds(total.waitMean_s),
      note: `${t('calls.figures.waitP90')} ${seconds(total.waitP90_s)} · ${compare(was && seconds(was.waitMean_s))}`,
    },
    {
      name: t('calls.figures.handling'),
      value: seconds(total.handling_s),
      note: `${t('calls.figures.talk')} ${seconds(total.talk_s)} · ${t('calls.figures.finishing')} ${seconds(total.finishing_s)}`,
    },
    {
      name: t('calls.figures.backs'),
      value: String(callBacks.asked),
      note:
        callBacks.firstTryMean_min === null
          ? `${t('calls.figures.backsAsked')}, ${t('calls.figures.backsNone')}`
          : t('calls.figures.backsTried', { n: callBacks.tried, time: seconds(callBacks.firstTryMean_min * 60) }),
    },
  ]
  return (
    <ul className={css.cards}>
      {cards.map(card => (
        <li key={card.name} className={css.card} data-look={card.look}>
          <span className={css.name}>{card.name}</span>
          {card.opens && total.offered > 0 ? (
            <button
              type="button"
              className={css.value}
              aria-label={`${card.value}. ${t('calls.figures.open', { figure: card.name, row: t('calls.figures.total') })}`}
              onClick={() => props.onOpen(card.opens!)}
            >
              {card.value}
            </button>
          ) : (
            <b className={css.value}>{card.value}</b>
          )}
          <span className={css.note}>{card.note}</span>
        </li>
      ))}
    </ul>
  )
}

function FiguresTable(props: { figures: Figures; by: By; onOpen: (figure: Counted, row: string) => void }) {
  const { figures, by, onOpen } = props
  const counted = (figure: Counted) => ({
    id: figure,
    title: t(`calls.figures.${figure}`),
    end: true,
    cell: (row: Row) =>
      row[figure] === 0 ? (
        '0'
      ) : (
        <button
          type="button"
          className={css.opens}
          aria-label={`${row[figure]}. ${t('calls.figures.open', { figure: t(`calls.figures.${figure}`), row: rowName(by, row) })}`}
          onClick={() => onOpen(figure, row.key)}
        >
          {row[figure]}
        </button>
      ),
  })
  const said = (id: string, title: string, cell: (row: Row) => string) => ({ id, title, end: true, cell })
  return (
    <div className={css.scroll}>
      <Table
        label={t('calls.figures.table', { by: t(`calls.figures.bys.${by}`).toLowerCase() })}
        rows={figures.rows}
        rowKey={row => row.key}
        empty={<EmptyState icon="phone" title={t('calls.figures.empty')} hint={t('calls.figures.emptyHint')} />}
        columns={[
          { id: 'key', title: t(`calls.figures.bys.${by}`), heads: true, cell: row => rowName(by, row) },
          counted('offered'),
          counted('answered'),
          counted('abandoned'),
          counted('short'),
          said('inTime', t('calls.figures.inTime', { n: figures.goal.answerWithin_s }), row => percent(row.inTime)),
          said('mean', t('calls.figures.waitMean'), row => seconds(row.waitMean_s)),
          said('median', t('calls.figures.waitMedian'), row => seconds(row.waitMedian_s)),
          said('p90', t('calls.figures.waitP90'), row => seconds(row.waitP90_s)),
          said('longest', t('calls.figures.longest'), row => seconds(row.longestWait_s)),
          said('handling', t('calls.figures.handling'), row => seconds(row.handling_s)),
          counted('again'),
          counted('emergencies'),
          counted('redFlags'),
        ]}
      />
    </div>
  )
}
