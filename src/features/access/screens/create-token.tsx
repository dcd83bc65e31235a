import { type FormEvent, useState } from 'react'
import { useSession } from '../../../web/app/session.ts'
import css from '../../../web/app/settings/settings.module.css'
import { useAct } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { Checkbox } from '../../../web/kit/checkbox.tsx'
import { Dialog } from '../../../web/kit/dialog.tsx'
import { useForm } from '../../../web/kit/form.ts'
import { Select } from '../../../web/kit/select.tsx'
import { FormError } from '../../../web/kit/states.tsx'
import { TextField } from '../../../web/kit/text-field.tsx'
import { t, wordAt } from '../../../web/words/say.ts'
import { createToken } from '../contract.ts'
import { ShownOnce } from './shown-once.tsx'

const lives = ['7', '30', '90', '365'] as const

/** Makes a token: what it is for, which parts of the desk it reaches, how long it lives. The token itself is shown once. */
export function CreateToken({ onClose }: { onClose: () => void }) {
  const { permissions } = useSession()
  const [token, setToken] = useState<string | null>(null)
  const deed = useAct(createToken, answer => setToken(answer.token))
  const form = useForm({ label: '', days: '90' as (typeof lives)[number], parts: [] as string[] }, deed.error)
  // A token never reaches further than its owner: only features one holds something of are offered.
  const features = [...new Set(permissions.map(name => name.split('.')[0]!))].sort()
  const { parts } = form.values
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (form.missing(['label'], t('kit.fields.missing')) || parts.length === 0) return
    await deed.attempt({
      label: form.values.label,
      days: Number(form.values.days),
      scope: parts.map(part => `${part}.*`),
    })
  }
  if (token) {
    return (
      <Dialog title={t('access.tokens.made')} onClose={onClose}>
        <p>{t('access.tokens.madeHint')}</p>
        <ShownOnce text={token} />
        <Button look="main" autoFocus onPress={onClose}>
          {t('access.second.kept')}
        </Button>
      </Dialog>
    )
  }
  return (
    <Dialog title={t('access.tokens.create')} onClose={onClose}>
      <form className={css.form} onSubmit={submit} data-command={createToken.name}>
        <TextField
          label={t('access.tokens.label')}
          hint={t('access.tokens.labelHint')}
          autoFocus
          {...form.field('label')}
        />
        <Select
          label={t('access.tokens.days')}
          choices={lives.map(id => ({ id, label: t('access.tokens.forDays', { n: id }) }))}
          {...form.field('days')}
        />
        <fieldset className={css.fieldset}>
          <legend>{t('access.tokens.scope')}</legend>
          <div className={css.checks}>
            {features.map(feature => (
              <Checkbox
                key={feature}
                checked={parts.includes(feature)}
                onChange={on => form.set('parts', on ? [...parts, feature] : parts.filter(part => part !== feature))}
              >
                {wordAt(`practice.features.${feature}`) ?? feature}
              </Checkbox>
            ))}
          </div>
        </fieldset>
        <FormError error={deed.error} />
        <Button look="main" type="submit" busy={deed.busy} disabled={parts.length === 0} command={createToken.name}>
          {t('access.tokens.create')}
        </Button>
      </form>
    </Dialog>
  )
}
