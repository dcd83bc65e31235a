import { useState } from 'react'
import { Button } from '../../../web/kit/button.tsx'
import { Dialog } from '../../../web/kit/dialog.tsx'
import { money } from '../../../web/kit/format.ts'
import { TextField } from '../../../web/kit/text-field.tsx'
import { toast } from '../../../web/kit/toast.ts'
import { act } from '../../../web/kit/wire.ts'
import { t } from '../../../web/words/say.ts'
import { type Fee, restoreFee, waiveFee } from '../contract.ts'
import { askScheduleAgain } from './board-answers.ts'
import { askDeed } from './deed-asked.ts'
import { sayNo } from './say-schedule.ts'

/** Makes a waived fee due again, and says so. */
export async function restore(fee: Fee, who: string): Promise<void> {
  try {
    await act(restoreFee, { fee: fee.id })
    toast(t('schedule.deeds.fee.restored', { fee: money(fee.cents), who }), { look: 'info' })
  } catch (error) {
    toast(sayNo(error), { look: 'bad' })
  } finally {
    askScheduleAgain()
  }
}

async function waive(fee: Fee, who: string, why: string): Promise<void> {
  try {
    await act(waiveFee, { fee: fee.id, why })
    toast(t('schedule.deeds.fee.done', { fee: money(fee.cents), who }), { undo: () => void restore(fee, who) })
  } catch (error) {
    toast(sayNo(error), { look: 'bad' })
  } finally {
    askScheduleAgain()
  }
}

/** Why a fee is waived: one line, Enter does it. */
export function WaiveDialog({ fee, who }: { fee: Fee; who: string }) {
  const [why, setWhy] = useState('')
  const send = () => {
    if (!why.trim()) return
    askDeed(null)
    void waive(fee, who, why.trim())
  }
  return (
    <Dialog
      title={t('schedule.deeds.fee.title', { fee: money(fee.cents), who })}
      onClose={() => askDeed(null)}
      width="narrow"
      foot={
        <Button look="main" keyHint="Enter" disabled={!why.trim()} command={waiveFee.name} onPress={send}>
          {t('schedule.deeds.fee.waive')}
        </Button>
      }
    >
      <TextField
        label={t('schedule.deeds.fee.why')}
        value={why}
        onChange={setWhy}
        maxLength={300}
        autoFocus
        onKeyDown={event => event.key === 'Enter' && send()}
      />
    </Dialog>
  )
}
