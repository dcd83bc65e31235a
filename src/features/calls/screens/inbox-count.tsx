import { useMay } from '../../../web/app/session.ts'
import { useAsk } from '../../../web/kit/api.ts'
import { t } from '../../../web/words/say.ts'
import { nowRail } from '../contract.ts'
import css from './inbox.module.css'

/** How many messages wait for oneself, beside the word Inbox. */
export function InboxCount() {
  const may = useMay()
  const counts = useAsk(nowRail, {}, { enabled: may(nowRail) }).data?.counts
  if (!counts || counts.mine === 0) return null
  return (
    <span className={css.count} data-late={counts.mineOverdue > 0 ? '' : undefined}>
      <span aria-hidden="true">{counts.mine}</span>
      <span className={css.hidden}>{t('calls.inbox.countLabel', { n: counts.mine })}</span>
    </span>
  )
}
