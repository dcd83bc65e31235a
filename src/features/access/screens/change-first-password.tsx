import css from '../../../web/app/door-page.module.css'
import { DoorPage } from '../../../web/app/door-page.tsx'
import { t } from '../../../web/words/say.ts'
import { PasswordForm } from './password-form.tsx'

/** The first sign-in with a password somebody else chose: choose one's own before the desk opens. */
export function ChangeFirstPassword({ onDone }: { onDone: () => unknown }) {
  return (
    <DoorPage title={t('access.firstPassword.title')} hint={t('access.firstPassword.hint')}>
      <PasswordForm className={css.form!} onDone={onDone} />
    </DoorPage>
  )
}
