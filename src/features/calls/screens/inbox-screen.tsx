import { useState } from 'react'
import { useMay } from '../../../web/app/session.ts'
import { useAsk } from '../../../web/kit/api.ts'
import { ScreenBar } from '../../../web/kit/panel.tsx'
import { Segmented } from '../../../web/kit/segmented.tsx'
import { EmptyState } from '../../../web/kit/states.tsx'
import { t } from '../../../web/words/say.ts'
import { callLog, nowRail, openMessages } from '../contract.ts'
import { CallLog } from './call-log.tsx'
import css from './inbox.module.css'
import { MessageDesk } from './message-desk.tsx'

type View = 'mine' | 'all' | 'finished' | 'log'

/** What was left for somebody: open messages, overdue first, and the log of the telephone. */
export function InboxScreen() {
  const may = useMay()
  const [view, setView] = useState<View>('mine')
  const counts = useAsk(nowRail, {}, { enabled: may(nowRail) }).data?.counts
  const views: { id: View; label: string }[] = may(openMessages)
    ? [
        { id: 'mine', label: counts ? `${t('calls.inbox.mine')} ${counts.mine}` : t('calls.inbox.mine') },
        { id: 'all', label: counts ? `${t('calls.inbox.all')} ${counts.all}` : t('calls.inbox.all') },
        { id: 'finished', label: t('calls.inbox.finished') },
      ]
    : []
  if (may(callLog)) views.push({ id: 'log', label: t('calls.inbox.log') })
  const shown = views.some(one => one.id === view) ? view : (views[0]?.id ?? 'mine')
  const overdue = shown === 'mine' ? counts?.mineOverdue : shown === 'all' ? counts?.allOverdue : 0
  if (views.length === 0) {
    return (
      <>
        <ScreenBar title={t('calls.inbox.title')} />
        <EmptyState icon="lock" title={t('kit.errors.denied')} />
      </>
    )
  }
  return (
    <>
      <ScreenBar
        title={t('calls.inbox.title')}
        deeds={<Segmented label={t('calls.inbox.view')} choices={views} value={shown} onChange={setView} />}
      >
        {overdue ? <span className={css.overdue}>{t('calls.inbox.overdue', { n: overdue })}</span> : null}
      </ScreenBar>
      {shown === 'log' ? <CallLog /> : <MessageDesk key={shown} which={shown} />}
    </>
  )
}
