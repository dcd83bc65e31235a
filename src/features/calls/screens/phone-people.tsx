import type { OutputOf } from '../../../core/contract.ts'
import { useAsk } from '../../../web/kit/api.ts'
import { day } from '../../../web/kit/format.ts'
import { Panel } from '../../../web/kit/panel.tsx'
import { Answered, EmptyState } from '../../../web/kit/states.tsx'
import { Table } from '../../../web/kit/table.tsx'
import { Tag } from '../../../web/kit/tag.tsx'
import { t } from '../../../web/words/say.ts'
import { phoneStaffing } from '../contract.ts'
import css from './phone.module.css'
import { halfHour, percent, seconds } from './say-figures.ts'

type Row = OutputOf<typeof phoneStaffing>['halfHours'][number]

/** People needed at the telephone on a day, half hour by half hour, beside how many were there. */
export function PhonePeople({ date }: { date: string }) {
  const answer = useAsk(phoneStaffing, { date }, { keepPrevious: true })
  return (
    <Answered answer={answer} lines={10}>
      {plan => (
        <Panel flush title={t('calls.figures.staffing.title', { day: day(date, 'long') })}>
          {plan.handling_s === null ? (
            <EmptyState icon="phone" title={t('calls.figures.staffing.none')} />
          ) : (
            <>
              <div className={css.basis}>
                <p>
                  {t('calls.figures.staffing.from', {
                    calls: t('calls.figures.staffing.fromCalls', { n: plan.calls }),
                    days: t('calls.figures.staffing.fromDays', { n: plan.days.length }),
                    handling: seconds(plan.handling_s),
                    patience: plan.patience_s === null ? t('calls.figures.staffing.forever') : seconds(plan.patience_s),
                  })}{' '}
                  {t('calls.figures.staffing.how')}
                </p>
                {plan.warnings.length > 0 && (
                  <ul className={css.warnings}>
                    {plan.warnings.map(warning => (
                      <li key={warning}>
                        <Tag look="warn">{t(`calls.figures.staffing.warn.${warning}`)}</Tag>
                      </li>
                    ))}
                  </ul>
                )}
              </div>
              <div className={css.scroll}>
                <Table
                  label={t('calls.figures.staffing.title', { day: day(date, 'long') })}
                  rows={plan.halfHours}
                  rowKey={row => row.time}
                  columns={columns}
                />
              </div>
            </>
          )}
        </Panel>
      )}
    </Answered>
  )
}

const one = (n: number) => n.toFixed(1)

const columns = [
  { id: 'time', title: t('calls.figures.staffing.time'), heads: true, cell: (row: Row) => halfHour(row.time) },
  { id: 'expected', title: t('calls.figures.staffing.expected'), end: true, cell: (row: Row) => one(row.expected) },
  {
    id: 'needed',
    title: t('calls.figures.staffing.needed'),
    end: true,
    cell: (row: Row) => <b>{row.needed ?? t('calls.figures.staffing.beyond')}</b>,
  },
  {
    id: 'then',
    title: t('calls.figures.staffing.thenInTime'),
    end: true,
    cell: (row: Row) => percent(row.outlook?.inTime ?? null),
  },
  {
    id: 'lost',
    title: t('calls.figures.staffing.thenLost'),
    end: true,
    cell: (row: Row) => percent(row.outlook?.abandons ?? null),
  },
  { id: 'usually', title: t('calls.figures.staffing.usually'), end: true, cell: (row: Row) => one(row.usually) },
  {
    id: 'as-usual',
    title: t('calls.figures.staffing.asUsual'),
    end: true,
    cell: (row: Row) => percent(row.asUsual?.inTime ?? null),
  },
  { id: 'that-day', title: t('calls.figures.staffing.thatDay'), end: true, cell: (row: Row) => row.thatDay },
  {
    id: 'gap',
    title: t('calls.figures.staffing.gap'),
    hideTitle: true,
    cell: (row: Row) =>
      row.needed !== null && row.usually >= row.needed ? (
        <Tag look="ok">{t('calls.figures.staffing.enough')}</Tag>
      ) : (
        <Tag look="warn">{t('calls.figures.staffing.tooFew')}</Tag>
      ),
  },
]
