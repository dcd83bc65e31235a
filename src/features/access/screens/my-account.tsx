import { askWhoAgain, useMay, useSession } from '../../../web/app/session.ts'
import css from '../../../web/app/settings/settings.module.css'
import { KeyValue } from '../../../web/kit/key-value.tsx'
import { Panel } from '../../../web/kit/panel.tsx'
import { toast } from '../../../web/kit/toast.ts'
import { t } from '../../../web/words/say.ts'
import { listTokens } from '../contract.ts'
import { PasswordForm } from './password-form.tsx'
import { SecondFactorPanel } from './second-factor-panel.tsx'
import { SessionsPanel } from './sessions-panel.tsx'
import { TokensPanel } from './tokens-panel.tsx'

/** One's own account: who one is here, password, second step, where one is signed in, tokens. */
export function MyAccount() {
  const me = useSession()
  const may = useMay()
  return (
    <div className={css.column}>
      <Panel title={me.name}>
        <KeyValue
          rows={[
            { name: t('access.email'), value: me.email },
            { name: t('access.account.roles'), value: me.roles.map(role => role.name).join(', ') },
            { name: t('access.signIn.practice'), value: me.practice.name },
          ]}
        />
      </Panel>
      <SecondFactorPanel />
      <Panel title={t('access.password')} hint={t('access.account.passwordHint')}>
        <PasswordForm
          className={`${css.form} ${css.narrow}`}
          onDone={() => {
            toast(t('access.account.passwordChanged'))
            void askWhoAgain()
          }}
        />
      </Panel>
      <SessionsPanel />
      {may(listTokens) && <TokensPanel />}
    </div>
  )
}
