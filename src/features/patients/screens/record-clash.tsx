import { RefusedError } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { clock } from '../../../web/kit/format.ts'
import { Table } from '../../../web/kit/table.tsx'
import { t } from '../../../web/words/say.ts'
import { fieldName, fieldWords } from './field-words.ts'
import css from './record.module.css'
import type { Changes } from './record-draft.ts'

type ClashField = { field: string; by: string; at: string; value: unknown }
export type RecordClashFacts = { version: number; fields: ClashField[] }

/** What others changed in the same fields, when a save was refused for it. */
export function clashOf(error: unknown): RecordClashFacts | null {
  if (!(error instanceof RefusedError) || error.code !== 'patients.changed-meanwhile') return null
  const { fields, version } = error.facts
  return { version: Number(version), fields: Array.isArray(fields) ? (fields as ClashField[]) : [] }
}

/** Both versions side by side, and the choice. */
export function RecordClash(props: {
  clash: RecordClashFacts
  mine: Changes
  busy: boolean
  onMine: () => void
  onTheirs: () => void
}) {
  const { fields } = props.clash
  const first = fields[0]
  return (
    <section className={css.clash} role="alert">
      <p>
        <span aria-hidden="true">▲ </span>
        {first?.by ? t('patients.edit.clash', { by: first.by, time: clock(first.at) }) : t('patients.edit.clashPlain')}
      </p>
      <Table
        label={t('patients.edit.clashPlain')}
        rows={fields}
        rowKey={one => one.field}
        columns={[
          { id: 'field', title: t('patients.edit.clashField'), heads: true, cell: one => fieldName(one.field) },
          {
            id: 'mine',
            title: t('patients.edit.clashMine'),
            cell: one => fieldWords(one.field, props.mine[one.field as keyof Changes]),
          },
          { id: 'theirs', title: t('patients.edit.clashTheirs'), cell: one => fieldWords(one.field, one.value) },
        ]}
      />
      <div className={css.row}>
        <Button onPress={props.onMine} busy={props.busy}>
          {t('patients.edit.keepMine')}
        </Button>
        <Button onPress={props.onTheirs}>{t('patients.edit.takeTheirs')}</Button>
      </div>
    </section>
  )
}
