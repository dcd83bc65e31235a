import type { FormEvent } from 'react'
import css from '../../../web/app/settings/settings.module.css'
import { useAct } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { Dialog } from '../../../web/kit/dialog.tsx'
import { useForm } from '../../../web/kit/form.ts'
import { FormError } from '../../../web/kit/states.tsx'
import { TextField } from '../../../web/kit/text-field.tsx'
import { toast } from '../../../web/kit/toast.ts'
import { t } from '../../../web/words/say.ts'
import { resetSignIn } from '../../access/contract.ts'
import type { StaffRow } from './overview-parts.ts'

/** Lets somebody in again who lost password or phone: a first password, no second step, everything signed out. */
export function ResetSignIn({ person, onClose }: { person: StaffRow; onClose: () => void }) {
  const deed = useAct(resetSignIn, () => {
    toast(t('practice.people.resetDone', { name: person.name }))
    onClose()
  })
  const form = useForm({ password: '' }, deed.error)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (form.missing(['password'], t('kit.fields.missing'))) return
    await deed.attempt({ person: person.id, password: form.values.password })
  }
  return (
    <Dialog title={t('practice.people.resetFor', { name: person.name })} onClose={onClose} width="narrow">
      <form className={css.form} onSubmit={submit} data-command={resetSignIn.name}>
        <p>{t('practice.people.resetHint')}</p>
        <TextField
          label={t('practice.people.firstPassword')}
          hint={t('practice.people.firstPasswordHint')}
          autoFocus
          {...form.field('password')}
        />
        <FormError error={deed.error} />
        <Button look="bad" type="submit" busy={deed.busy} command={resetSignIn.name}>
          {t('practice.people.reset')}
        </Button>
      </form>
    </Dialog>
  )
}
