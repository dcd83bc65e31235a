import type { ReactNode } from 'react'
import { Checkbox as AriaCheckbox } from 'react-aria-components'
import css from './checkbox.module.css'
import { Icon } from './icon.tsx'

export type CheckboxProps = {
  checked: boolean
  onChange: (checked: boolean) => void
  children: ReactNode
  hint?: string
  disabled?: boolean
}

/** Yes or no, with its words beside it. */
export function Checkbox({ checked, onChange, children, hint, disabled }: CheckboxProps) {
  return (
    <AriaCheckbox className={css.checkbox!} isSelected={checked} onChange={onChange} isDisabled={disabled ?? false}>
      <span className={css.box}>{checked && <Icon name="check" size={14} />}</span>
      <span>
        {children}
        {hint && <span className={css.hint}>{hint}</span>}
      </span>
    </AriaCheckbox>
  )
}
