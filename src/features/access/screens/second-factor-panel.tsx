import { useState } from 'react'
import { useSession } from '../../../web/app/session.ts'
import { Button } from '../../../web/kit/button.tsx'
import { Panel } from '../../../web/kit/panel.tsx'
import { Tag } from '../../../web/kit/tag.tsx'
import { t } from '../../../web/words/say.ts'
import { SecondFactorOff } from './second-factor-off.tsx'
import { SecondFactorOn } from './second-factor-on.tsx'

const few = 3

/** The second step at sign-in: on or off, and how many recovery codes are left. */
export function SecondFactorPanel() {
  const { secondFactor, recoveryCodesLeft } = useSession()
  const [open, setOpen] = useState<'on' | 'off' | null>(null)
  const close = () => setOpen(null)
  return (
    <Panel
      title={t('access.second.title')}
      hint={t('access.second.hint')}
      deeds={
        secondFactor ? (
          <Button onPress={() => setOpen('off')}>{t('access.second.turnOff')}</Button>
        ) : (
          <Button look="main" onPress={() => setOpen('on')}>
            {t('access.second.turnOn')}
          </Button>
        )
      }
    >
      {secondFactor ? (
        <Tag look={recoveryCodesLeft > few ? 'ok' : 'warn'}>{t('access.second.isOn', { n: recoveryCodesLeft })}</Tag>
      ) : (
        <Tag look="warn">{t('access.second.isOff')}</Tag>
      )}
      {open === 'on' && <SecondFactorOn onClose={close} />}
      {open === 'off' && <SecondFactorOff onClose={close} />}
    </Panel>
  )
}
