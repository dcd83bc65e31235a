import { day, dayOf, time } from '../../../web/kit/format.ts'
import { Shape, Tag } from '../../../web/kit/tag.tsx'
import pane from '../../../web/kit/two-pane.module.css'
import { t } from '../../../web/words/say.ts'
import type { ListRow } from '../contract.ts'
import { sayAgain, sayWhat, sayWhen, sayWhy } from './say-row.ts'
import css from './worklist.module.css'

/** One row: who, what, when, why it stands here, and whose hands it is in. */
export function RowLine({ row }: { row: ListRow }) {
  const others = row.heldBy && !row.heldBy.mine
  const hurry = row.mark === 'wants-to-move' || row.step === 'review' || row.step === 'close'
  return (
    <div className={row.waiting || others ? `${pane.row} ${css.later}` : pane.row}>
      <Shape of={hurry && !row.waiting ? 'soon' : 'calm'} />
      <div>
        <b>{row.patient.name}</b>
        <p>
          {[sayWhat(row), row.providerName && t('worklists.with', { name: row.providerName })]
            .filter(Boolean)
            .join(' · ')}
        </p>
        <p className={pane.faint}>{sayWhy(row).join(' · ')}</p>
      </div>
      <span className={pane.end}>
        <span>{sayWhen(row)}</span>
        <RowState row={row} />
      </span>
    </div>
  )
}

/** Where a row stands, in one tag at most: whose it is, else when it is due again, else what is due. */
export function RowState({ row }: { row: ListRow }) {
  const today = dayOf(new Date(), row.zone)
  if (row.heldBy) {
    return (
      <Tag look={row.heldBy.mine ? 'info' : 'still'}>
        {row.heldBy.mine ? t('worklists.mine') : t('worklists.heldBy', { name: row.heldBy.name })}
      </Tag>
    )
  }
  if (row.waiting && row.nextAt) {
    return <span>{t('worklists.waits', { when: sayAgain(row.nextAt, row.zone, today) })}</span>
  }
  if (row.mark === 'wants-to-move') return <Tag look="warn">{t('worklists.mark.wants-to-move')}</Tag>
  if (row.step !== 'call') return <Tag look="warn">{t(`worklists.step.${row.step}`)}</Tag>
  if (row.mark === 'asked') return <Tag>{t('worklists.mark.asked')}</Tag>
  return row.tries > 0 ? <span>{t('worklists.tries', { n: row.tries })}</span> : null
}

/** What a row says to readers. */
export const rowText = (row: ListRow): string =>
  [row.patient.name, sayWhat(row), sayWhen(row), ...sayWhy(row)].filter(Boolean).join(', ')

/** Until when somebody else has it, for the detail. */
export const heldText = (row: ListRow): string | null =>
  row.heldBy && !row.heldBy.mine
    ? t('worklists.heldUntil', { name: row.heldBy.name, time: time(row.heldBy.until) })
    : null

export const bornText = (row: ListRow): string =>
  row.patient.birthDate ? t('worklists.born', { date: day(row.patient.birthDate, 'full') }) : ''
