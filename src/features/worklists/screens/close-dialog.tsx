import { type FormEvent, useState } from 'react'
import type { InputOf } from '../../../core/contract.ts'
import { useAct } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { DateField } from '../../../web/kit/date-field.tsx'
import { Dialog } from '../../../web/kit/dialog.tsx'
import { Select } from '../../../web/kit/select.tsx'
import { FormError } from '../../../web/kit/states.tsx'
import { TextArea } from '../../../web/kit/text-area.tsx'
import { toast } from '../../../web/kit/toast.ts'
import { t } from '../../../web/words/say.ts'
import { closeItem, closeReasons, type ListRow } from '../contract.ts'
import { closeAsked, openAgain } from './row-deeds.ts'
import css from './worklist.module.css'

type Reason = InputOf<typeof closeItem>['reason']

/** Takes a row off its list with a reason. */
export function CloseDialog({ row, onClose, onDone }: { row: ListRow; onClose: () => void; onDone: () => void }) {
  const deed = useAct(closeItem)
  const [reason, setReason] = useState<Reason>('not-needed')
  const [note, setNote] = useState('')
  const [review, setReview] = useState<string | null>(null)
  const who = row.patient.name
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const done = await deed.attempt({
      list: row.list,
      item: row.item,
      seen: row.version,
      reason,
      ...(note.trim() ? { note } : {}),
      ...(review ? { reviewOn: review } : {}),
    })
    if (!done) return
    // With a day to look at it again it stays asked for.
    const asked = done.nextAt
      ? false
      : await closeAsked(row, t(`worklists.closing.reasons.${reason}`)).catch(() => false)
    toast(t('worklists.done.closed', { who }), { undo: () => void openAgain(row.list, row.item, who, asked) })
    onDone()
  }
  return (
    <Dialog
      title={t('worklists.closing.title', { who })}
      onClose={onClose}
      width="narrow"
      foot={
        <Button look="main" type="submit" form="close-item" busy={deed.busy} command={closeItem.name}>
          {t('worklists.closing.submit')}
        </Button>
      }
    >
      <form id="close-item" className={css.form} onSubmit={submit}>
        <Select
          label={t('worklists.closing.why')}
          choices={closeReasons.map(id => ({ id, label: t(`worklists.closing.reasons.${id}`) }))}
          value={reason}
          onChange={setReason}
        />
        <TextArea label={t('worklists.closing.note')} value={note} onChange={setNote} rows={2} optional />
        <DateField label={t('worklists.closing.review')} value={review} onChange={setReview} optional />
        <FormError error={deed.error} />
      </form>
    </Dialog>
  )
}
