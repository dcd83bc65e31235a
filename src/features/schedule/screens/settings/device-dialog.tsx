import type { FormEvent } from 'react'
import type { OutputOf } from '../../../../core/contract.ts'
import css from '../../../../web/app/settings/settings.module.css'
import { useAct } from '../../../../web/kit/api.ts'
import { Button } from '../../../../web/kit/button.tsx'
import { Checkbox } from '../../../../web/kit/checkbox.tsx'
import { Dialog } from '../../../../web/kit/dialog.tsx'
import { useForm } from '../../../../web/kit/form.ts'
import { Select } from '../../../../web/kit/select.tsx'
import { FormError } from '../../../../web/kit/states.tsx'
import { TextField } from '../../../../web/kit/text-field.tsx'
import { t } from '../../../../web/words/say.ts'
import { addDevice, changeDevice, type listDevices } from '../../contract.ts'

export type DeviceRow = OutputOf<typeof listDevices>['devices'][number]
const words = 'schedule.setup.resources'

/** Adds a device of a location, or changes one. */
export function DeviceDialog(props: {
  device: DeviceRow | null
  locations: readonly { id: DeviceRow['location']; name: string }[]
  onClose: () => void
}) {
  const { device, locations, onClose } = props
  const add = useAct(addDevice, onClose)
  const change = useAct(changeDevice, onClose)
  const deed = device ? change : add
  const form = useForm(
    {
      name: device?.name ?? '',
      kind: device?.kind ?? '',
      location: device?.location ?? locations[0]!.id,
      retired: device?.retired ?? false,
    },
    deed.error,
  )
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (form.missing(['name', 'kind'], t('kit.fields.missing'))) return
    const { name, kind, location, retired } = form.values
    if (device) await change.attempt({ device: device.id, name, kind, retired })
    else await add.attempt({ location, name, kind })
  }
  return (
    <Dialog
      title={device ? t('practice.changeTitle', { name: device.name }) : t(`${words}.addDevice`)}
      onClose={onClose}
    >
      <form className={css.form} onSubmit={submit} data-command={device ? changeDevice.name : addDevice.name}>
        <div className={css.pair}>
          <TextField label={t(`${words}.name`)} autoFocus maxLength={60} {...form.field('name')} />
          <TextField label={t(`${words}.kind`)} hint={t(`${words}.kindHint`)} maxLength={40} {...form.field('kind')} />
        </div>
        {!device && (
          <Select
            label={t('schedule.setup.exceptions.location')}
            choices={locations.map(one => ({ id: one.id, label: one.name }))}
            {...form.field('location')}
          />
        )}
        {device && (
          <Checkbox
            checked={form.values.retired}
            onChange={on => form.set('retired', on)}
            hint={t(`${words}.retiredHint`)}
          >
            {t(`${words}.retire`)}
          </Checkbox>
        )}
        <FormError error={deed.error} />
        <Button look="main" type="submit" busy={deed.busy}>
          {t(device ? 'kit.save' : `${words}.addDevice`)}
        </Button>
      </form>
    </Dialog>
  )
}
