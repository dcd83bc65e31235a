import { useRouter } from '@tanstack/react-router'
import { Button as AriaButton } from 'react-aria-components'
import { Avatar } from '../kit/avatar.tsx'
import { initials } from '../kit/format.ts'
import { Menu } from '../kit/menu.tsx'
import { t } from '../words/say.ts'
import { lockNow } from './lock.ts'
import { signOut, useSession } from './session.ts'
import { chooseTheme, type Theme, useTheme } from './theme.ts'
import css from './user-menu.module.css'

const themes: Theme[] = ['light', 'dark', 'system']

/** Oneself, at the end of the bar: settings, appearance, lock, sign out. */
export function UserMenu() {
  const session = useSession()
  const router = useRouter()
  const theme = useTheme()
  const label = t('frame.me', { name: session.name, initials: initials(session.name) })
  return (
    <Menu
      label={label}
      trigger={
        <AriaButton className={css.me!} aria-label={label}>
          <Avatar name={session.name} />
        </AriaButton>
      }
      items={[
        {
          id: 'settings',
          label: session.name,
          detail: session.practice.name,
          run: () => void router.navigate({ to: '/settings' }),
        },
        'rule',
        ...themes.map(choice => ({
          id: choice,
          label: t(`frame.menu.${choice}`),
          checked: theme === choice,
          run: () => chooseTheme(choice),
        })),
        'rule',
        { id: 'lock', label: t('frame.menu.lock'), keyHint: 'Ctrl Shift L', run: lockNow },
        { id: 'sign-out', label: t('frame.menu.signOut'), run: () => void signOut() },
      ]}
    />
  )
}
