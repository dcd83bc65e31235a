import { useState } from 'react'
import { useAct } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { Checkbox } from '../../../web/kit/checkbox.tsx'
import { Dialog } from '../../../web/kit/dialog.tsx'
import { FormError } from '../../../web/kit/states.tsx'
import { TextField } from '../../../web/kit/text-field.tsx'
import { toast } from '../../../web/kit/toast.ts'
import { t } from '../../../web/words/say.ts'
import { type BoardFilter, saveViewSet } from '../contract.ts'

/** What is shown now, under a name. */
export function SaveSet({ filter, onClose }: { filter: BoardFilter; onClose: () => void }) {
  const [name, setName] = useState('')
  const [shared, setShared] = useState(false)
  const deed = useAct(saveViewSet)
  const save = async () => {
    if (name.trim() === '') return
    const saved = await deed.attempt({ name, shared, filter })
    if (!saved) return
    toast(t('schedule.views.set.done', { name: saved.name }))
    onClose()
  }
  return (
    <Dialog
      title={t('schedule.views.set.title')}
      width="narrow"
      onClose={onClose}
      foot={
        <Button look="main" type="submit" form="save-set" busy={deed.busy} command="schedule.save-view-set">
          {t('schedule.views.set.save')}
        </Button>
      }
    >
      <form
        id="save-set"
        onSubmit={event => {
          event.preventDefault()
          void save()
        }}
      >
        <TextField label={t('schedule.views.set.name')} value={name} onChange={setName} maxLength={40} autoFocus />
        <Checkbox checked={shared} onChange={setShared}>
          {t('schedule.views.set.shared')}
        </Checkbox>
        <FormError error={deed.error} />
      </form>
    </Dialog>
  )
}
