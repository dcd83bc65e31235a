import { useEffect } from 'react'
import { personInHand } from '../../../web/app/person-in-hand.ts'
import { useAsk } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import pane from '../../../web/kit/two-pane.module.css'
import { t } from '../../../web/words/say.ts'
import { patientCard } from '../../patients/contract.ts'
import { fullName, PatientPick } from '../../patients/screens/index.tsx'
import css from './worklist.module.css'

export type PickedPatient = { id: string; name: string }

type Props = { picked: PickedPatient | null; onPick: (patient: PickedPatient | null) => void; error: string | null }

/** Whom an order or request is for: the patient in hand unless another is found. */
export function ForPatient({ picked, onPick, error }: Props) {
  const inHand = picked ? null : personInHand()
  const card = useAsk(patientCard, { patient: (inHand ?? '') as never }, { enabled: inHand !== null })
  const name = card.data ? fullName(card.data) : null
  useEffect(() => {
    if (inHand && name) onPick({ id: inHand, name })
  }, [inHand, name, onPick])
  if (picked) {
    return (
      <p className={css.head}>
        <span className={pane.quiet}>{t('worklists.order.for')}</span> <b>{picked.name}</b>
        <Button small look="quiet" onPress={() => onPick(null)}>
          {t('worklists.order.find')}
        </Button>
      </p>
    )
  }
  return (
    <div>
      <PatientPick
        label={t('worklists.order.for')}
        placeholder={t('worklists.order.findHint')}
        autoFocus
        onPick={(id, found) => onPick({ id, name: `${found.given} ${found.family}` })}
      />
      {error && (
        <p role="alert" className={pane.quiet}>
          {error}
        </p>
      )}
    </div>
  )
}
