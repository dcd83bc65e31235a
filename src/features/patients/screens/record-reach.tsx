import { Checkbox } from '../../../web/kit/checkbox.tsx'
import { ComboBox } from '../../../web/kit/combo-box.tsx'
import { Segmented } from '../../../web/kit/segmented.tsx'
import { Select } from '../../../web/kit/select.tsx'
import { TextField } from '../../../web/kit/text-field.tsx'
import { t } from '../../../web/words/say.ts'
import { languageName } from './patient-name.ts'
import css from './record.module.css'
import type { RecordDraft } from './record-draft.ts'

// The languages most spoken in homes of the United States, most first; any other code that a record holds is added to the list.
const languages =
  'en es zh yue vi tl ar ko ru fr ht pt hi pl de it fa ur bn gu ja te ta pa hy am so hmn km lo my sw uk he el ase'.split(
    ' ',
  )
const channels = ['phone', 'text', 'email', 'mail', 'portal'] as const

const answers = [
  { id: 'unasked', value: null },
  { id: 'yes', value: true },
  { id: 'no', value: false },
] as const

function Consent(props: { label: string; value: boolean | null; onChange: (value: boolean | null) => void }) {
  return (
    <div className={css.consent}>
      <span aria-hidden="true">{props.label}</span>
      <Segmented
        label={props.label}
        choices={answers.map(({ id }) => ({ id, label: t(`patients.edit.${id === 'unasked' ? 'notAsked' : id}`) }))}
        value={answers.find(one => one.value === props.value)!.id}
        onChange={id => props.onChange(answers.find(one => one.id === id)!.value)}
      />
    </div>
  )
}

function LanguageField(props: { label: string; none: string; value: string; onChange: (code: string) => void }) {
  const codes = props.value && !languages.includes(props.value) ? [props.value, ...languages] : languages
  return (
    <ComboBox
      label={props.label}
      placeholder={props.none}
      choices={codes.map(code => ({ id: code, label: languageName(code) }))}
      value={props.value || null}
      onChange={code => props.onChange(code ?? '')}
    />
  )
}

/** E-mail, language, and what the patient allows and likes. */
export function RecordReach({ draft }: { draft: RecordDraft }) {
  const { values, set } = draft
  return (
    <div className={css.stack}>
      <div className={css.grid3}>
        <TextField
          label={t('patients.edit.email')}
          type="email"
          value={values.email}
          onChange={email => set({ email })}
          optional
          maxLength={254}
        />
        <LanguageField
          label={t('patients.edit.language')}
          none={t('patients.edit.languageNone')}
          value={values.language}
          onChange={language => set({ language })}
        />
        <Select
          label={t('patients.edit.channel')}
          choices={[
            { id: 'none', label: t('patients.edit.notAsked') },
            ...channels.map(id => ({ id, label: t(`patients.channels.${id}`) })),
          ]}
          value={values.preferredChannel ?? 'none'}
          onChange={id => set({ preferredChannel: channels.find(one => one === id) ?? null })}
        />
      </div>
      <div className={css.interpreter}>
        <Checkbox checked={values.interpreterNeeded} onChange={interpreterNeeded => set({ interpreterNeeded })}>
          {t('patients.edit.interpreterNeeded')}
        </Checkbox>
        {values.interpreterNeeded && (
          <LanguageField
            label={t('patients.edit.interpreterLanguage')}
            none={t('patients.edit.interpreterSame')}
            value={values.interpreterLanguage}
            onChange={interpreterLanguage => set({ interpreterLanguage })}
          />
        )}
      </div>
      <div className={css.consents}>
        <Consent label={t('patients.edit.mayText')} value={values.mayText} onChange={mayText => set({ mayText })} />
        <Consent label={t('patients.edit.mayEmail')} value={values.mayEmail} onChange={mayEmail => set({ mayEmail })} />
        <Consent
          label={t('patients.edit.mayLeaveMessage')}
          value={values.mayLeaveMessage}
          onChange={mayLeaveMessage => set({ mayLeaveMessage })}
        />
      </div>
    </div>
  )
}
