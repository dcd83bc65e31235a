import { type FormEvent, useState } from 'react'
import { useAct } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { Checkbox } from '../../../web/kit/checkbox.tsx'
import { FormError } from '../../../web/kit/states.tsx'
import { TextField } from '../../../web/kit/text-field.tsx'
import { t } from '../../../web/words/say.ts'
import { changePassword } from '../contract.ts'

const shortest = 12

/** The old password and the new one, typed once: it can be looked at, which beats typing it twice unseen. */
export function PasswordForm({ className, onDone }: { className: string; onDone: () => unknown }) {
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const [tried, setTried] = useState(false)
  const [shown, setShown] = useState(false)
  const deed = useAct(changePassword)
  const short = next.length < shortest
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (short || !current) return
    if (!(await deed.attempt({ current, next }))) return
    setCurrent('')
    setNext('')
    setTried(false)
    onDone()
  }
  return (
    <form className={className} onSubmit={submit} data-command={changePassword.name}>
      <TextField
        label={t('access.firstPassword.current')}
        type="password"
        autoComplete="current-password"
        value={current}
        onChange={setCurrent}
        error={tried && !current ? t('access.firstPassword.currentMissing') : undefined}
      />
      <TextField
        label={t('access.firstPassword.next')}
        type={shown ? 'text' : 'password'}
        autoComplete="new-password"
        hint={t('access.firstPassword.rule')}
        error={tried && short ? t('access.firstPassword.rule') : undefined}
        value={next}
        onChange={setNext}
      />
      <Checkbox checked={shown} onChange={setShown}>
        {t('access.firstPassword.show')}
      </Checkbox>
      <FormError error={deed.error} />
      <Button look="main" type="submit" busy={deed.busy} command={changePassword.name}>
        {t('access.firstPassword.go')}
      </Button>
    </form>
  )
}
