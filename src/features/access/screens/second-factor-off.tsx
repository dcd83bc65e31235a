import { type FormEvent, useState } from 'react'
import { askWhoAgain } from '../../../web/app/session.ts'
import css from '../../../web/app/settings/settings.module.css'
import { useAct } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { Dialog } from '../../../web/kit/dialog.tsx'
import { FormError } from '../../../web/kit/states.tsx'
import { TextField } from '../../../web/kit/text-field.tsx'
import { t } from '../../../web/words/say.ts'
import { removeSecondFactor } from '../contract.ts'

/** Switches the second step off; needs the password and a code from the app, or one of the recovery codes. */
export function SecondFactorOff({ onClose }: { onClose: () => void }) {
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const deed = useAct(removeSecondFactor)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const proof = /^\d{3} ?\d{3}$/.test(code.trim()) ? { code } : { recoveryCode: code }
    if (!(await deed.attempt({ password, ...proof }))) return
    void askWhoAgain()
    onClose()
  }
  return (
    <Dialog title={t('access.second.turnOff')} onClose={onClose} width="narrow">
      <form className={css.form} onSubmit={submit} data-command={removeSecondFactor.name}>
        <TextField
          label={t('access.password')}
          type="password"
          autoComplete="current-password"
          autoFocus
          value={password}
          onChange={setPassword}
        />
        <TextField label={t('access.second.codeOrRecovery')} value={code} onChange={setCode} />
        <FormError error={deed.error} />
        <Button look="bad" type="submit" busy={deed.busy} command={removeSecondFactor.name}>
          {t('access.second.turnOff')}
        </Button>
      </form>
    </Dialog>
  )
}
