import type { ReactNode, Ref } from 'react'
import { Button as AriaButton, type PressEvent } from 'react-aria-components'
import css from './button.module.css'
import { Kbd } from './kbd.tsx'

export type ButtonProps = {
  /** main: the one deed of a screen; plain: the rest; quiet: no border, for bars and rows; bad: can't be undone. */
  look?: 'main' | 'plain' | 'quiet' | 'bad'
  small?: boolean
  /** Fills the width and pushes the key to the far edge, as in the card's deeds. */
  wide?: boolean
  children?: ReactNode
  icon?: ReactNode
  /** Name for a button that shows only an icon. */
  label?: string
  /** The key that does the same, as in useKeys; shown beside the words. */
  keyHint?: string
  type?: 'button' | 'submit'
  /** The command this button carries out ('schedule.book-appointment'), for whoever greps. */
  command?: string
  disabled?: boolean
  busy?: boolean
  autoFocus?: boolean
  onPress?: (event: PressEvent) => void
  ref?: Ref<HTMLButtonElement>
  form?: string
  slot?: string
  pressed?: boolean
}

export function Button(props: ButtonProps) {
  const {
    look = 'plain',
    small,
    wide,
    children,
    icon,
    label,
    keyHint,
    command,
    disabled,
    busy,
    pressed,
    onPress,
    type,
    ...rest
  } = props
  const classes = [
    css.button,
    css[look],
    small && css.small,
    wide && css.wide,
    !children && (keyHint ? css.keyed : css.bare),
  ]
  return (
    <AriaButton
      {...rest}
      className={classes.filter(Boolean).join(' ')}
      isDisabled={disabled ?? false}
      // Not React Aria's own pending state: it announces the button by an element that outlives it without a name.
      {...(busy ? { 'data-pending': true, type: 'button' } : { onPress, ...(type ? { type } : {}) })}
      {...(label ? { 'aria-label': label } : {})}
      {...(pressed === undefined ? {} : { 'aria-pressed': pressed })}
      {...(keyHint ? { 'aria-keyshortcuts': keyHint } : {})}
      {...(command ? { 'data-command': command } : {})}
    >
      {icon}
      {children && <span className={css.words}>{children}</span>}
      {keyHint && <Kbd onAccent={look === 'main' || look === 'bad'}>{keyHint}</Kbd>}
    </AriaButton>
  )
}
