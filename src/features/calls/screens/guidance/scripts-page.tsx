import { useState } from 'react'
import css from '../../../../web/app/settings/settings.module.css'
import { useAsk } from '../../../../web/kit/api.ts'
import { Answered } from '../../../../web/kit/states.tsx'
import { t } from '../../../../web/words/say.ts'
import { guidance, keepScript } from '../../contract.ts'
import { GuidancePanel } from './guidance-panel.tsx'
import { ScriptDialog } from './script-dialog.tsx'
import type { Wording } from './shown-flags.ts'

/** The practice's call scripts. */
export function ScriptsPage() {
  const answer = useAsk(guidance, {})
  const [open, setOpen] = useState<Wording['scripts'][number] | 'new' | null>(null)
  return (
    <div className={css.column}>
      <Answered answer={answer}>
        {({ scripts, emergencies }) => (
          <GuidancePanel
            kind="script"
            title={t('guidance.scripts.title')}
            hint={t('guidance.scripts.hint')}
            rows={scripts}
            emergencies={emergencies}
            small={({ content }) =>
              t('guidance.scripts.size', { questions: content.questions.length, endings: content.endings.length })
            }
            add={t('guidance.scripts.add')}
            command={keepScript.name}
            onOpen={setOpen}
          />
        )}
      </Answered>
      {open && <ScriptDialog script={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
    </div>
  )
}
