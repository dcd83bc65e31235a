import { type ComponentType, lazy } from 'react'
import { sentMessages } from '../../features/outreach/contract.ts'
import { t } from '../words/say.ts'

/** A tab of the patient's record that another feature fills: patients knows nothing of those that build on it. */
export type RecordFace = {
  id: string
  label: () => string
  /** Without this permission the tab is not there. */
  needs: { name: string }
  Body: ComponentType<{ patient: string }>
}

export const recordFaces: readonly RecordFace[] = [
  {
    id: 'messages',
    label: () => t('outreach.record.title'),
    needs: sentMessages,
    Body: lazy(() =>
      import('../../features/outreach/screens/patient-messages.tsx').then(door => ({ default: door.PatientMessages })),
    ),
  },
]
