import { useState } from 'react'
import css from '../../../web/app/settings/settings.module.css'
import { Button } from '../../../web/kit/button.tsx'
import { Dialog } from '../../../web/kit/dialog.tsx'
import { TextField } from '../../../web/kit/text-field.tsx'
import { t } from '../../../web/words/say.ts'
import { PatientPick } from '../../patients/screens/index.tsx'
import { turnAwayWalkIn } from '../contract.ts'
import * as deeds from './walk-in-deeds.ts'

/** Why somebody is turned away. */
export function TurnAwayDialog({ row, onClose }: { row: deeds.QueueRow; onClose: () => void }) {
  const [reason, setReason] = useState('')
  const [empty, setEmpty] = useState(false)
  return (
    <Dialog
      title={t('arrivals.walkIns.turnAwayTitle', { who: row.name })}
      width="narrow"
      onClose={onClose}
      foot={
        <Button look="main" type="submit" form="turn-away" command={turnAwayWalkIn.name}>
          {t('arrivals.walkIns.turnAway')}
        </Button>
      }
    >
      <form
        id="turn-away"
        className={css.form}
        onSubmit={event => {
          event.preventDefault()
          if (reason.trim() === '') return setEmpty(true)
          onClose()
          void deeds.turnAway(row, reason)
        }}
      >
        <TextField
          label={t('arrivals.walkIns.reason')}
          placeholder={t('arrivals.walkIns.reasonHint')}
          maxLength={200}
          autoFocus
          value={reason}
          onChange={setReason}
          error={empty && reason.trim() === '' ? t('kit.fields.missing') : undefined}
        />
      </form>
    </Dialog>
  )
}

/** Who a walk-in is: found in the records. */
export function LinkDialog({ row, onClose }: { row: deeds.QueueRow; onClose: () => void }) {
  return (
    <Dialog title={t('arrivals.walkIns.linkTitle', { who: row.name })} onClose={onClose}>
      <PatientPick
        autoFocus
        label={t('arrivals.walkIns.who')}
        placeholder={t('arrivals.walkIns.whoHint')}
        onPick={patient => {
          onClose()
          void deeds.link(row, patient)
        }}
      />
    </Dialog>
  )
}
