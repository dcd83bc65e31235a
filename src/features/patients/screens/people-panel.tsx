import { type FormEvent, useState } from 'react'
import type { InputOf } from '../../../core/contract.ts'
import { takeInHand } from '../../../web/app/person-in-hand.ts'
import { useMay } from '../../../web/app/session.ts'
import { useAct, useAskAgain } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { Checkbox } from '../../../web/kit/checkbox.tsx'
import { useDraft } from '../../../web/kit/drafts.ts'
import { phone } from '../../../web/kit/format.ts'
import { Icon } from '../../../web/kit/icon.tsx'
import { Panel } from '../../../web/kit/panel.tsx'
import { Select } from '../../../web/kit/select.tsx'
import { FormError } from '../../../web/kit/states.tsx'
import { Tag } from '../../../web/kit/tag.tsx'
import { toast } from '../../../web/kit/toast.ts'
import { t } from '../../../web/words/say.ts'
import { addRelation, endRelation, patientCard } from '../contract.ts'
import { isNamed, nobody, type OtherPerson, OtherPersonFields } from './other-person.tsx'
import type { PatientRecord } from './patient-name.ts'
import css from './record.module.css'

type Kind = InputOf<typeof addRelation>['kind']
type MayHear = NonNullable<InputOf<typeof addRelation>['mayHear']>
const kinds: Kind[] = [
  ...(['mother', 'father', 'parent', 'child', 'spouse', 'partner', 'sibling', 'grandparent'] as const),
  ...(['guardian', 'caregiver', 'friend', 'other'] as const),
]
const hearing: MayHear[] = ['nothing', 'appointments', 'everything']

type Half = { other: OtherPerson; kind: Kind; mayHear: MayHear; proxy: boolean; emergency: boolean }
const empty: Half = { other: nobody, kind: 'spouse', mayHear: 'appointments', proxy: false, emergency: false }

/** Who others are to the patient and what each may be told. */
export function PeoplePanel({ card }: { card: PatientRecord }) {
  const may = useMay()
  const again = useAskAgain()
  const draft = useDraft<Half>(`patients.relation.${card.id}`, empty)
  const [adding, setAdding] = useState(draft.restored)
  const refresh = () => void again(patientCard)
  const add = useAct(addRelation, refresh)
  const end = useAct(endRelation, refresh)
  const half = draft.value
  const set = (change: Partial<Half>) => draft.set(now => ({ ...now, ...change }))
  const save = async (event: FormEvent) => {
    event.preventDefault()
    const { other, ...rest } = half
    if (!isNamed(other)) return
    const named =
      other.kind === 'patient' && other.patient ? { patient: other.patient } : { name: other.name, phone: other.phone }
    if (!(await add.attempt({ patient: card.id, other: named, ...rest }))) return
    draft.clear()
    setAdding(false)
  }
  const stop = async (relation: string, name: string) => {
    if (await end.attempt({ relation })) toast(t('patients.edit.relationEnded', { name }))
  }
  return (
    <Panel
      title={t('patients.edit.people')}
      hint={t('patients.edit.peopleHint')}
      deeds={
        may(addRelation) &&
        !adding && (
          <Button small icon={<Icon name="plus" size={14} />} onPress={() => setAdding(true)}>
            {t('patients.edit.addPerson')}
          </Button>
        )
      }
    >
      <div className={css.stack}>
        {card.relations.length === 0 && !adding && <p className={css.quiet}>{t('patients.edit.noPeople')}</p>}
        {card.relations.map(one => (
          <div key={one.relation} className={css.line}>
            <div>
              {one.patient ? (
                <button type="button" className={css.person} onClick={() => one.patient && takeInHand(one.patient)}>
                  {one.name}
                </button>
              ) : (
                <b>{one.name}</b>
              )}{' '}
              {one.proxy && <Tag look="info">{t('patients.edit.proxy')}</Tag>}{' '}
              {one.emergency && (
                <Tag look="warn" sign={false}>
                  {t('patients.edit.emergency')}
                </Tag>
              )}
              <div className={css.quiet}>
                {[
                  t(`patients.relationKinds.${one.kind}`),
                  t('patients.edit.tells', { what: t(`patients.hearing.${one.mayHear}`) }),
                  one.phone && phone(one.phone),
                  one.note,
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </div>
            </div>
            {may(endRelation) && (
              <Button
                small
                busy={end.busy}
                command={endRelation.name}
                onPress={() => void stop(one.relation, one.name)}
              >
                {t('patients.edit.endRelation')}
              </Button>
            )}
          </div>
        ))}
        {card.relatedTo.map(one => (
          <p key={one.relation} className={css.quiet}>
            {t('patients.edit.relatedTo', { name: one.name, kind: t(`patients.relationKinds.${one.kind}`) })}
          </p>
        ))}
        {adding && (
          <form className={css.half} onSubmit={save} data-command={addRelation.name}>
            <OtherPersonFields value={half.other} except={card.id} onChange={other => set({ other })} />
            <Select
              label={t('patients.edit.relation')}
              choices={kinds.map(id => ({ id, label: t(`patients.relationKinds.${id}`) }))}
              value={half.kind}
              onChange={kind => set({ kind })}
            />
            <Select
              label={t('patients.edit.mayHear')}
              choices={hearing.map(id => ({ id, label: t(`patients.hearing.${id}`) }))}
              value={half.mayHear}
              onChange={mayHear => set({ mayHear })}
            />
            <div className={css.checks}>
              <Checkbox checked={half.proxy} onChange={proxy => set({ proxy })}>
                {t('patients.edit.proxy')}
              </Checkbox>
              <Checkbox checked={half.emergency} onChange={emergency => set({ emergency })}>
                {t('patients.edit.emergency')}
              </Checkbox>
            </div>
            <div className={css.row}>
              <Button
                look="main"
                type="submit"
                busy={add.busy}
                disabled={!isNamed(half.other)}
                command={addRelation.name}
              >
                {t('patients.edit.addPerson')}
              </Button>
              <Button
                look="quiet"
                onPress={() => {
                  draft.clear()
                  setAdding(false)
                }}
              >
                {t('kit.cancel')}
              </Button>
            </div>
          </form>
        )}
        <FormError error={add.error ?? end.error} />
      </div>
    </Panel>
  )
}
