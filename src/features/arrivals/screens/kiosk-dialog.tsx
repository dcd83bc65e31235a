import { type FormEvent, useState } from 'react'
import type { OutputOf } from '../../../core/contract.ts'
import css from '../../../web/app/settings/settings.module.css'
import { type Deed, useAct, useAsk } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { Dialog } from '../../../web/kit/dialog.tsx'
import { useForm } from '../../../web/kit/form.ts'
import { Segmented } from '../../../web/kit/segmented.tsx'
import { Select } from '../../../web/kit/select.tsx'
import { Answered, FormError } from '../../../web/kit/states.tsx'
import { TextField } from '../../../web/kit/text-field.tsx'
import { t } from '../../../web/words/say.ts'
import { overview } from '../../practice/contract.ts'
import { addKiosk } from '../contract.ts'
import type { Made } from './kiosk-made.tsx'

const minutesTyped = (text: string) => (/^\d{1,3}$/.test(text.trim()) ? Number(text) : Number.NaN)

type Location = OutputOf<typeof overview>['locations'][number]

/** Makes a kiosk: where it stands, what it is called, when it lets people in. */
export function KioskDialog({ onClose, onMade }: { onClose: () => void; onMade: (made: Made) => void }) {
  const practice = useAsk(overview, {})
  const deed = useAct(addKiosk)
  return (
    <Dialog
      title={t('arrivals.kiosks.add')}
      onClose={onClose}
      foot={
        <Button look="main" type="submit" form="kiosk" busy={deed.busy} command={addKiosk.name}>
          {t('arrivals.kiosks.add')}
        </Button>
      }
    >
      <Answered answer={practice}>
        {data => <KioskForm deed={deed} locations={data.locations.filter(one => !one.closedAt)} onMade={onMade} />}
      </Answered>
    </Dialog>
  )
}

function KioskForm(props: { deed: Deed<typeof addKiosk>; locations: Location[]; onMade: (made: Made) => void }) {
  const { deed, locations, onMade } = props
  const form = useForm({ location: '', name: '', language: 'en' as 'en' | 'es', before: '60', after: '30' }, deed.error)
  const [checked, setChecked] = useState(false)
  const location = locations.find(one => one.id === form.values.location) ?? locations[0]
  const wrong = (text: string) => {
    const minutes = minutesTyped(text)
    return checked && !(minutes >= 0 && minutes <= 720)
      ? t('schedule.setup.types.wrongNumber', { least: 0, most: 720 })
      : undefined
  }
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setChecked(true)
    const { name, language, before, after } = form.values
    if (
      !location ||
      form.missing(['name'], t('kit.fields.missing')) ||
      !(minutesTyped(before) <= 720) ||
      !(minutesTyped(after) <= 720)
    )
      return
    const made = await deed.attempt({
      location: location.id,
      name,
      language,
      beforeMinutes: minutesTyped(before),
      afterMinutes: minutesTyped(after),
    })
    if (made) onMade({ name, path: made.path, place: location.name })
  }
  return (
    <form id="kiosk" className={css.form} onSubmit={event => void submit(event)}>
      <TextField
        label={t('arrivals.kiosks.name')}
        placeholder={t('arrivals.kiosks.nameHint')}
        maxLength={60}
        autoFocus
        {...form.field('name')}
      />
      <Select
        label={t('arrivals.kiosks.location')}
        choices={locations.map(one => ({ id: one.id as string, label: one.name }))}
        value={location?.id ?? null}
        onChange={id => form.set('location', id)}
      />
      <Segmented
        label={t('arrivals.kiosks.language')}
        choices={[
          { id: 'en', label: 'English' },
          { id: 'es', label: 'Español' },
        ]}
        value={form.values.language}
        onChange={language => form.set('language', language)}
      />
      <div className={css.pair}>
        <TextField
          label={t('arrivals.kiosks.before')}
          inputMode="numeric"
          maxLength={3}
          {...form.field('before')}
          error={wrong(form.values.before)}
        />
        <TextField
          label={t('arrivals.kiosks.after')}
          inputMode="numeric"
          maxLength={3}
          {...form.field('after')}
          error={wrong(form.values.after)}
        />
      </div>
      <FormError error={deed.error} />
    </form>
  )
}
