import { ScreenBar } from '../kit/panel.tsx'
import { t } from '../words/say.ts'

/** Settings: one's own, and the practice's for whoever may. */
export function Settings() {
  return <ScreenBar title={t('frame.places.settings')} />
}
