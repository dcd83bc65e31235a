import { useMay } from '../../../web/app/session.ts'
import css from '../../../web/app/settings/settings.module.css'
import { useAsk } from '../../../web/kit/api.ts'
import { Answered } from '../../../web/kit/states.tsx'
import { changePractice, overview } from '../contract.ts'
import { LocationsPanel } from './locations-panel.tsx'
import { PracticePanel } from './practice-panel.tsx'
import { ProvidersPanel } from './providers-panel.tsx'
import { RoomsPanel } from './rooms-panel.tsx'

/** The practice: its name and clock, its places and rooms, its providers. Read by everybody, changed by who may. */
export function PracticePage() {
  const answer = useAsk(overview, {})
  const may = useMay()(changePractice)
  return (
    <Answered answer={answer} lines={8}>
      {all => (
        <div className={css.column}>
          <PracticePanel practice={all.practice} may={may} />
          <LocationsPanel locations={all.locations} zone={all.practice.zone} may={may} />
          <RoomsPanel rooms={all.rooms} locations={all.locations} may={may} />
          <ProvidersPanel all={all} may={may} />
        </div>
      )}
    </Answered>
  )
}
