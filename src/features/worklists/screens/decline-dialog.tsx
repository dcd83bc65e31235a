import { type FormEvent, useState } from 'react'
import { useAct } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { Dialog } from '../../../web/kit/dialog.tsx'
import { FormError } from '../../../web/kit/states.tsx'
import { TextArea } from '../../../web/kit/text-area.tsx'
import { toast } from '../../../web/kit/toast.ts'
import { t } from '../../../web/words/say.ts'
import { declineRequest, type ListRow } from '../contract.ts'
import css from './worklist.module.css'

/** Declines a request, in words the patient reads. */
export function DeclineDialog({ row, onClose, onDone }: { row: ListRow; onClose: () => void; onDone: () => void }) {
  const deed = useAct(declineRequest)
  const [reason, setReason] = useState('')
  const [empty, setEmpty] = useState(false)
  const who = row.patient.name
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setEmpty(reason.trim() === '')
    if (!row.request || reason.trim() === '') return
    if (!(await deed.attempt({ request: row.request.id, reason }))) return
    toast(t('worklists.done.declined', { who }))
    onDone()
  }
  return (
    <Dialog
      title={t('worklists.request.declineTitle', { who })}
      onClose={onClose}
      width="narrow"
      foot={
        <Button look="main" type="submit" form="decline-request" busy={deed.busy} command={declineRequest.name}>
          {t('worklists.deeds.decline')}
        </Button>
      }
    >
      <form id="decline-request" className={css.form} onSubmit={submit}>
        <TextArea
          label={t('worklists.request.reason')}
          value={reason}
          onChange={setReason}
          rows={3}
          autoFocus
          error={empty ? t('kit.fields.missing') : undefined}
        />
        <FormError error={deed.error} />
      </form>
    </Dialog>
  )
}
