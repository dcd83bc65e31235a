import { Button } from '../../../web/kit/button.tsx'
import { Segmented } from '../../../web/kit/segmented.tsx'
import { TextField } from '../../../web/kit/text-field.tsx'
import { t } from '../../../web/words/say.ts'
import { fullName } from './patient-name.ts'
import { PatientPick } from './patient-pick.tsx'
import css from './record.module.css'

/** Somebody named in a record: a patient here, or anybody by name and phone. */
export type OtherPerson = { kind: 'patient' | 'person'; patient: string | null; name: string; phone: string }

export const nobody: OtherPerson = { kind: 'person', patient: null, name: '', phone: '' }

/** Whether it is said who it is. */
export const isNamed = (other: OtherPerson): boolean =>
  other.kind === 'patient' ? other.patient !== null : other.name.trim() !== ''

/** Says who somebody is. */
export function OtherPersonFields(props: {
  value: OtherPerson
  except: string
  onChange: (next: OtherPerson) => void
}) {
  const { value, onChange } = props
  return (
    <>
      <div className={css.consent}>
        <span aria-hidden="true">{t('patients.edit.who')}</span>
        <Segmented
          label={t('patients.edit.who')}
          choices={[
            { id: 'person', label: t('patients.edit.elsewhere') },
            { id: 'patient', label: t('patients.edit.patientHere') },
          ]}
          value={value.kind}
          onChange={kind => onChange({ ...value, kind })}
        />
      </div>
      {value.kind === 'person' ? (
        <>
          <TextField
            label={t('patients.edit.personName')}
            value={value.name}
            onChange={name => onChange({ ...value, name })}
            maxLength={200}
          />
          <TextField
            label={t('patients.edit.personPhone')}
            type="tel"
            optional
            value={value.phone}
            onChange={phone => onChange({ ...value, phone })}
            maxLength={40}
          />
        </>
      ) : value.patient ? (
        <div className={css.chosen}>
          <b>{t('patients.edit.chosen', { name: value.name })}</b>
          <Button small look="quiet" onPress={() => onChange({ ...nobody, kind: 'patient' })}>
            {t('kit.clear')}
          </Button>
        </div>
      ) : (
        <PatientPick
          label={t('patients.edit.patientHere')}
          placeholder={t('patients.merge.findHint')}
          except={props.except}
          onPick={(patient, name) => onChange({ kind: 'patient', patient, name: fullName(name), phone: '' })}
        />
      )}
    </>
  )
}
