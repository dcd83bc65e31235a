import { type FormEvent, useState } from 'react'
import { useAct, useAsk } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { DateField } from '../../../web/kit/date-field.tsx'
import { Dialog } from '../../../web/kit/dialog.tsx'
import { useForm } from '../../../web/kit/form.ts'
import { dayOf } from '../../../web/kit/format.ts'
import { Select } from '../../../web/kit/select.tsx'
import { FormError } from '../../../web/kit/states.tsx'
import { TextArea } from '../../../web/kit/text-area.tsx'
import { TextField } from '../../../web/kit/text-field.tsx'
import { toast } from '../../../web/kit/toast.ts'
import { t } from '../../../web/words/say.ts'
import { overview } from '../../practice/contract.ts'
import { listVisitTypes } from '../../schedule/contract.ts'
import { addOrder, changeOrder, type ListRow } from '../contract.ts'
import { ForPatient, type PickedPatient } from './for-patient.tsx'
import css from './worklist.module.css'

type Order = NonNullable<ListRow['order']>

const kinds = ['test', 'referral', 'procedure'] as const
const priorities = ['routine', 'urgent', 'stat'] as const
const states = ['not-needed', 'requested', 'granted', 'denied'] as const
const anybody = 'anybody'

type Props = { order: Order | null; row: ListRow | null; patient: PickedPatient | null; onClose: () => void }

/** Adds an order, or changes one. */
export function OrderDialog({ order, row, patient, onClose }: Props) {
  const add = useAct(addOrder)
  const change = useAct(changeOrder)
  const deed = order ? change : add
  const types = useAsk(listVisitTypes, {}).data?.visitTypes ?? []
  const house = useAsk(overview, {}, { fresh_ms: 5 * 60_000 }).data
  const [picked, setPicked] = useState(patient)
  const [late, setLate] = useState<string | null>(null)
  const today = dayOf(new Date())
  const form = useForm(
    {
      kind: order?.kind ?? ('test' as (typeof kinds)[number]),
      title: order?.title ?? '',
      visitType: (row?.visitType ?? '') as string,
      provider: (row?.provider ?? anybody) as string,
      orderedBy: anybody as string,
      priority: order?.priority ?? ('routine' as (typeof priorities)[number]),
      earliest: (order?.earliest ?? today) as string | null,
      latest: (order?.latest ?? null) as string | null,
      preparation: order?.preparation ?? '',
      authorisation: order?.authorisation ?? ('not-needed' as (typeof states)[number]),
      authorisedUntil: order?.authorisedUntil ?? null,
      authorisationNumber: order?.authorisationNumber ?? '',
      note: order?.note ?? '',
    },
    deed.error,
  )
  const { values } = form
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const empty = form.missing(['title', 'visitType', 'earliest', 'latest'], t('kit.fields.missing'))
    setLate(!order && !picked ? t('worklists.order.needPatient') : null)
    if (empty || (!order && !picked)) return
    const { orderedBy, ...fields } = values
    const asked = {
      ...fields,
      visitType: values.visitType as never,
      provider: values.provider === anybody ? null : (values.provider as never),
      earliest: values.earliest!,
      latest: values.latest!,
      authorisedUntil: values.authorisation === 'granted' ? values.authorisedUntil : null,
    }
    if (order) {
      if (!(await change.attempt({ ...asked, order: order.id, version: order.version }))) return
      toast(t('worklists.done.orderChanged'))
    } else {
      const done = await add.attempt({
        ...asked,
        patient: picked!.id as never,
        orderedBy: orderedBy === anybody ? null : (orderedBy as never),
      })
      if (!done) return
      toast(t('worklists.done.orderAdded', { who: picked!.name }))
    }
    onClose()
  }
  const providers = (house?.providers ?? [])
    .filter(one => !one.leftAt)
    .map(one => ({ id: one.id as string, label: `${one.given} ${one.family}`, detail: one.specialty }))
  const choice = <Id extends string>(ids: readonly Id[], label: (id: Id) => string) =>
    ids.map(id => ({ id, label: label(id) }))
  return (
    <Dialog
      title={order ? t('worklists.deeds.changeOrder') : t('worklists.deeds.addOrder')}
      onClose={onClose}
      foot={
        <Button
          look="main"
          type="submit"
          form="order"
          busy={deed.busy}
          command={order ? changeOrder.name : addOrder.name}
        >
          {t('worklists.order.save')}
        </Button>
      }
    >
      <form id="order" className={css.form} onSubmit={submit}>
        {!order && <ForPatient picked={picked} onPick={setPicked} error={late} />}
        <div className={css.pair}>
          <Select
            label={t('worklists.order.kind')}
            choices={choice(kinds, id => t(`worklists.order.kinds.${id}`))}
            {...form.field('kind')}
          />
          <Select
            label={t('worklists.order.priority')}
            choices={choice(priorities, id => t(`worklists.order.priorities.${id}`))}
            {...form.field('priority')}
          />
        </div>
        <TextField label={t('worklists.order.what')} maxLength={200} {...form.field('title')} />
        <div className={css.pair}>
          <Select
            label={t('worklists.order.visitType')}
            choices={types.map(type => ({ id: type.id as string, label: type.name }))}
            {...form.field('visitType')}
          />
          <Select
            label={t('worklists.order.provider')}
            choices={[{ id: anybody, label: t('worklists.order.anybody') }, ...providers]}
            {...form.field('provider')}
          />
        </div>
        <div className={css.pair}>
          <DateField label={t('worklists.order.earliest')} {...form.field('earliest')} />
          <DateField label={t('worklists.order.latest')} {...form.field('latest')} />
        </div>
        <TextArea label={t('worklists.order.preparation')} rows={2} optional {...form.field('preparation')} />
        <div className={css.pair}>
          <Select
            label={t('worklists.order.authorisation')}
            choices={choice(states, id => t(`worklists.order.authorisations.${id}`))}
            {...form.field('authorisation')}
          />
          {values.authorisation === 'granted' ? (
            <DateField label={t('worklists.order.until')} optional {...form.field('authorisedUntil')} />
          ) : (
            !order && (
              <Select
                label={t('worklists.order.orderedBy')}
                choices={[{ id: anybody, label: t('worklists.order.nobody') }, ...providers]}
                {...form.field('orderedBy')}
              />
            )
          )}
        </div>
        {values.authorisation !== 'not-needed' && (
          <TextField
            label={t('worklists.order.number')}
            maxLength={60}
            optional
            {...form.field('authorisationNumber')}
          />
        )}
        <TextArea label={t('worklists.order.note')} rows={2} optional {...form.field('note')} />
        <FormError error={deed.error} />
      </form>
    </Dialog>
  )
}
