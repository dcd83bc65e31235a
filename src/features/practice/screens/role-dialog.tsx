import type { FormEvent } from 'react'
import css from '../../../web/app/settings/settings.module.css'
import { useAct, useAsk } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { Checkbox } from '../../../web/kit/checkbox.tsx'
import { Dialog } from '../../../web/kit/dialog.tsx'
import { useForm } from '../../../web/kit/form.ts'
import { Answered, FormError } from '../../../web/kit/states.tsx'
import { TextField } from '../../../web/kit/text-field.tsx'
import { deedWords } from '../../../web/words/deed-words.ts'
import { t, wordAt } from '../../../web/words/say.ts'
import { changeRole, listPermissions } from '../contract.ts'
import type { RoleRow } from './overview-parts.ts'

/** What a role may do: every command and query, by feature, each with what it allows. */
export function RoleDialog({ role, onClose }: { role: RoleRow; onClose: () => void }) {
  const every = useAsk(listPermissions, {})
  const deed = useAct(changeRole, onClose)
  const form = useForm({ name: role.name, permissions: role.permissions }, deed.error)
  const held = new Set(form.values.permissions)
  const put = (names: string[], on: boolean) => {
    const next = new Set(held)
    for (const name of names) on ? next.add(name) : next.delete(name)
    form.set('permissions', [...next])
  }
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (form.missing(['name'], t('kit.fields.missing'))) return
    await deed.attempt({ role: role.id, ...form.values })
  }
  return (
    <Dialog
      title={t('practice.changeTitle', { name: role.name })}
      onClose={onClose}
      width="wide"
      foot={
        <Button look="main" type="submit" form="role" busy={deed.busy} command={changeRole.name}>
          {t('kit.save')}
        </Button>
      }
    >
      <form id="role" className={css.form} onSubmit={submit} data-command={changeRole.name}>
        <div className={css.narrow}>
          <TextField label={t('practice.name')} {...form.field('name')} />
        </div>
        <FormError error={deed.error} />
        <Answered answer={every}>
          {({ permissions }) =>
            [...Map.groupBy(permissions, one => one.name.split('.')[0]!)].map(([feature, list]) => (
              <fieldset key={feature} className={css.fieldset}>
                <legend className={css.checksTitle}>
                  <Checkbox
                    checked={list.every(one => held.has(one.name))}
                    onChange={on =>
                      put(
                        list.map(one => one.name),
                        on,
                      )
                    }
                  >
                    {wordAt(`practice.features.${feature}`) ?? feature}
                  </Checkbox>
                </legend>
                <div className={css.checks}>
                  {list.map(one => (
                    <Checkbox
                      key={one.name}
                      checked={held.has(one.name)}
                      onChange={on => put([one.name], on)}
                      hint={one.summary}
                    >
                      {deedWords(one.name)}
                    </Checkbox>
                  ))}
                </div>
              </fieldset>
            ))
          }
        </Answered>
      </form>
    </Dialog>
  )
}
