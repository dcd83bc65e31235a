import type { FormEvent } from 'react'
import type { OutputOf } from '../../../../core/contract.ts'
import css from '../../../../web/app/settings/settings.module.css'
import { useAct } from '../../../../web/kit/api.ts'
import { Button } from '../../../../web/kit/button.tsx'
import { Checkbox } from '../../../../web/kit/checkbox.tsx'
import { Dialog } from '../../../../web/kit/dialog.tsx'
import { useForm } from '../../../../web/kit/form.ts'
import { FormError } from '../../../../web/kit/states.tsx'
import { TextField } from '../../../../web/kit/text-field.tsx'
import { t } from '../../../../web/words/say.ts'
import { addPool, changePool, type listPools } from '../../contract.ts'

export type PoolRow = OutputOf<typeof listPools>['pools'][number]
const words = 'schedule.setup.resources'

/** Adds a pool of providers, or changes its name and members. */
export function PoolDialog(props: {
  pool: PoolRow | null
  providers: readonly { id: PoolRow['members'][number]; name: string }[]
  onClose: () => void
}) {
  const { pool, providers, onClose } = props
  const add = useAct(addPool, onClose)
  const change = useAct(changePool, onClose)
  const deed = pool ? change : add
  const form = useForm(
    { name: pool?.name ?? '', members: pool?.members ?? [], retired: pool?.retired ?? false },
    deed.error,
  )
  const { members } = form.values
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (form.missing(['name'], t('kit.fields.missing'))) return
    const { name, retired } = form.values
    if (pool) await change.attempt({ pool: pool.id, name, members, retired })
    else await add.attempt({ name, members })
  }
  return (
    <Dialog title={pool ? t('practice.changeTitle', { name: pool.name }) : t(`${words}.addPool`)} onClose={onClose}>
      <form className={css.form} onSubmit={submit} data-command={pool ? changePool.name : addPool.name}>
        <TextField label={t(`${words}.name`)} autoFocus maxLength={60} {...form.field('name')} />
        <fieldset className={css.fieldset}>
          <legend>{t(`${words}.members`)}</legend>
          <div className={css.checks}>
            {providers.map(one => (
              <Checkbox
                key={one.id}
                checked={members.includes(one.id)}
                onChange={on => form.set('members', on ? [...members, one.id] : members.filter(id => id !== one.id))}
              >
                {one.name}
              </Checkbox>
            ))}
          </div>
        </fieldset>
        {pool && (
          <Checkbox
            checked={form.values.retired}
            onChange={on => form.set('retired', on)}
            hint={t(`${words}.retiredHint`)}
          >
            {t(`${words}.retire`)}
          </Checkbox>
        )}
        <FormError error={deed.error} />
        <Button look="main" type="submit" busy={deed.busy}>
          {t(pool ? 'kit.save' : `${words}.addPool`)}
        </Button>
      </form>
    </Dialog>
  )
}
