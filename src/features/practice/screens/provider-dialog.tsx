import type { FormEvent } from 'react'
import type { InputOf } from '../../../core/contract.ts'
import { isNpi } from '../../../core/npi.ts'
import css from '../../../web/app/settings/settings.module.css'
import { useAct } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { Checkbox } from '../../../web/kit/checkbox.tsx'
import { Dialog } from '../../../web/kit/dialog.tsx'
import { useForm } from '../../../web/kit/form.ts'
import { Select } from '../../../web/kit/select.tsx'
import { FormError } from '../../../web/kit/states.tsx'
import { TextField } from '../../../web/kit/text-field.tsx'
import { t } from '../../../web/words/say.ts'
import { addProvider, changeProvider } from '../contract.ts'
import type { Overview, ProviderRow } from './overview-parts.ts'
import { providerName } from './overview-parts.ts'

type Color = NonNullable<InputOf<typeof addProvider>['color']>
const colors: Color[] = ['blue', 'teal', 'green', 'amber', 'orange', 'red', 'pink', 'violet', 'indigo', 'gray']
const nobody = 'none'

/** Adds a provider, or changes one; the NPI's check digit is looked at while typing. */
export function ProviderDialog(props: { provider: ProviderRow | null; all: Overview; onClose: () => void }) {
  const { provider, all, onClose } = props
  const add = useAct(addProvider, onClose)
  const change = useAct(changeProvider, onClose)
  const deed = provider ? change : add
  const form = useForm(
    {
      given: provider?.given ?? '',
      family: provider?.family ?? '',
      credential: provider?.credential ?? '',
      npi: provider?.npi ?? '',
      specialty: provider?.specialty ?? '',
      languages: (provider?.languages ?? []).join(', '),
      color: (provider?.color ?? colors[all.providers.length % colors.length]) as Color,
      location: provider?.location ?? nobody,
      staff: provider?.staff ?? nobody,
      left: Boolean(provider?.leftAt),
    },
    deed.error,
  )
  const npiWrong = form.values.npi.length >= 10 && !isNpi(form.values.npi)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (form.missing(['given', 'family'], t('kit.fields.missing')) || npiWrong) return
    const { npi, location, staff, left, languages, ...facts } = form.values
    const asked = {
      ...facts,
      npi: npi === '' ? null : npi,
      languages: languages.split(/[,;\s]+/).filter(Boolean),
      location: all.locations.find(one => one.id === location)?.id ?? null,
      staff: all.staff.find(one => one.id === staff)?.id ?? null,
    }
    if (provider) await change.attempt({ provider: provider.id, ...asked, left })
    else await add.attempt(asked)
  }
  const none = { id: nobody, label: t('practice.none') }
  return (
    <Dialog
      title={provider ? t('practice.changeTitle', { name: providerName(provider) }) : t('practice.providers.add')}
      onClose={onClose}
    >
      <form className={css.form} onSubmit={submit} data-command={provider ? changeProvider.name : addProvider.name}>
        <div className={css.pair}>
          <TextField label={t('practice.providers.given')} autoFocus {...form.field('given')} />
          <TextField label={t('practice.providers.family')} {...form.field('family')} />
          <TextField label={t('practice.providers.credential')} optional {...form.field('credential')} />
          <TextField label={t('practice.providers.specialty')} optional {...form.field('specialty')} />
          <TextField
            label={t('practice.providers.languages')}
            hint={t('practice.providers.languagesHint')}
            optional
            {...form.field('languages')}
          />
          <TextField
            label={t('practice.providers.npi')}
            hint={t('practice.providers.npiHint')}
            optional
            inputMode="numeric"
            maxLength={10}
            {...form.field('npi')}
            error={npiWrong ? t('practice.providers.npiWrong') : form.field('npi').error}
          />
          <Select
            label={t('practice.providers.color')}
            choices={colors.map(id => ({ id, label: t(`practice.providers.colors.${id}`) }))}
            {...form.field('color')}
          />
          <Select
            label={t('practice.rooms.place')}
            choices={[
              none,
              ...all.locations.filter(one => !one.closedAt).map(one => ({ id: one.id, label: one.name })),
            ]}
            {...form.field('location')}
          />
          <Select
            label={t('practice.providers.staff')}
            choices={[none, ...all.staff.filter(one => !one.leftAt).map(one => ({ id: one.id, label: one.name }))]}
            {...form.field('staff')}
          />
        </div>
        {provider && (
          <Checkbox
            checked={form.values.left}
            onChange={left => form.set('left', left)}
            hint={t('practice.providers.leftHint')}
          >
            {t('practice.leftPractice')}
          </Checkbox>
        )}
        <FormError error={deed.error} />
        <Button look="main" type="submit" busy={deed.busy}>
          {t(provider ? 'kit.save' : 'practice.providers.add')}
        </Button>
      </form>
    </Dialog>
  )
}
