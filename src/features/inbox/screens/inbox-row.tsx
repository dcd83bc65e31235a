import { useSession } from '../../../web/app/session.ts'
import { Shape, Tag } from '../../../web/kit/tag.tsx'
import { t } from '../../../web/words/say.ts'
import type { InboxRow } from '../contract.ts'
import css from './inbox.module.css'
import { sayHeld, sayReason, sayTo, sayWhat, sayWhen, sayWho } from './say-row.ts'

/** One row: how near it burns, who, of which kind, what, when, and whose hands it is in. */
export function InboxLine({ row, now }: { row: InboxRow; now: number }) {
  const me = useSession().staff
  const others = row.heldBy !== null && !row.heldBy.mine
  const of = row.snoozed ? 'calm' : row.rank <= 2 || row.overdue ? 'late' : row.urgency === 'urgent' ? 'soon' : 'calm'
  return (
    <div className={others ? `${css.row} ${css.others}` : css.row}>
      <Shape of={of} />
      <div className={css.words}>
        <p className={css.first}>
          <b>{sayWho(row)}</b>
          <span className={css.kind}>{t(`inbox.kinds.${row.kind}`)}</span>
        </p>
        <p className={css.second}>{row.snoozed ? sayReason(row.snoozed) : sayWhat(row)}</p>
      </div>
      <div className={css.end}>
        <span className={of === 'late' ? css.late : undefined}>{sayWhen(row, now)}</span>
        {row.heldBy ? (
          <Tag look={row.heldBy.mine ? 'info' : 'still'}>{sayHeld(row)}</Tag>
        ) : row.urgency === 'urgent' && row.kind !== 'ringing' ? (
          <Tag look="warn">{t('inbox.urgent')}</Tag>
        ) : (
          <span className={css.to}>{sayTo(row, me)}</span>
        )}
      </div>
    </div>
  )
}
