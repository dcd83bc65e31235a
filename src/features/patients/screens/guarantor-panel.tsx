import { type FormEvent, useState } from 'react'
import type { InputOf } from '../../../core/contract.ts'
import { useMay } from '../../../web/app/session.ts'
import { useAct, useAskAgain } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { phone } from '../../../web/kit/format.ts'
import { Panel } from '../../../web/kit/panel.tsx'
import { FormError } from '../../../web/kit/states.tsx'
import { TextField } from '../../../web/kit/text-field.tsx'
import { toast } from '../../../web/kit/toast.ts'
import { t } from '../../../web/words/say.ts'
import { patientCard, setGuarantor } from '../contract.ts'
import { isNamed, nobody, OtherPersonFields } from './other-person.tsx'
import type { PatientRecord } from './patient-name.ts'
import css from './record.module.css'

/** Who answers for the bill. */
export function GuarantorPanel({ card }: { card: PatientRecord }) {
  const may = useMay()(setGuarantor)
  const again = useAskAgain()
  const [open, setOpen] = useState(false)
  const [other, setOther] = useState(nobody)
  const [relation, setRelation] = useState('')
  const set = useAct(setGuarantor, () => {
    void again(patientCard)
    setOpen(false)
    setOther(nobody)
    setRelation('')
    toast(t('patients.edit.guarantorSet'))
  })
  const { guarantor } = card
  const save = (event: FormEvent) => {
    event.preventDefault()
    if (!isNamed(other)) return
    const chosen: InputOf<typeof setGuarantor>['guarantor'] =
      other.kind === 'patient' && other.patient
        ? { kind: 'patient', patient: other.patient, relation }
        : { kind: 'person', name: other.name, phone: other.phone, relation }
    void set.attempt({ patient: card.id, guarantor: chosen })
  }
  return (
    <Panel
      title={t('patients.edit.guarantor')}
      hint={t('patients.edit.guarantorHint')}
      deeds={
        may &&
        !open && (
          <>
            {guarantor.kind !== 'self' && (
              <Button
                small
                busy={set.busy}
                command={setGuarantor.name}
                onPress={() => void set.attempt({ patient: card.id, guarantor: { kind: 'self' } })}
              >
                {t('patients.edit.guarantorSelf')}
              </Button>
            )}
            <Button small onPress={() => setOpen(true)}>
              {t('patients.edit.guarantorPerson')}
            </Button>
          </>
        )
      }
    >
      <div className={css.stack}>
        <p>
          <b>{guarantor.kind === 'self' ? t('patients.edit.guarantorSelf') : guarantor.name}</b>{' '}
          <span className={css.quiet}>
            {[guarantor.relation, guarantor.phone && phone(guarantor.phone)].filter(Boolean).join(' · ')}
          </span>
        </p>
        {open && (
          <form className={css.half} onSubmit={save} data-command={setGuarantor.name}>
            <OtherPersonFields value={other} except={card.id} onChange={setOther} />
            <TextField
              label={t('patients.edit.guarantorRelation')}
              optional
              value={relation}
              onChange={setRelation}
              maxLength={60}
            />
            <div className={css.row}>
              <Button look="main" type="submit" busy={set.busy} disabled={!isNamed(other)} command={setGuarantor.name}>
                {t('patients.edit.setGuarantor')}
              </Button>
              <Button look="quiet" onPress={() => setOpen(false)}>
                {t('kit.cancel')}
              </Button>
            </div>
          </form>
        )}
        <FormError error={set.error} />
      </div>
    </Panel>
  )
}
