import { type FormEvent, useState } from 'react'
import css from '../../../web/app/door-page.module.css'
import { DoorPage } from '../../../web/app/door-page.tsx'
import { act, useAct } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { ComboBox } from '../../../web/kit/combo-box.tsx'
import { FormError } from '../../../web/kit/states.tsx'
import { TextField } from '../../../web/kit/text-field.tsx'
import { fieldErrors } from '../../../web/words/refusal-words.ts'
import { t } from '../../../web/words/say.ts'
import { signIn } from '../../access/contract.ts'
import { setUpPractice } from '../contract.ts'
import { zoneChoices } from './zones.ts'

// The browser's own zone, unless it is one no practice is in ('UTC').
const ofBrowser = Intl.DateTimeFormat().resolvedOptions().timeZone
const here = zoneChoices().some(choice => choice.id === ofBrowser) ? ofBrowser : null

/** The first page of an empty installation: the practice, where its clock is, and the first manager. */
export function SetUp({ onDone }: { onDone: () => unknown }) {
  const [name, setName] = useState('')
  const [zone, setZone] = useState<string | null>(here)
  const [managerName, setManagerName] = useState('')
  const [managerEmail, setManagerEmail] = useState('')
  const [managerPassword, setManagerPassword] = useState('')
  const deed = useAct(setUpPractice)
  const wrong = fieldErrors(deed.error)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!(await deed.attempt({ name, zone: zone ?? '', managerName, managerEmail, managerPassword }))) return
    await act(signIn, { email: managerEmail, password: managerPassword })
    onDone()
  }
  return (
    <DoorPage title={t('practice.setUp.title')} hint={t('practice.setUp.hint')}>
      <form className={css.form} onSubmit={submit} data-command={setUpPractice.name}>
        <fieldset className={css.group}>
          <TextField
            label={t('practice.setUp.name')}
            autoFocus
            value={name}
            onChange={setName}
            error={wrong.name}
            autoComplete="organization"
          />
          <ComboBox
            label={t('practice.setUp.zone')}
            hint={t('practice.setUp.zoneHint')}
            choices={zoneChoices()}
            value={zone}
            onChange={setZone}
            error={wrong.zone}
          />
        </fieldset>
        <fieldset className={css.group} aria-labelledby="you">
          <h2 id="you">{t('practice.setUp.you')}</h2>
          <TextField
            label={t('practice.setUp.managerName')}
            value={managerName}
            onChange={setManagerName}
            error={wrong.managerName}
            autoComplete="name"
          />
          <TextField
            label={t('access.email')}
            type="email"
            value={managerEmail}
            onChange={setManagerEmail}
            error={wrong.managerEmail}
            autoComplete="username"
          />
          <TextField
            label={t('access.password')}
            type="password"
            hint={t('access.firstPassword.rule')}
            value={managerPassword}
            onChange={setManagerPassword}
            error={wrong.managerPassword}
            autoComplete="new-password"
          />
        </fieldset>
        <FormError error={deed.error} />
        <Button look="main" type="submit" busy={deed.busy} command={setUpPractice.name}>
          {t('practice.setUp.go')}
        </Button>
      </form>
    </DoorPage>
  )
}
