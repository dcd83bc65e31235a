import { useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import type { InputOf } from '../../../core/contract.ts'
import { takeInHand } from '../../../web/app/person-in-hand.ts'
import { useMay } from '../../../web/app/session.ts'
import { useAct, useAsk } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { Panel } from '../../../web/kit/panel.tsx'
import { Answered, FormError } from '../../../web/kit/states.tsx'
import { TextField } from '../../../web/kit/text-field.tsx'
import { toast } from '../../../web/kit/toast.ts'
import { act } from '../../../web/kit/wire.ts'
import { sayError } from '../../../web/words/refusal-words.ts'
import { t } from '../../../web/words/say.ts'
import { mergePatients, patientCard, undoMerge } from '../contract.ts'
import { MergeFields, takenFields } from './merge-fields.tsx'
import type { PatientRecord } from './patient-name.ts'
import { PatientPick } from './patient-pick.tsx'
import css from './record.module.css'

type Take = NonNullable<InputOf<typeof mergePatients>['take']>[number]

/** Two records of one person: side by side, field by field, then one. */
export function MergeTab({ card }: { card: PatientRecord }) {
  const [other, setOther] = useState<string | null>(null)
  return (
    <div className={css.form}>
      <Panel title={t('patients.merge.title')} hint={t('patients.merge.explain')}>
        {other === null ? (
          <PatientPick
            label={t('patients.merge.find')}
            placeholder={t('patients.merge.findHint')}
            except={card.id}
            onPick={setOther}
          />
        ) : (
          <Two card={card} other={other} onAnother={() => setOther(null)} />
        )}
      </Panel>
    </div>
  )
}

function Two({ card, other, onAnother }: { card: PatientRecord; other: string; onAnother: () => void }) {
  const answer = useAsk(patientCard, { patient: other })
  return <Answered answer={answer}>{second => <SideBySide one={card} two={second} onAnother={onAnother} />}</Answered>
}

function SideBySide({ one, two, onAnother }: { one: PatientRecord; two: PatientRecord; onAnother: () => void }) {
  const router = useRouter()
  const may = useMay()
  const [swapped, setSwapped] = useState(false)
  const [reason, setReason] = useState('')
  const stays = swapped ? two : one
  const goes = swapped ? one : two
  // What only the record that goes knows comes along unless it is unticked.
  const [take, setTake] = useState<readonly Take[] | null>(null)
  const taken = take ?? takenFields(stays, goes)
  const merge = useAct(mergePatients)
  const go = async () => {
    const done = await merge.attempt({ from: goes.id, into: stays.id, take: [...taken], reason })
    if (!done) return
    const undo = async () => {
      try {
        await act(undoMerge, { merge: done.merge })
        toast(t('patients.history.undoDone'))
      } catch (error) {
        toast(sayError(error), { look: 'bad' })
      }
    }
    toast(
      t('patients.merge.done', { from: goes.chart, into: stays.chart }),
      may(undoMerge) ? { undo: () => void undo() } : {},
    )
    takeInHand(done.survivor)
    if (done.survivor === one.id) onAnother()
    else router.history.replace(`/patients/${done.survivor}`)
  }
  return (
    <div className={css.stack}>
      {one.birthDate && two.birthDate && one.birthDate !== two.birthDate && (
        <p className={css.warning}>
          <span aria-hidden="true">▲ </span>
          {t('patients.merge.birthClash')}
        </p>
      )}
      <MergeFields stays={stays} goes={goes} taken={taken} onTaken={setTake} />
      <TextField
        label={t('patients.merge.reason')}
        placeholder={t('patients.merge.reasonPlaceholder')}
        optional
        value={reason}
        onChange={setReason}
        maxLength={500}
      />
      <FormError error={merge.error} />
      <div className={css.row}>
        <Button look="main" busy={merge.busy} command={mergePatients.name} onPress={() => void go()}>
          {t('patients.merge.merge', { from: goes.chart, into: stays.chart })}
        </Button>
        <Button
          onPress={() => {
            setSwapped(!swapped)
            setTake(null)
          }}
        >
          {t('patients.merge.swap')}
        </Button>
        <Button look="quiet" onPress={onAnother}>
          {t('patients.merge.another')}
        </Button>
      </div>
    </div>
  )
}
