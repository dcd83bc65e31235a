import { useState } from 'react'
import { useMay } from '../../../web/app/session.ts'
import { useAct, useAsk, useAskAgain } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { moment } from '../../../web/kit/format.ts'
import { Panel } from '../../../web/kit/panel.tsx'
import { Answered, EmptyState, FormError } from '../../../web/kit/states.tsx'
import { Table } from '../../../web/kit/table.tsx'
import { toast } from '../../../web/kit/toast.ts'
import { t } from '../../../web/words/say.ts'
import { merges, patientCard, patientHistory, undoMerge } from '../contract.ts'
import { fieldName, fieldWords } from './field-words.ts'
import type { PatientRecord } from './patient-name.ts'
import css from './record.module.css'

const page = 100
const most = 500

/** Every change of the record, and the merges it took part in, which can be undone from here. */
export function HistoryTab({ card }: { card: PatientRecord }) {
  const may = useMay()
  const [limit, setLimit] = useState(page)
  const answer = useAsk(patientHistory, { patient: card.id, limit }, { keepPrevious: true })
  return (
    <div className={css.form}>
      {may(merges) && <Merges patient={card.id} />}
      <Panel flush title={t('patients.history.title')}>
        <Answered answer={answer} lines={6}>
          {data => (
            <Table
              label={t('patients.history.label')}
              rows={data.changes.map((change, at) => ({ ...change, key: `${change.version} ${change.field} ${at}` }))}
              rowKey={change => change.key}
              empty={<EmptyState title={t('patients.history.empty')} />}
              columns={[
                {
                  id: 'when',
                  title: t('patients.history.when'),
                  width: '190px',
                  cell: change => (
                    <>
                      {moment(change.at, 'brief')}
                      <div className={css.quiet}>
                        {change.by} · {t(`patients.history.because.${change.because}`)}
                      </div>
                    </>
                  ),
                },
                {
                  id: 'field',
                  title: t('patients.history.field'),
                  heads: true,
                  cell: change => fieldName(change.field),
                },
                {
                  id: 'before',
                  title: t('patients.history.before'),
                  cell: change => fieldWords(change.field, change.before),
                },
                {
                  id: 'after',
                  title: t('patients.history.after'),
                  cell: change => fieldWords(change.field, change.after),
                },
              ]}
            />
          )}
        </Answered>
      </Panel>
      {(answer.data?.changes.length ?? 0) >= limit && limit < most && (
        <div>
          <Button onPress={() => setLimit(n => Math.min(most, n + page))}>{t('patients.history.more')}</Button>
        </div>
      )}
    </div>
  )
}

function Merges({ patient }: { patient: string }) {
  const may = useMay()
  const answer = useAsk(merges, { patient })
  const again = useAskAgain()
  const undo = useAct(undoMerge, () => {
    toast(t('patients.history.undoDone'))
    void again(merges)
    void again(patientCard)
  })
  const list = answer.data?.merges ?? []
  if (list.length === 0) return null
  return (
    <Panel title={t('patients.history.merges')}>
      <ul className={css.stack}>
        {list.map(one => (
          <li key={one.merge} className={css.line}>
            <div>
              <b>{t('patients.history.mergeLine', { from: one.from.chart, into: one.into.chart })}</b>
              <div className={css.quiet}>
                {one.undoneAt
                  ? t('patients.history.undone', { by: one.undoneBy ?? '', when: moment(one.undoneAt) })
                  : t('patients.history.mergedBy', { by: one.by, when: moment(one.at) })}
                {one.reason && ` · ${one.reason}`}
              </div>
            </div>
            {!one.undoneAt && may(undoMerge) && (
              <Button
                small
                busy={undo.busy}
                command={undoMerge.name}
                onPress={() => void undo.attempt({ merge: one.merge })}
              >
                {t('patients.history.undo')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <FormError error={undo.error} />
    </Panel>
  )
}
