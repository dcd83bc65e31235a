import { DateField } from '../../../web/kit/date-field.tsx'
import { TextArea } from '../../../web/kit/text-area.tsx'
import { t } from '../../../web/words/say.ts'
import css from './record.module.css'
import type { RecordDraft } from './record-draft.ts'

/** The desk's note, and the day of death. */
export function RecordOther({ draft }: { draft: RecordDraft }) {
  const { values, set } = draft
  return (
    <div className={css.other}>
      <TextArea
        label={t('patients.edit.note')}
        value={values.note}
        onChange={note => set({ note })}
        rows={2}
        maxLength={4000}
        optional
      />
      <DateField
        label={t('patients.edit.deceasedOn')}
        value={values.deceasedOn}
        onChange={deceasedOn => set({ deceasedOn })}
        optional
      />
    </div>
  )
}
