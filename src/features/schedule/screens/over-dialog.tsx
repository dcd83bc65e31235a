import { useState } from 'react'
import { Button } from '../../../web/kit/button.tsx'
import { Dialog } from '../../../web/kit/dialog.tsx'
import { TextField } from '../../../web/kit/text-field.tsx'
import { t } from '../../../web/words/say.ts'
import { overbookAppointment } from '../contract.ts'
import { askDeed } from './deed-asked.ts'

/** Why somebody is booked over: one line, Enter does it. */
export function OverDialog({ text, go }: { text: string; go: (why: string) => void }) {
  const [why, setWhy] = useState('')
  const send = () => {
    if (!why.trim()) return
    askDeed(null)
    go(why.trim())
  }
  return (
    <Dialog
      title={t('schedule.deeds.over.title')}
      onClose={() => askDeed(null)}
      width="narrow"
      foot={
        <Button look="main" keyHint="Enter" disabled={!why.trim()} command={overbookAppointment.name} onPress={send}>
          {t('schedule.deeds.over.go')}
        </Button>
      }
    >
      <p>{text}</p>
      <TextField
        label={t('schedule.deeds.over.why')}
        value={why}
        onChange={setWhy}
        maxLength={300}
        autoFocus
        onKeyDown={event => event.key === 'Enter' && send()}
      />
    </Dialog>
  )
}
