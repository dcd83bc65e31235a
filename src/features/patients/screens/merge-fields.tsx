import type { InputOf } from '../../../core/contract.ts'
import { Checkbox } from '../../../web/kit/checkbox.tsx'
import { Table } from '../../../web/kit/table.tsx'
import { t } from '../../../web/words/say.ts'
import type { mergePatients } from '../contract.ts'
import { fieldName, fieldWords } from './field-words.ts'
import type { PatientRecord } from './patient-name.ts'
import css from './record.module.css'

type Take = NonNullable<InputOf<typeof mergePatients>['take']>[number]

const fields: readonly Take[] = [
  ...(['family', 'given', 'middle', 'suffix', 'preferred', 'formerFamily', 'birthDate', 'sex', 'pronouns'] as const),
  ...(['language', 'interpreterNeeded', 'interpreterLanguage', 'email', 'preferredChannel', 'mayText'] as const),
  ...(['mayEmail', 'mayLeaveMessage', 'note', 'deceasedOn'] as const),
]

const isEmpty = (value: unknown) => value === null || value === '' || value === false || value === 'unknown'

/** Fields that only the record that goes has a value for. */
export const takenFields = (stays: PatientRecord, goes: PatientRecord): Take[] =>
  fields.filter(field => isEmpty(stays[field]) && !isEmpty(goes[field]))

/** The fields in which two records differ, each with the choice of which value stays. */
export function MergeFields(props: {
  stays: PatientRecord
  goes: PatientRecord
  taken: readonly Take[]
  onTaken: (taken: readonly Take[]) => void
}) {
  const { stays, goes, taken } = props
  const differing = fields.filter(
    field => stays[field] !== goes[field] && !(isEmpty(stays[field]) && isEmpty(goes[field])),
  )
  const mark = (field: Take, words: string, chosen: boolean) => (
    <span className={chosen ? css.chosenValue : css.leftValue} key={field}>
      {words}
    </span>
  )
  return (
    <div>
      <Table
        label={t('patients.merge.title')}
        rows={differing}
        rowKey={field => field}
        empty={<p className={css.quiet}>{t('patients.merge.same')}</p>}
        columns={[
          { id: 'field', title: t('patients.merge.field'), heads: true, cell: fieldName },
          {
            id: 'stays',
            title: `${t('patients.merge.stays')} #${stays.chart}`,
            cell: field => mark(field, fieldWords(field, stays[field]), !taken.includes(field)),
          },
          {
            id: 'goes',
            title: `${t('patients.merge.goes')} #${goes.chart}`,
            cell: field => (
              <Checkbox
                checked={taken.includes(field)}
                onChange={take => props.onTaken(take ? [...taken, field] : taken.filter(one => one !== field))}
              >
                <span className={css.hidden}>
                  {t('patients.merge.choose', { field: fieldName(field), chart: goes.chart })}:{' '}
                </span>
                {mark(field, fieldWords(field, goes[field]), taken.includes(field))}
              </Checkbox>
            ),
          },
        ]}
      />
      {differing.length > 0 && <p className={css.quiet}>{t('patients.merge.same')}</p>}
    </div>
  )
}
