import { useMay } from '../../../web/app/session.ts'
import css from '../../../web/app/settings/settings.module.css'
import { useAsk } from '../../../web/kit/api.ts'
import { Answered } from '../../../web/kit/states.tsx'
import { phoneSystems, softphoneSetting } from '../contract.ts'
import { ExtensionsPanel } from './extensions-panel.tsx'
import { KeepingPanel } from './keeping-panel.tsx'
import { LinesPanel } from './lines-panel.tsx'
import { SoftphonePanel } from './softphone-panel.tsx'
import { SystemsPanel } from './systems-panel.tsx'

/** The telephone in the settings: phone systems with their state now, the lines, who sits at which extension and how browsers telephone. */
export function TelephonePage() {
  const may = useMay()
  const answer = useAsk(phoneSystems, {})
  return (
    <div className={css.column}>
      <Answered answer={answer}>
        {({ systems, lines, extensions }) => (
          <>
            <SystemsPanel systems={systems} />
            <LinesPanel lines={lines} />
            <ExtensionsPanel extensions={extensions} />
            {may(softphoneSetting) && <SoftphonePanel people={new Set(extensions.map(one => one.staff)).size} />}
            <KeepingPanel />
          </>
        )}
      </Answered>
    </div>
  )
}
