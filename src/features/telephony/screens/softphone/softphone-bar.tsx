import { useEffect, useState } from 'react'
import { useSession } from '../../../../web/app/session.ts'
import { Button } from '../../../../web/kit/button.tsx'
import { Icon } from '../../../../web/kit/icon.tsx'
import { act } from '../../../../web/kit/wire.ts'
import { t } from '../../../../web/words/say.ts'
import { sipCredentials } from '../../contract.ts'
import { DeviceDialog } from './device-dialog.tsx'
import { inHand } from './phone-state.ts'
import { RingingLeg } from './ringing-leg.tsx'
import css from './softphone.module.css'
import { startPhone, usePhone } from './softphone.ts'
import { SpokenLeg } from './spoken-leg.tsx'

/** The telephone at the top of the rail: how it stands, what rings here, and the call under the hands. */
export function SoftphoneBar({ extension }: { extension: string }) {
  const { staff } = useSession()
  const phone = usePhone()
  const [devices, setDevices] = useState(false)
  useEffect(() => startPhone({ staff: staff ?? '', freshKeys: () => act(sipCredentials, {}) }), [staff])
  const hand = inHand(phone)
  return (
    <section className={css.bar} aria-label={t('phone.title')}>
      <div className={css.head}>
        <span className={css.state} data-line={phone.line} role="status">
          <i aria-hidden="true" />
          <span>{t(`phone.states.${phone.line}`)}</span>
        </span>
        <span className={css.small} title={t('phone.extension', { extension })}>
          {extension}
        </span>
        <Button
          look="quiet"
          small
          label={t('phone.devices.open')}
          icon={<Icon name="more" />}
          onPress={() => setDevices(true)}
        />
      </div>
      {phone.why && <p className={css.fault}>{phone.why}</p>}
      {phone.fault && (
        <p className={css.fault} role="alert">
          {t(`phone.faults.${phone.fault}`)}
        </p>
      )}
      {hand && <SpokenLeg key={hand.id} leg={hand} phone={phone} />}
      {phone.legs
        .filter(leg => leg.state === 'ringing')
        .map((leg, at) => (
          <RingingLeg key={leg.id} leg={leg} busy={hand !== null} keys={at === 0} />
        ))}
      {devices && <DeviceDialog staff={staff ?? ''} onClose={() => setDevices(false)} />}
    </section>
  )
}
