import { useState } from 'react'
import { takeInHand } from '../../../web/app/person-in-hand.ts'
import { useAct } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { Icon } from '../../../web/kit/icon.tsx'
import { useKeys } from '../../../web/kit/keys.ts'
import { Segmented } from '../../../web/kit/segmented.tsx'
import { FormError } from '../../../web/kit/states.tsx'
import { TextField } from '../../../web/kit/text-field.tsx'
import { t } from '../../../web/words/say.ts'
import { takeCall } from '../contract.ts'
import css from './call-rail.module.css'

/** A call that no phone system announced: a number, if it is known, and Enter. */
export function CallByHand({ onClose }: { onClose: () => void }) {
  const [number, setNumber] = useState('')
  const [direction, setDirection] = useState<'in' | 'out'>('in')
  const take = useAct(takeCall, taken => {
    if (taken.patient) takeInHand(taken.patient)
    onClose()
  })
  useKeys(t('calls.byHand.title'), { Esc: { does: t('kit.close'), run: onClose } })
  return (
    <form
      className={css.byHand}
      aria-label={t('calls.byHand.title')}
      data-command={takeCall.name}
      onSubmit={event => {
        event.preventDefault()
        void take.attempt({ direction, ...(number.trim() ? { from: number.trim() } : {}) })
      }}
    >
      <div className={css.byHandHead}>
        <h2>{t('calls.byHand.title')}</h2>
        <Button look="quiet" small label={t('kit.close')} icon={<Icon name="cross" size={14} />} onPress={onClose} />
      </div>
      <TextField
        label={t('calls.byHand.number')}
        hint={t('calls.byHand.numberHint')}
        value={number}
        onChange={setNumber}
        type="tel"
        autoFocus
      />
      <Segmented
        label={t('calls.byHand.direction')}
        choices={[
          { id: 'in', label: t('calls.byHand.in') },
          { id: 'out', label: t('calls.byHand.out') },
        ]}
        value={direction}
        onChange={setDirection}
      />
      <FormError error={take.error} />
      <Button look="main" type="submit" busy={take.busy} keyHint="↵">
        {t('calls.byHand.start')}
      </Button>
    </form>
  )
}
