import { type FormEvent, useState } from 'react'
import type { InputOf } from '../../../core/contract.ts'
import { useAct } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { Dialog } from '../../../web/kit/dialog.tsx'
import { moment } from '../../../web/kit/format.ts'
import { useKeys } from '../../../web/kit/keys.ts'
import { Segmented } from '../../../web/kit/segmented.tsx'
import { Select } from '../../../web/kit/select.tsx'
import { FormError } from '../../../web/kit/states.tsx'
import { TextField } from '../../../web/kit/text-field.tsx'
import { toast } from '../../../web/kit/toast.ts'
import { act } from '../../../web/kit/wire.ts'
import { t } from '../../../web/words/say.ts'
import { snoozeItem, snoozeReasons, wakeItem, wakeTimes } from '../contract.ts'
import css from './inbox.module.css'

type Input = InputOf<typeof snoozeItem>
type Props = { named: Pick<Input, 'kind' | 'item'>; who: string; onClose: () => void }

/** Rows that stand on a list of their own as well. */
const onLists: ReadonlySet<Props['named']['kind']> = new Set(['order', 'request'])

/** Until when, and why: a number picks the moment, Enter puts it off. */
export function SnoozeDialog(props: Props) {
  const { named, who, onClose } = props
  const [when, setWhen] = useState<NonNullable<Input['when']>>('next-morning')
  const [reason, setReason] = useState<Input['reason']>('waiting-for-patient')
  const [note, setNote] = useState('')
  const snooze = useAct(snoozeItem)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const done = await snooze.attempt({ ...named, when, reason, note })
    if (!done) return
    toast(t('inbox.snooze.done', { who, when: moment(done.until) }), {
      undo: () => void act(wakeItem, named).catch(() => {}),
    })
    onClose()
  }
  return (
    <Dialog
      title={t('inbox.snooze.title', { who })}
      onClose={onClose}
      foot={
        <Button look="main" type="submit" form="snooze-item" busy={snooze.busy} command={snoozeItem.name} keyHint="↵">
          {t('inbox.snooze.submit')}
        </Button>
      }
    >
      <Numbers onPick={setWhen} />
      <form id="snooze-item" className={css.form} onSubmit={submit}>
        <Segmented
          label={t('inbox.snooze.until')}
          choices={wakeTimes.map((id, at) => ({ id, label: `${at + 1} ${t(`inbox.snooze.when.${id}`)}` }))}
          value={when}
          onChange={setWhen}
        />
        <Select
          label={t('inbox.snooze.why')}
          choices={snoozeReasons.map(id => ({ id, label: t(`inbox.snooze.reasons.${id}`) }))}
          value={reason}
          onChange={setReason}
        />
        <TextField
          label={t('inbox.snooze.note')}
          value={note}
          onChange={setNote}
          maxLength={500}
          optional={reason !== 'other'}
        />
        <p className={css.hint}>{t(onLists.has(named.kind) ? 'inbox.snooze.listStays' : 'inbox.snooze.dueStays')}</p>
        <FormError error={snooze.error} />
      </form>
    </Dialog>
  )
}

// Inside the dialog, so that its keys are the dialog's.
function Numbers({ onPick }: { onPick: (when: NonNullable<Input['when']>) => void }) {
  useKeys(t('inbox.snooze.until'), {
    ...Object.fromEntries(
      wakeTimes.map((id, at) => [String(at + 1), { does: t(`inbox.snooze.when.${id}`), run: () => onPick(id) }]),
    ),
    Enter: {
      does: t('inbox.snooze.submit'),
      run: () => document.querySelector<HTMLFormElement>('#snooze-item')?.requestSubmit(),
    },
  })
  return null
}
