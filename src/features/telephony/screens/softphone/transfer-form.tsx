import { useState } from 'react'
import { Button } from '../../../../web/kit/button.tsx'
import { TextField } from '../../../../web/kit/text-field.tsx'
import { t } from '../../../../web/words/say.ts'
import { dialable } from './phone-state.ts'
import css from './softphone.module.css'
import { dial, pass } from './softphone.ts'

/** To whom the caller goes: at once, or after a word with them while the caller is on hold. */
export function TransferForm({ leg, mayAsk, onClose }: { leg: string; mayAsk: boolean; onClose: () => void }) {
  const [to, setTo] = useState('')
  const [wrong, setWrong] = useState(false)
  const go = (deed: (number: string) => boolean) => {
    if (dialable(to) === null) return setWrong(true)
    if (deed(to)) onClose()
  }
  return (
    <form
      className={css.form}
      onSubmit={event => {
        event.preventDefault()
        go(number => pass(leg, number))
      }}
      onKeyDown={event => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        onClose()
      }}
    >
      <TextField
        label={t('phone.to')}
        placeholder={t('phone.toHint')}
        value={to}
        onChange={text => {
          setTo(text)
          setWrong(false)
        }}
        autoFocus
        {...(wrong ? { error: t('phone.notANumber') } : {})}
      />
      <div className={css.deeds}>
        <Button small look="main" type="submit" keyHint="Enter">
          {t('phone.sendOn')}
        </Button>
        {mayAsk && (
          <Button small onPress={() => go(dial)}>
            {t('phone.askFirst')}
          </Button>
        )}
      </div>
    </form>
  )
}
