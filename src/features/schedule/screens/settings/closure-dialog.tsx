import { type FormEvent, useState } from 'react'
import css from '../../../../web/app/settings/settings.module.css'
import { Button } from '../../../../web/kit/button.tsx'
import { Dialog } from '../../../../web/kit/dialog.tsx'
import { Select } from '../../../../web/kit/select.tsx'
import { FormError } from '../../../../web/kit/states.tsx'
import { TextField } from '../../../../web/kit/text-field.tsx'
import { t } from '../../../../web/words/say.ts'
import { addClosure } from '../../contract.ts'
import { close } from './hours-deeds.ts'
import type { Ground } from './setting-ground.ts'
import { emptySpan, readSpan, type SpanFaults } from './span.ts'
import { SpanFields } from './span-fields.tsx'

const everywhere = 'everywhere'

/** Closes the practice or one location for days or hours. */
export function ClosureDialog({ ground, onClose }: { ground: Ground; onClose: () => void }) {
  const [name, setName] = useState('')
  const [span, setSpan] = useState(() => emptySpan(true))
  const [where, setWhere] = useState<string>(everywhere)
  const [faults, setFaults] = useState<SpanFaults & { name?: string }>({})
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const read = readSpan(span)
    const noName = name.trim() === '' ? { name: t('kit.fields.missing') } : {}
    setFaults({ ...('faults' in read ? read.faults : {}), ...noName })
    if ('faults' in read || 'name' in noName) return
    setBusy(true)
    setError(null)
    try {
      await close({
        name: name.trim(),
        location: ground.locations.find(one => one.id === where)?.id ?? null,
        ...read.span,
      })
      onClose()
    } catch (refused) {
      setError(refused)
      setBusy(false)
    }
  }

  return (
    <Dialog title={t('schedule.setup.closures.add')} onClose={onClose}>
      <form className={css.form} onSubmit={submit} data-command={addClosure.name}>
        <TextField
          label={t('schedule.setup.closures.name')}
          autoFocus
          maxLength={120}
          value={name}
          onChange={setName}
          error={faults.name}
        />
        <SpanFields value={span} faults={faults} onChange={setSpan} />
        <Select
          label={t('schedule.setup.closures.where')}
          choices={[
            { id: everywhere, label: t('schedule.setup.closures.everywhere') },
            ...ground.locations.map(one => ({ id: one.id as string, label: one.name })),
          ]}
          value={where}
          onChange={setWhere}
        />
        <FormError error={error} />
        <Button look="main" type="submit" busy={busy} command={addClosure.name}>
          {t('schedule.setup.closures.add')}
        </Button>
      </form>
    </Dialog>
  )
}
