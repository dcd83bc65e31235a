import { type FormEvent, useState } from 'react'
import css from '../../../web/app/door-page.module.css'
import { DoorPage } from '../../../web/app/door-page.tsx'
import { useAct } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import type { Choice } from '../../../web/kit/choices.tsx'
import { Select } from '../../../web/kit/select.tsx'
import { FormError } from '../../../web/kit/states.tsx'
import { TextField } from '../../../web/kit/text-field.tsx'
import { t } from '../../../web/words/say.ts'
import { codeNeeded, signIn, whichPractice, wrongCode } from '../contract.ts'

type Step = 'password' | 'code' | 'recovery'

const practicesOf = (facts: Record<string, unknown>): Choice[] =>
  ((facts.practices ?? []) as { id: string; name: string }[]).map(({ id, name }) => ({ id, label: name }))

/** Sign-in: e-mail and password; then, only if the server asks for it, the code, a recovery code, or which practice. */
export function SignIn({ demo, onSignedIn }: { demo: boolean; onSignedIn: () => unknown }) {
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const [practice, setPractice] = useState<string | null>(null)
  const [practices, setPractices] = useState<Choice[]>([])
  const [step, setStep] = useState<Step>('password')
  const deed = useAct(signIn)
  // Being asked for the code, or for the practice, is the next question and no error.
  const asked = deed.refused && (deed.refused.code === codeNeeded.code || deed.refused.code === whichPractice.code)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    try {
      await deed.run({
        email,
        password,
        ...(step === 'code' ? { code } : {}),
        ...(step === 'recovery' ? { recoveryCode: code } : {}),
        ...(practice ? { practice } : {}),
      } as Parameters<typeof deed.run>[0])
      onSignedIn()
    } catch (error) {
      const { code: why, facts } = error as { code?: string; facts?: Record<string, unknown> }
      if (why === codeNeeded.code) setStep('code')
      else if (why === whichPractice.code) setPractices(practicesOf(facts ?? {}))
      else if (why === wrongCode.code) setCode('')
      else if (step === 'password') setPassword('')
    }
  }
  const change = (to: Step) => {
    deed.reset()
    setCode('')
    setStep(to)
  }

  return (
    <DoorPage
      title={t(step === 'password' ? 'access.signIn.title' : 'access.code.title')}
      {...(step === 'password' ? {} : { hint: t(step === 'code' ? 'access.code.hint' : 'access.code.recoveryHint') })}
      foot={demo && step === 'password' ? t('access.signIn.demo') : undefined}
    >
      <form className={css.form} onSubmit={submit} data-command={signIn.name}>
        {step === 'password' && (
          <>
            <TextField
              label={t('access.email')}
              type="email"
              autoComplete="username"
              autoFocus
              value={email}
              onChange={setEmail}
            />
            <TextField
              label={t('access.password')}
              type="password"
              autoComplete="current-password"
              value={password}
              onChange={setPassword}
            />
          </>
        )}
        {step === 'code' && (
          <TextField
            key="code"
            label={t('access.code.label')}
            autoComplete="one-time-code"
            inputMode="numeric"
            autoFocus
            maxLength={7}
            value={code}
            onChange={setCode}
          />
        )}
        {step === 'recovery' && (
          <TextField key="recovery" label={t('access.code.recovery')} autoFocus value={code} onChange={setCode} />
        )}
        {practices.length > 0 && (
          <Select label={t('access.signIn.practice')} choices={practices} value={practice} onChange={setPractice} />
        )}
        {!asked && <FormError error={deed.error} />}
        <Button look="main" type="submit" busy={deed.busy} command={signIn.name}>
          {t('access.signIn.go')}
        </Button>
        {step !== 'password' && (
          <Button look="quiet" onPress={() => change(step === 'code' ? 'recovery' : 'code')}>
            {t(step === 'code' ? 'access.code.useRecovery' : 'access.code.useApp')}
          </Button>
        )}
      </form>
    </DoorPage>
  )
}
