import { useEffect, useState } from 'react'
import { Button } from '../../../../web/kit/button.tsx'
import { Dialog } from '../../../../web/kit/dialog.tsx'
import { Select } from '../../../../web/kit/select.tsx'
import { LoadingState } from '../../../../web/kit/states.tsx'
import { t } from '../../../../web/words/say.ts'
import { type DeviceHere, type Devices, devicesHere, keptDevices, loudnesses } from './devices.ts'
import { trySound } from './phone-sound.ts'
import css from './softphone.module.css'
import { chooseDevices } from './softphone.ts'

const usual = 'usual'

/** Which microphone and speaker the telephone uses here, where it rings and how loud. Counts at once, also in the call that is on. */
export function DeviceDialog({ staff, onClose }: { staff: string; onClose: () => void }) {
  const [chosen, setChosen] = useState(() => keptDevices(staff))
  const [here, setHere] = useState<Awaited<ReturnType<typeof devicesHere>> | 'denied' | null>(null)
  useEffect(() => {
    let left = false
    devicesHere().then(
      found => !left && setHere(found),
      () => !left && setHere('denied'),
    )
    return () => {
      left = true
    }
  }, [])
  const choose = (change: Partial<Devices>) => {
    const next = { ...chosen, ...change }
    setChosen(next)
    chooseDevices(staff, next)
  }
  const choices = (list: readonly DeviceHere[]) => [
    { id: usual, label: t('phone.devices.usual') },
    ...list.map(one => ({ id: one.id, label: one.name })),
  ]
  const known = (id: string | null, list: readonly DeviceHere[]) =>
    id !== null && list.some(one => one.id === id) ? id : usual
  const picked = (id: string) => (id === usual ? null : id)
  return (
    <Dialog
      title={t('phone.devices.title')}
      onClose={onClose}
      width="narrow"
      foot={<Button onPress={onClose}>{t('kit.close')}</Button>}
    >
      {here === null ? (
        <LoadingState lines={3} />
      ) : here === 'denied' ? (
        <p role="alert">{t('phone.devices.denied')}</p>
      ) : (
        <div className={css.form}>
          <Select
            label={t('phone.devices.microphone')}
            choices={choices(here.microphones)}
            value={known(chosen.microphone, here.microphones)}
            onChange={id => choose({ microphone: picked(id) })}
          />
          {'setSinkId' in HTMLMediaElement.prototype ? (
            <>
              <Select
                label={t('phone.devices.speaker')}
                choices={choices(here.speakers)}
                value={known(chosen.speaker, here.speakers)}
                onChange={id => choose({ speaker: picked(id) })}
              />
              <Select
                label={t('phone.devices.ringer')}
                choices={choices(here.speakers)}
                value={known(chosen.ringer, here.speakers)}
                onChange={id => choose({ ringer: picked(id) })}
              />
            </>
          ) : (
            <p className={css.small}>{t('phone.devices.speakerFixed')}</p>
          )}
          <Select
            label={t('phone.devices.loudness')}
            choices={loudnesses.map(id => ({ id, label: t(`phone.devices.loudnesses.${id}`) }))}
            value={chosen.loudness}
            onChange={loudness => choose({ loudness })}
          />
          <div className={css.deeds}>
            <Button small onPress={() => trySound('speaker', chosen)}>
              {t('phone.devices.trySpeaker')}
            </Button>
            <Button small disabled={chosen.loudness === 'off'} onPress={() => trySound('ring', chosen)}>
              {t('phone.devices.tryRing')}
            </Button>
          </div>
          <p className={css.small}>{t('phone.devices.kept')}</p>
        </div>
      )}
    </Dialog>
  )
}
