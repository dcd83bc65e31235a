import css from '../../../../web/app/settings/settings.module.css'
import { CoversPanel } from './covers-panel.tsx'
import { MessagePoolsPanel } from './message-pools-panel.tsx'
import { MessageRulesPanel } from './message-rules-panel.tsx'
import { TemplatesPanel } from './templates-panel.tsx'

/** How the practice arranges its messages: who covers, pools, due times and second addresses, ready texts. */
export function MessagesPage() {
  return (
    <div className={css.column}>
      <CoversPanel />
      <MessagePoolsPanel />
      <MessageRulesPanel />
      <TemplatesPanel />
    </div>
  )
}
