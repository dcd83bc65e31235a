import { type FormEvent, useEffect, useState } from 'react'
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { lock, unlock, wrongCredentials } from '../../features/access/contract.ts'
import { act, answers, useAct } from '../kit/api.ts'
import { Avatar } from '../kit/avatar.tsx'
import { Button } from '../kit/button.tsx'
import { KeyDepth, useKeyLayer } from '../kit/keys.ts'
import { FormError } from '../kit/states.tsx'
import { TextField } from '../kit/text-field.tsx'
import { t } from '../words/say.ts'
import { unlockNow, useLocked, watchIdle, whenLocked } from './lock.ts'
import css from './lock-screen.module.css'
import { askWhoAgain, signOut, useSession } from './session.ts'

const onTop = 1000
const stillHereEvery_ms = 60_000

/** Watches for idle time and, when locked, covers the desk: all below stays mounted with its half-typed work, out of sight and reach. */
export function Lock() {
  const session = useSession()
  const lockedHere = useLocked()
  const after_ms = session.practice.idleLockMinutes * 60_000
  useEffect(() => watchIdle(after_ms, { everyWhile_ms: stillHereEvery_ms, stillHere: askWhoAgain }), [after_ms])
  useEffect(() => whenLocked(() => void act(lock, {}).catch(() => undefined)), [])
  if (!lockedHere && !session.locked) return null
  return (
    <ModalOverlay className={css.cover!} isOpen isKeyboardDismissDisabled>
      <Modal className={css.box!}>
        <Dialog className={css.dialog!} aria-label={t('access.locked.title')}>
          <Claimed />
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

function Claimed() {
  const depth = useKeyLayer(true, onTop)
  return (
    <KeyDepth value={depth}>
      <UnlockForm />
    </KeyDepth>
  )
}

function UnlockForm() {
  const session = useSession()
  const [password, setPassword] = useState('')
  const deed = useAct(unlock)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!password) return
    // Six digits from the authenticator app serve as well as the password, where the second factor is on.
    const proof = session.secondFactor && /^\d{3} ?\d{3}$/.test(password.trim()) ? { code: password } : { password }
    if (!(await deed.attempt(proof))) return setPassword('')
    unlockNow()
    // What was asked while locked was refused, and what happened meanwhile was not told. The stream of events starts again by itself.
    await answers.invalidateQueries()
  }
  return (
    <form className={css.form} onSubmit={submit} data-command={unlock.name}>
      <Avatar name={session.name} size={44} />
      <Heading slot="title" level={1} className={css.name!}>
        {session.name}
      </Heading>
      <p className={css.hint}>{t('access.locked.hint')}</p>
      <TextField
        label={session.secondFactor ? t('access.locked.passwordOrCode') : t('access.password')}
        type="password"
        autoComplete="current-password"
        autoFocus
        value={password}
        onChange={setPassword}
      />
      {deed.refused?.code === wrongCredentials.code ? (
        <p className={css.wrong} role="alert">
          {t('access.locked.wrong')}
        </p>
      ) : (
        <FormError error={deed.error} />
      )}
      <Button look="main" type="submit" busy={deed.busy} command={unlock.name}>
        {t('access.locked.unlock')}
      </Button>
      <Button look="quiet" onPress={() => void signOut()}>
        {t('access.locked.notMe')}
      </Button>
    </form>
  )
}
