import { type KeyboardEvent, useState } from 'react'
import { t } from '../../../../web/words/say.ts'
import css from './softphone.module.css'
import { tone } from './softphone.ts'

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'] as const

/** The telephone's own keys, for the menus of other people's exchanges. The keyboard's digits press them while the focus is here: elsewhere
 *  they pick people and answers of scripts. */
export function Keypad({ leg, onClose }: { leg: string; onClose: () => void }) {
  const [sent, setSent] = useState('')
  const press = (digit: string) => {
    tone(leg, digit)
    setSent(before => (before + digit).slice(-16))
  }
  const typed = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onClose()
    else if (!event.ctrlKey && !event.altKey && !event.metaKey && digits.some(digit => digit === event.key))
      press(event.key)
    else return
    // Handled: nobody else takes the same key for something of theirs.
    event.preventDefault()
  }
  return (
    <fieldset className={css.keypad} onKeyDown={typed}>
      <legend>{t('phone.keypadTitle')}</legend>
      {digits.map(digit => (
        // biome-ignore lint/a11y/noAutofocus: whoever opens the keys presses one of them next.
        <button key={digit} type="button" autoFocus={digit === '1'} onClick={() => press(digit)}>
          {digit}
        </button>
      ))}
      <output className={css.small}>{sent && t('phone.sent', { digits: sent })}</output>
    </fieldset>
  )
}
