import { type FormEvent, useState } from 'react'
import type { InputOf } from '../../../core/contract.ts'
import type { Id } from '../../../core/id.ts'
import { takeInHand } from '../../../web/app/person-in-hand.ts'
import { useMay } from '../../../web/app/session.ts'
import { useAct } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { Dialog } from '../../../web/kit/dialog.tsx'
import { moment, phone } from '../../../web/kit/format.ts'
import { KeyValue } from '../../../web/kit/key-value.tsx'
import { useKeys } from '../../../web/kit/keys.ts'
import { Select } from '../../../web/kit/select.tsx'
import { FormError } from '../../../web/kit/states.tsx'
import { TextField } from '../../../web/kit/text-field.tsx'
import { toast } from '../../../web/kit/toast.ts'
import pane from '../../../web/kit/two-pane.module.css'
import { act } from '../../../web/kit/wire.ts'
import { t } from '../../../web/words/say.ts'
import { takeCall } from '../../calls/contract.ts'
import { callBackMissed, type InboxRow, letGoMissedCall, letGoReasons, takeUpMissedCall } from '../contract.ts'
import css from './inbox.module.css'
import { sayWhat, sayWho } from './say-row.ts'

/** A phone that rings, or a caller who gave up. */
export function CallRow({ row, enabled }: { row: InboxRow; enabled: boolean }) {
  const may = useMay()
  const call = row.item as string as Id<'call'>
  const rings = row.kind === 'ringing'
  const [letting, setLetting] = useState(false)
  const answer = useAct(takeCall, taken => taken.patient && takeInHand(taken.patient))
  const back = useAct(callBackMissed, made => {
    if (made.patient) takeInHand(made.patient)
    toast(t('inbox.calling', { who: sayWho(row) }), { look: 'info' })
  })
  const main = rings
    ? { key: 'a', words: t('inbox.answer'), deed: takeCall, busy: answer.busy, run: () => answer.attempt({ call }) }
    : { key: 'r', words: t('inbox.callBack'), deed: callBackMissed, busy: back.busy, run: () => back.attempt({ call }) }
  const can = enabled && may(main.deed) && (rings || row.number !== null)
  useKeys(t('inbox.scope'), {
    [main.key]: can ? { does: main.words, run: () => void main.run() } : undefined,
    Enter: can ? { does: main.words, run: () => void main.run(), hidden: true } : undefined,
    x: enabled && !rings ? { does: t('inbox.letGo.deed'), run: () => setLetting(true) } : undefined,
  })
  return (
    <article className={pane.detail} aria-label={sayWho(row)}>
      <h2>{sayWho(row)}</h2>
      <p>{sayWhat(row)}</p>
      <KeyValue
        rows={[
          { name: t('inbox.number'), value: row.number && phone(row.number) },
          { name: t('inbox.since'), value: moment(row.since) },
        ]}
      />
      <div className={pane.deeds}>
        {may(main.deed) && (
          <Button
            look="main"
            keyHint={main.key}
            command={main.deed.name}
            busy={main.busy}
            disabled={!can}
            onPress={() => void main.run()}
          >
            {main.words}
          </Button>
        )}
        {!rings && may(letGoMissedCall) && (
          <Button keyHint="x" command={letGoMissedCall.name} disabled={!enabled} onPress={() => setLetting(true)}>
            {t('inbox.letGo.deed')}
          </Button>
        )}
      </div>
      {!rings && <p className={pane.quiet}>{t('inbox.missedHint')}</p>}
      <FormError error={answer.error ?? back.error} />
      {letting && <LetGoDialog call={call} who={sayWho(row)} onClose={() => setLetting(false)} />}
    </article>
  )
}

type Input = InputOf<typeof letGoMissedCall>

function LetGoDialog({ call, who, onClose }: { call: Id<'call'>; who: string; onClose: () => void }) {
  const deed = useAct(letGoMissedCall)
  const [reason, setReason] = useState<Input['reason']>('reached-otherwise')
  const [note, setNote] = useState('')
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!(await deed.attempt({ call, reason, note }))) return
    toast(t('inbox.letGo.done', { who }), { undo: () => void act(takeUpMissedCall, { call }).catch(() => {}) })
    onClose()
  }
  return (
    <Dialog
      title={t('inbox.letGo.title', { who })}
      onClose={onClose}
      width="narrow"
      foot={
        <Button look="main" type="submit" form="let-go" busy={deed.busy} command={letGoMissedCall.name} keyHint="↵">
          {t('inbox.letGo.submit')}
        </Button>
      }
    >
      <form id="let-go" className={css.form} onSubmit={submit}>
        <Select
          label={t('inbox.letGo.why')}
          choices={letGoReasons.map(id => ({ id, label: t(`inbox.letGo.reasons.${id}`) }))}
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
        <FormError error={deed.error} />
      </form>
    </Dialog>
  )
}
