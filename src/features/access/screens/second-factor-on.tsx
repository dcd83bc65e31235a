import { type FormEvent, useState } from 'react'
import { askWhoAgain } from '../../../web/app/session.ts'
import css from '../../../web/app/settings/settings.module.css'
import { useAct } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { Dialog } from '../../../web/kit/dialog.tsx'
import { FormError } from '../../../web/kit/states.tsx'
import { TextField } from '../../../web/kit/text-field.tsx'
import { t } from '../../../web/words/say.ts'
import { confirmSecondFactor, startSecondFactor } from '../contract.ts'
import { QrCode } from './qr-code.tsx'
import { ShownOnce } from './shown-once.tsx'

/** Switches the second step on: prove it is you, scan, type a code, keep the recovery codes. One dialog, three faces. */
export function SecondFactorOn({ onClose }: { onClose: () => void }) {
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const [seed, setSeed] = useState<{ secret: string; uri: string } | null>(null)
  const [recovery, setRecovery] = useState<string[] | null>(null)
  const start = useAct(startSecondFactor, setSeed)
  const confirm = useAct(confirmSecondFactor, answer => setRecovery(answer.recoveryCodes))
  const close = () => {
    if (recovery) void askWhoAgain()
    onClose()
  }
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!seed) await start.attempt({ password })
    else if (!(await confirm.attempt({ code }))) setCode('')
  }

  if (recovery) {
    return (
      <Dialog title={t('access.second.keepCodes')} onClose={close}>
        <p>{t('access.second.keepCodesHint')}</p>
        <ShownOnce text={recovery.join('\n')} columns />
        <Button look="main" autoFocus onPress={close}>
          {t('access.second.kept')}
        </Button>
      </Dialog>
    )
  }
  return (
    <Dialog title={t('access.second.turnOn')} onClose={close} width={seed ? 'normal' : 'narrow'}>
      <form className={css.form} onSubmit={submit}>
        {seed ? (
          <>
            <p>{t('access.second.scan')}</p>
            <QrCode text={seed.uri} label={t('access.second.qr')} />
            <p className={css.quiet}>{t('access.second.orType')}</p>
            <ShownOnce text={seed.secret} />
            <TextField
              key="code"
              label={t('access.code.label')}
              inputMode="numeric"
              autoComplete="one-time-code"
              autoFocus
              maxLength={7}
              value={code}
              onChange={setCode}
            />
          </>
        ) : (
          <TextField
            label={t('access.password')}
            hint={t('access.second.passwordHint')}
            type="password"
            autoComplete="current-password"
            autoFocus
            value={password}
            onChange={setPassword}
          />
        )}
        <FormError error={seed ? confirm.error : start.error} />
        <Button look="main" type="submit" busy={start.busy || confirm.busy}>
          {t(seed ? 'access.second.turnOn' : 'access.second.next')}
        </Button>
      </form>
    </Dialog>
  )
}
