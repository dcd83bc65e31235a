import { useState } from 'react'
import { useAct, useAsk } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { ComboBox } from '../../../web/kit/combo-box.tsx'
import { FormError } from '../../../web/kit/states.tsx'
import { TextField } from '../../../web/kit/text-field.tsx'
import { toast } from '../../../web/kit/toast.ts'
import pane from '../../../web/kit/two-pane.module.css'
import { t } from '../../../web/words/say.ts'
import { messageAddresses, reassignMessage } from '../contract.ts'
import { addressChoice, addressInput } from './address-choice.ts'
import css from './messages.module.css'

/** Passes a message on: to whom, and why. */
export function PassOn({ message, onDone }: { message: string; onDone: () => void }) {
  const addresses = useAsk(messageAddresses, {}).data?.addresses ?? []
  const [to, setTo] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const pass = useAct(reassignMessage)
  const address = addresses.find(one => one.id === to)
  const send = async () => {
    if (!address || reason.trim() === '') return
    if (!(await pass.attempt({ message, ...addressInput(address), reason }))) return
    toast(t('calls.messages.passed', { name: address.name }))
    onDone()
  }
  return (
    <form
      className={css.passOn}
      data-command={reassignMessage.name}
      onSubmit={event => {
        event.preventDefault()
        void send()
      }}
    >
      <ComboBox
        label={t('calls.messages.passTo')}
        placeholder={t('calls.messages.toPlaceholder')}
        choices={addresses.map(addressChoice)}
        value={to}
        onChange={setTo}
        autoFocus
      />
      <TextField
        label={t('calls.messages.passReason')}
        placeholder={t('calls.messages.passReasonHint')}
        value={reason}
        onChange={setReason}
        maxLength={300}
      />
      <FormError error={pass.error} />
      <div className={pane.deeds}>
        <Button look="main" type="submit" disabled={!address || reason.trim() === ''} busy={pass.busy}>
          {t('calls.messages.pass')}
        </Button>
        <Button onPress={onDone}>{t('kit.cancel')}</Button>
      </div>
    </form>
  )
}
