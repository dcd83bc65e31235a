import { type FormEvent, useState } from 'react'
import { useAct, useAsk } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { DateField } from '../../../web/kit/date-field.tsx'
import { Dialog } from '../../../web/kit/dialog.tsx'
import { useForm } from '../../../web/kit/form.ts'
import { Select } from '../../../web/kit/select.tsx'
import { FormError } from '../../../web/kit/states.tsx'
import { TextArea } from '../../../web/kit/text-area.tsx'
import { toast } from '../../../web/kit/toast.ts'
import { t } from '../../../web/words/say.ts'
import { listVisitTypes } from '../../schedule/contract.ts'
import { requestVisit } from '../contract.ts'
import { ForPatient, type PickedPatient } from './for-patient.tsx'
import css from './worklist.module.css'

const parts = ['any', 'morning', 'afternoon'] as const

/** Notes a request that came by telephone. */
export function RequestDialog({ onClose }: { onClose: () => void }) {
  const deed = useAct(requestVisit)
  const types = useAsk(listVisitTypes, {}).data?.visitTypes ?? []
  const [picked, setPicked] = useState<PickedPatient | null>(null)
  const [late, setLate] = useState<string | null>(null)
  const form = useForm(
    { visitType: '' as string, date: null as string | null, part: 'any' as (typeof parts)[number], text: '' },
    deed.error,
  )
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const empty = form.missing(['visitType'], t('kit.fields.missing'))
    setLate(picked ? null : t('worklists.order.needPatient'))
    if (empty || !picked) return
    const { visitType, date, part, text } = form.values
    const done = await deed.attempt({
      patient: picked.id as never,
      visitType: visitType as never,
      wished: date ? [{ date, part }] : [],
      text,
      source: 'phone',
    })
    if (!done) return
    toast(t('worklists.done.requestAdded', { who: picked.name }))
    onClose()
  }
  return (
    <Dialog
      title={t('worklists.deeds.addRequest')}
      onClose={onClose}
      foot={
        <Button look="main" type="submit" form="request" busy={deed.busy} command={requestVisit.name}>
          {t('worklists.order.save')}
        </Button>
      }
    >
      <form id="request" className={css.form} onSubmit={submit}>
        <ForPatient picked={picked} onPick={setPicked} error={late} />
        <Select
          label={t('worklists.order.visitType')}
          choices={types.map(type => ({ id: type.id as string, label: type.name }))}
          {...form.field('visitType')}
        />
        <div className={css.pair}>
          <DateField label={t('worklists.request.firstDay')} optional {...form.field('date')} />
          <Select
            label={t('worklists.request.part')}
            choices={parts.map(id => ({ id, label: t(`worklists.request.parts.${id}`) }))}
            {...form.field('part')}
          />
        </div>
        <TextArea label={t('worklists.request.text')} rows={3} optional {...form.field('text')} />
        <FormError error={deed.error} />
      </form>
    </Dialog>
  )
}
