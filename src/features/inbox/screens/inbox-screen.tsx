import { useState } from 'react'
import { useMay } from '../../../web/app/session.ts'
import { useAsk } from '../../../web/kit/api.ts'
import { ScreenBar } from '../../../web/kit/panel.tsx'
import { Segmented } from '../../../web/kit/segmented.tsx'
import { EmptyState } from '../../../web/kit/states.tsx'
import { t } from '../../../web/words/say.ts'
import { callLog, openMessages } from '../../calls/contract.ts'
import { CallLog, FinishedMessages } from '../../calls/screens/index.tsx'
import { counts } from '../contract.ts'
import { InboxDesk } from './inbox-desk.tsx'

type View = 'list' | 'mine' | 'all' | 'snoozed' | 'finished' | 'log'

/** The inbox: everything that waits for somebody, by whose it is; and what is done, and the log of the telephone. */
export function InboxScreen() {
  const may = useMay()
  const [view, setView] = useState<View>('list')
  const amount = useAsk(counts, {}, { enabled: may(counts), every_ms: 60_000 }).data
  if (!may(counts)) {
    return (
      <>
        <ScreenBar title={t('inbox.title')} />
        <EmptyState icon="lock" title={t('kit.errors.denied')} />
      </>
    )
  }
  const counted = (words: string, n: number | undefined) => (n === undefined ? words : `${words} ${n}`)
  const views: { id: View; label: string }[] = [
    { id: 'list', label: counted(t('inbox.views.list'), amount?.list.total) },
    { id: 'mine', label: counted(t('inbox.views.mine'), amount?.mine.total) },
    { id: 'all', label: counted(t('inbox.views.all'), amount?.all.total) },
    { id: 'snoozed', label: counted(t('inbox.views.snoozed'), amount?.snoozed) },
  ]
  if (may(openMessages)) views.push({ id: 'finished', label: t('inbox.views.finished') })
  if (may(callLog)) views.push({ id: 'log', label: t('inbox.views.log') })
  return (
    <>
      <ScreenBar
        title={t('inbox.title')}
        deeds={<Segmented label={t('inbox.view')} choices={views} value={view} onChange={setView} />}
      />
      {view === 'log' ? (
        <CallLog />
      ) : view === 'finished' ? (
        <FinishedMessages />
      ) : (
        <InboxDesk key={view} view={view} counts={amount} />
      )}
    </>
  )
}
