import type { FormEvent } from 'react'
import css from '../../../web/app/settings/settings.module.css'
import { useAct } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { Dialog } from '../../../web/kit/dialog.tsx'
import { useForm } from '../../../web/kit/form.ts'
import { FormError } from '../../../web/kit/states.tsx'
import { TextField } from '../../../web/kit/text-field.tsx'
import { t } from '../../../web/words/say.ts'
import { addPerson } from '../contract.ts'
import type { RoleRow } from './overview-parts.ts'
import { RoleChecks } from './role-checks.tsx'

/** Adds somebody who works here, with a first password to be handed over and changed at the first sign-in. */
export function AddPerson({ roles, onClose }: { roles: RoleRow[]; onClose: () => void }) {
  const deed = useAct(addPerson, onClose)
  const secretary = roles.find(role => role.key === 'secretary')
  const form = useForm(
    { name: '', email: '', password: '', roles: secretary ? [secretary.id] : ([] as RoleRow['id'][]) },
    deed.error,
  )
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (form.missing(['name', 'email', 'password'], t('kit.fields.missing'))) return
    await deed.attempt(form.values)
  }
  return (
    <Dialog title={t('practice.people.add')} onClose={onClose}>
      <form className={css.form} onSubmit={submit} data-command={addPerson.name}>
        <TextField label={t('practice.name')} autoFocus {...form.field('name')} />
        <TextField label={t('access.email')} type="email" {...form.field('email')} />
        <TextField
          label={t('practice.people.firstPassword')}
          hint={t('practice.people.firstPasswordHint')}
          {...form.field('password')}
        />
        <RoleChecks roles={roles} value={form.values.roles} onChange={next => form.set('roles', next)} />
        <FormError error={deed.error} />
        <Button look="main" type="submit" busy={deed.busy} command={addPerson.name}>
          {t('practice.people.add')}
        </Button>
      </form>
    </Dialog>
  )
}
