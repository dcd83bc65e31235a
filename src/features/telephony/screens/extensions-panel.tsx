import { type FormEvent, useState } from 'react'
import type { OutputOf } from '../../../core/contract.ts'
import { useMay } from '../../../web/app/session.ts'
import css from '../../../web/app/settings/settings.module.css'
import { useAct, useAsk } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { ComboBox } from '../../../web/kit/combo-box.tsx'
import { Dialog } from '../../../web/kit/dialog.tsx'
import { useForm } from '../../../web/kit/form.ts'
import { Panel } from '../../../web/kit/panel.tsx'
import { Answered, EmptyState, FormError } from '../../../web/kit/states.tsx'
import { Table } from '../../../web/kit/table.tsx'
import { TextField } from '../../../web/kit/text-field.tsx'
import { t } from '../../../web/words/say.ts'
import { listPeopleToMessage } from '../../practice/contract.ts'
import { addExtension, changeExtension, type phoneSystems, removeExtension } from '../contract.ts'

type ExtensionRow = OutputOf<typeof phoneSystems>['extensions'][number]

/** Who sits at which extension. */
export function ExtensionsPanel({ extensions }: { extensions: ExtensionRow[] }) {
  const may = useMay()
  const [open, setOpen] = useState<ExtensionRow | 'new' | null>(null)
  return (
    <Panel
      title={t('telephony.extensions.title')}
      hint={t('telephony.extensions.hint')}
      flush
      deeds={may(addExtension) && <Button onPress={() => setOpen('new')}>{t('telephony.extensions.add')}</Button>}
    >
      <Table
        label={t('telephony.extensions.title')}
        rows={extensions}
        rowKey={row => row.extension}
        empty={<EmptyState small title={t('telephony.extensions.none')} />}
        columns={[
          { id: 'number', title: t('telephony.extensions.number'), heads: true, cell: row => row.number },
          { id: 'who', title: t('telephony.extensions.who'), cell: row => row.staffName },
          {
            id: 'change',
            title: t('practice.change'),
            hideTitle: true,
            end: true,
            cell: row =>
              may(changeExtension) && (
                <Button small label={t('practice.changeTitle', { name: row.number })} onPress={() => setOpen(row)}>
                  {t('practice.change')}
                </Button>
              ),
          },
        ]}
      />
      {open && <ExtensionDialog extension={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
    </Panel>
  )
}

function ExtensionDialog({ extension, onClose }: { extension: ExtensionRow | null; onClose: () => void }) {
  const people = useAsk(listPeopleToMessage, {})
  return (
    <Dialog
      title={extension ? t('practice.changeTitle', { name: extension.number }) : t('telephony.extensions.add')}
      onClose={onClose}
    >
      <Answered answer={people}>
        {data => <ExtensionForm extension={extension} people={data.people} onClose={onClose} />}
      </Answered>
    </Dialog>
  )
}

function ExtensionForm(props: {
  extension: ExtensionRow | null
  people: OutputOf<typeof listPeopleToMessage>['people']
  onClose: () => void
}) {
  const { extension, people, onClose } = props
  const add = useAct(addExtension, onClose)
  const change = useAct(changeExtension, onClose)
  const remove = useAct(removeExtension, onClose)
  const deed = extension ? change : add
  const form = useForm(
    { number: extension?.number ?? '', staff: (extension?.staff ?? null) as string | null },
    deed.error,
  )
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (form.missing(['number', 'staff'], t('kit.fields.missing'))) return
    const { number, staff } = form.values
    const asked = { number, staff: staff! }
    if (extension) await change.attempt({ extension: extension.extension, ...asked })
    else await add.attempt(asked)
  }
  return (
    <form className={css.form} onSubmit={submit} data-command={extension ? changeExtension.name : addExtension.name}>
      <TextField label={t('telephony.extensions.number')} maxLength={40} autoFocus {...form.field('number')} />
      <ComboBox
        label={t('telephony.extensions.who')}
        choices={people.map(one => ({ id: one.id as string, label: one.name }))}
        {...form.field('staff')}
      />
      <FormError error={deed.error ?? remove.error} />
      <div className={css.rowDeeds}>
        <Button look="main" type="submit" busy={deed.busy}>
          {t(extension ? 'kit.save' : 'telephony.extensions.add')}
        </Button>
        {extension && (
          <Button
            look="bad"
            busy={remove.busy}
            command={removeExtension.name}
            onPress={() => void remove.attempt({ extension: extension.extension })}
          >
            {t('telephony.remove')}
          </Button>
        )}
      </div>
    </form>
  )
}
