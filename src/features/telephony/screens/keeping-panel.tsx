import { type FormEvent, useState } from 'react'
import { useMay } from '../../../web/app/session.ts'
import { useAct, useAsk } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { Panel } from '../../../web/kit/panel.tsx'
import { Answered, FormError } from '../../../web/kit/states.tsx'
import { TextField } from '../../../web/kit/text-field.tsx'
import { toast } from '../../../web/kit/toast.ts'
import { fieldErrors } from '../../../web/words/refusal-words.ts'
import { t } from '../../../web/words/say.ts'
import { changeEventKeeping, eventKeeping } from '../contract.ts'

/** How long what phone systems told is kept beside the record of a call. */
export function KeepingPanel() {
  const may = useMay()
  const answer = useAsk(eventKeeping, {}, { enabled: may(eventKeeping) })
  if (!may(eventKeeping)) return null
  return (
    <Panel title={t('telephony.keeping.title')} hint={t('telephony.keeping.hint')}>
      <Answered answer={answer}>{({ days }) => <Days key={days} present={days} />}</Answered>
    </Panel>
  )
}

function Days({ present }: { present: number }) {
  const [days, setDays] = useState(String(present))
  const change = useAct(changeEventKeeping, () => toast(t('telephony.keeping.saved')))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void change.attempt({ days: Number(days) })
  }
  return (
    <form onSubmit={submit}>
      <TextField
        label={t('telephony.keeping.days')}
        value={days}
        onChange={setDays}
        inputMode="numeric"
        error={fieldErrors(change.error).days}
      />
      <FormError error={change.error} />
      <Button look="main" small type="submit" busy={change.busy} command={changeEventKeeping.name}>
        {t('telephony.keeping.save')}
      </Button>
    </form>
  )
}
