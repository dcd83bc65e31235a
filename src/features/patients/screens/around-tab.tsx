import { AlertsPanel } from './alerts-panel.tsx'
import { GuarantorPanel } from './guarantor-panel.tsx'
import type { PatientRecord } from './patient-name.ts'
import { PeoplePanel } from './people-panel.tsx'
import css from './record.module.css'

/** What to mind, who belongs to the patient, who pays. */
export function AroundTab({ card }: { card: PatientRecord }) {
  return (
    <div className={css.form}>
      <AlertsPanel card={card} />
      <PeoplePanel card={card} />
      <GuarantorPanel card={card} />
    </div>
  )
}
