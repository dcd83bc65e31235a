import { useMay } from '../../../web/app/session.ts'
import { useAsk } from '../../../web/kit/api.ts'
import { t } from '../../../web/words/say.ts'
import { counts } from '../contract.ts'
import css from './inbox.module.css'

/** How many rows wait for oneself, beside the word Inbox: the number the list itself has. */
export function InboxCount() {
  const may = useMay()
  const list = useAsk(counts, {}, { enabled: may(counts), every_ms: 60_000 }).data?.list
  if (!list || list.total === 0) return null
  return (
    <span className={css.count} data-late={list.overdue > 0 ? '' : undefined}>
      <span aria-hidden="true">{list.total}</span>
      <span className={css.hidden}>{t('inbox.countLabel', { n: list.total })}</span>
    </span>
  )
}
