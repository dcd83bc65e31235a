import { Select } from '../../../web/kit/select.tsx'
import { TextField } from '../../../web/kit/text-field.tsx'
import { t } from '../../../web/words/say.ts'
import { BirthDateField } from './birth-date-field.tsx'
import css from './record.module.css'
import type { RecordDraft, RecordValues } from './record-draft.ts'

type Texts = 'given' | 'middle' | 'family' | 'suffix' | 'preferred' | 'formerFamily' | 'pronouns'

const sexes = ['F', 'M', 'X', 'unknown'] as const

/** Names, birth date, sex, pronouns. */
export function RecordName({ draft, strict }: { draft: RecordDraft; strict: boolean }) {
  const { values, set } = draft
  const field = (name: Texts, optional = true) => (
    <TextField
      label={t(`patients.edit.${name}`)}
      value={values[name]}
      onChange={text => set({ [name]: text } as Partial<RecordValues>)}
      optional={optional}
      maxLength={name === 'suffix' ? 40 : name === 'pronouns' ? 60 : 200}
      error={name === 'family' && strict && values.family.trim() === '' ? t('patients.register.needFamily') : undefined}
    />
  )
  return (
    <div className={css.grid3}>
      {field('given', false)}
      {field('middle')}
      {field('family', false)}
      {field('suffix')}
      {field('preferred')}
      {field('formerFamily')}
      <BirthDateField text={draft.birthText} onText={draft.typeBirth} strict={strict} />
      <Select
        label={t('patients.edit.sex')}
        choices={sexes.map(id => ({ id, label: t(`patients.sex.${id}`) }))}
        value={values.sex}
        onChange={sex => set({ sex })}
      />
      {field('pronouns')}
    </div>
  )
}
