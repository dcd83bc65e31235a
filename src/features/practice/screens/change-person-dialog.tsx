import type { FormEvent } from 'react'
import css from '../../../web/app/settings/settings.module.css'
import { useAct } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { Checkbox } from '../../../web/kit/checkbox.tsx'
import { Dialog } from '../../../web/kit/dialog.tsx'
import { useForm } from '../../../web/kit/form.ts'
import { FormError } from '../../../web/kit/states.tsx'
import { TextField } from '../../../web/kit/text-field.tsx'
import { t } from '../../../web/words/say.ts'
import { changePerson } from '../contract.ts'
import type { RoleRow, StaffRow } from './overview-parts.ts'
import { RoleChecks } from './role-checks.tsx'

/** Changes somebody's name, e-mail or roles, or notes that they left. */
export function ChangePerson(props: { person: StaffRow; roles: RoleRow[]; onClose: () => void }) {
  const { person, roles, onClose } = props
  const deed = useAct(changePerson, onClose)
  const form = useForm(
    { name: person.name, email: person.email ?? '', roles: person.roles, left: Boolean(person.leftAt) },
    deed.error,
  )
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (form.missing(['name', 'email'], t('kit.fields.missing'))) return
    await deed.attempt({ person: person.id, ...form.values })
  }
  return (
    <Dialog title={t('practice.changeTitle', { name: person.name })} onClose={onClose}>
      <form className={css.form} onSubmit={submit} data-command={changePerson.name}>
        <TextField label={t('practice.name')} autoFocus {...form.field('name')} />
        <TextField label={t('access.email')} type="email" {...form.field('email')} />
        <RoleChecks roles={roles} value={form.values.roles} onChange={next => form.set('roles', next)} />
        <Checkbox
          checked={form.values.left}
          onChange={left => form.set('left', left)}
          hint={t('practice.people.leftHint')}
        >
          {t('practice.leftPractice')}
        </Checkbox>
        <FormError error={deed.error} />
        <Button look="main" type="submit" busy={deed.busy} command={changePerson.name}>
          {t('kit.save')}
        </Button>
      </form>
    </Dialog>
  )
}
