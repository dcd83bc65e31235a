import { Button } from '../../../../web/kit/button.tsx'
import { Checkbox } from '../../../../web/kit/checkbox.tsx'
import { Icon } from '../../../../web/kit/icon.tsx'
import { Kbd } from '../../../../web/kit/kbd.tsx'
import { TextField } from '../../../../web/kit/text-field.tsx'
import { t } from '../../../../web/words/say.ts'
import type { CancelReason } from '../../contract.ts'
import own from './missed.module.css'

const words = 'schedule.deeds.missed'

type Props = {
  row: number
  reason: CancelReason
  /** The figure that chooses it in the cancel question. */
  keyHint: string | null
  error: string | undefined
  disabled: boolean
  first: boolean
  last: boolean
  onChange: (change: Partial<CancelReason>) => void
  onShift: (by: 1 | -1) => void
  onRemove: () => void
}

/** One reason: its words, whether it is free of charge, and its place in the list. */
export function ReasonRow(props: Props) {
  const { reason, disabled } = props
  const name = reason.text.trim() || t(`${words}.new`)
  return (
    <li className={own.reason} data-row={props.row}>
      <span className={own.key}>{props.keyHint && <Kbd>{props.keyHint}</Kbd>}</span>
      <TextField
        label={t(`${words}.text`)}
        hideLabel
        value={reason.text}
        onChange={text => props.onChange({ text })}
        maxLength={120}
        disabled={disabled}
        error={props.error}
        onKeyDown={event => {
          // Alt and an arrow move the line without leaving it.
          if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
          event.preventDefault()
          props.onShift(event.key === 'ArrowUp' ? -1 : 1)
        }}
      />
      {reason.by === 'patient' ? (
        <Checkbox checked={reason.feeFree} onChange={feeFree => props.onChange({ feeFree })} disabled={disabled}>
          {t(`${words}.free`)}
        </Checkbox>
      ) : (
        // What the practice cancels never costs the patient anything.
        <span />
      )}
      {!disabled && (
        <span className={own.deeds}>
          <Button
            small
            look="quiet"
            label={t(`${words}.up`, { name })}
            icon={<Icon name="up" size={14} />}
            disabled={props.first}
            onPress={() => props.onShift(-1)}
          />
          <Button
            small
            look="quiet"
            label={t(`${words}.down`, { name })}
            icon={<Icon name="down" size={14} />}
            disabled={props.last}
            onPress={() => props.onShift(1)}
          />
          <Button
            small
            look="quiet"
            label={t(`${words}.remove`, { name })}
            icon={<Icon name="cross" size={14} />}
            onPress={props.onRemove}
          />
        </span>
      )}
    </li>
  )
}
