import type { FormEvent } from 'react'
import css from '../../../web/app/settings/settings.module.css'
import { useAct } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { Checkbox } from '../../../web/kit/checkbox.tsx'
import { ComboBox } from '../../../web/kit/combo-box.tsx'
import { Dialog } from '../../../web/kit/dialog.tsx'
import { useForm } from '../../../web/kit/form.ts'
import { PhoneField } from '../../../web/kit/phone-field.tsx'
import { FormError } from '../../../web/kit/states.tsx'
import { TextField } from '../../../web/kit/text-field.tsx'
import { t } from '../../../web/words/say.ts'
import { addLocation, changeLocation } from '../contract.ts'
import type { LocationRow } from './overview-parts.ts'
import { zoneChoices } from './zones.ts'

/** Adds a location, or changes one: name, clock, address, phone, and whether it is closed. */
export function LocationDialog(props: { location: LocationRow | null; zone: string; onClose: () => void }) {
  const { location, onClose } = props
  const add = useAct(addLocation, onClose)
  const change = useAct(changeLocation, onClose)
  const deed = location ? change : add
  const form = useForm(
    {
      name: location?.name ?? '',
      zone: (location?.zone ?? props.zone) as string | null,
      phone: location?.phone ?? null,
      street: location?.street ?? '',
      city: location?.city ?? '',
      state: location?.state ?? '',
      postalCode: location?.postalCode ?? '',
      closed: Boolean(location?.closedAt),
    },
    deed.error,
  )
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (form.missing(['name', 'zone'], t('kit.fields.missing'))) return
    const { closed, zone, ...facts } = form.values
    const asked = { ...facts, zone: zone! }
    if (location) await change.attempt({ location: location.id, ...asked, closed })
    else await add.attempt(asked)
  }
  return (
    <Dialog
      title={location ? t('practice.changeTitle', { name: location.name }) : t('practice.locations.add')}
      onClose={onClose}
    >
      <form className={css.form} onSubmit={submit} data-command={location ? changeLocation.name : addLocation.name}>
        <TextField label={t('practice.name')} autoFocus {...form.field('name')} />
        <TextField label={t('practice.locations.street')} optional {...form.field('street')} />
        <div className={css.pair}>
          <TextField label={t('practice.locations.city')} optional {...form.field('city')} />
          <div className={css.pair}>
            <TextField label={t('practice.locations.state')} optional {...form.field('state')} />
            <TextField label={t('practice.locations.postalCode')} optional {...form.field('postalCode')} />
          </div>
        </div>
        <div className={css.pair}>
          <PhoneField label={t('practice.phone')} optional {...form.field('phone')} />
          <ComboBox label={t('practice.setUp.zone')} choices={zoneChoices()} {...form.field('zone')} />
        </div>
        {location && (
          <Checkbox
            checked={form.values.closed}
            onChange={closed => form.set('closed', closed)}
            hint={t('practice.locations.closedHint')}
          >
            {t('practice.closed')}
          </Checkbox>
        )}
        <FormError error={deed.error} />
        <Button look="main" type="submit" busy={deed.busy}>
          {t(location ? 'kit.save' : 'practice.locations.add')}
        </Button>
      </form>
    </Dialog>
  )
}
