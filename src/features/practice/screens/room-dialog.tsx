import type { FormEvent } from 'react'
import type { InputOf } from '../../../core/contract.ts'
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
import { addRoom, changeRoom } from '../contract.ts'
import type { LocationRow, RoomRow } from './overview-parts.ts'

type Kind = NonNullable<InputOf<typeof addRoom>['kind']>
const kinds: Kind[] = ['exam', 'procedure', 'laboratory', 'imaging', 'waiting', 'office', 'video']

/** Adds a room, or changes one. A room does not move to another house: its location stands. */
export function RoomDialog(props: { room: RoomRow | null; locations: LocationRow[]; onClose: () => void }) {
  const { room, onClose } = props
  const add = useAct(addRoom, onClose)
  const change = useAct(changeRoom, onClose)
  const deed = room ? change : add
  const open = props.locations.filter(location => !location.closedAt)
  const form = useForm(
    {
      name: room?.name ?? '',
      location: room?.location ?? open[0]?.id ?? null,
      kind: (room?.kind ?? 'exam') as Kind,
      closed: Boolean(room?.closedAt),
    },
    deed.error,
  )
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (form.missing(['name', 'location'], t('kit.fields.missing'))) return
    const { name, kind, location, closed } = form.values
    if (room) await change.attempt({ room: room.id, name, kind, closed })
    else if (location) await add.attempt({ location, name, kind })
  }
  return (
    <Dialog
      title={room ? t('practice.changeTitle', { name: room.name }) : t('practice.rooms.add')}
      onClose={onClose}
      width="narrow"
    >
      <form className={css.form} onSubmit={submit} data-command={room ? changeRoom.name : addRoom.name}>
        <TextField label={t('practice.rooms.name')} autoFocus {...form.field('name')} />
        {!room && (
          <Select
            label={t('practice.rooms.place')}
            choices={open.map(location => ({ id: location.id, label: location.name }))}
            {...form.field('location')}
          />
        )}
        <Select
          label={t('practice.rooms.kind')}
          choices={kinds.map(id => ({ id, label: t(`practice.rooms.kinds.${id}`) }))}
          {...form.field('kind')}
        />
        {room && (
          <Checkbox checked={form.values.closed} onChange={closed => form.set('closed', closed)}>
            {t('practice.closed')}
          </Checkbox>
        )}
        <FormError error={deed.error} />
        <Button look="main" type="submit" busy={deed.busy}>
          {t(room ? 'kit.save' : 'practice.rooms.add')}
        </Button>
      </form>
    </Dialog>
  )
}
