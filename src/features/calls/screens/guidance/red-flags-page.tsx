import { useState } from 'react'
import css from '../../../../web/app/settings/settings.module.css'
import { useAsk } from '../../../../web/kit/api.ts'
import { Answered } from '../../../../web/kit/states.tsx'
import { t } from '../../../../web/words/say.ts'
import { guidance, keepEmergencyScript, keepRedFlag } from '../../contract.ts'
import { EmergencyDialog } from './emergency-dialog.tsx'
import { GuidancePanel } from './guidance-panel.tsx'
import { RedFlagDialog } from './red-flag-dialog.tsx'
import type { Wording } from './shown-flags.ts'
import { TryRedFlags } from './try-red-flags.tsx'

type Flag = Wording['redFlags'][number]
type Emergency = Wording['emergencies'][number]

/** The words that mean danger, what is then shown, and a box in which to try them. */
export function RedFlagsPage() {
  const answer = useAsk(guidance, {})
  const [flag, setFlag] = useState<Flag | 'new' | null>(null)
  const [emergency, setEmergency] = useState<Emergency | 'new' | null>(null)
  return (
    <div className={css.column}>
      <Answered answer={answer}>
        {data => (
          <>
            <TryRedFlags wording={data} />
            <GuidancePanel
              kind="red-flag"
              title={t('guidance.flags.title')}
              hint={t('guidance.flags.hint')}
              rows={data.redFlags}
              emergencies={data.emergencies}
              small={row => t('guidance.flags.count', { n: row.content.phrases.length })}
              more={[
                {
                  id: 'shows',
                  title: t('guidance.flags.emergency'),
                  cell: row => data.emergencies.find(one => one.guidance === row.content.emergency)?.content.name ?? '',
                },
              ]}
              add={t('guidance.flags.add')}
              command={keepRedFlag.name}
              onOpen={setFlag}
            />
            <GuidancePanel
              kind="emergency"
              title={t('guidance.emergencies.title')}
              hint={t('guidance.emergencies.hint')}
              rows={data.emergencies}
              emergencies={data.emergencies}
              small={row => t('guidance.emergencies.count', { n: row.content.steps.length })}
              add={t('guidance.emergencies.add')}
              addLook="plain"
              command={keepEmergencyScript.name}
              onOpen={setEmergency}
            />
            {flag && (
              <RedFlagDialog
                flag={flag === 'new' ? null : flag}
                emergencies={data.emergencies}
                onClose={() => setFlag(null)}
              />
            )}
            {emergency && (
              <EmergencyDialog emergency={emergency === 'new' ? null : emergency} onClose={() => setEmergency(null)} />
            )}
          </>
        )}
      </Answered>
    </div>
  )
}
