import type { ReactNode } from 'react'
import { Kbd } from '../../../web/kit/kbd.tsx'
import css from './chips.module.css'

/** A line of small switches with one heading. */
export function Chips({ label, children }: { label: string; children: ReactNode }) {
  return (
    <fieldset className={css.chips}>
      <legend>{label}</legend>
      {children}
    </fieldset>
  )
}

/** One of them: pressed it holds, pressed again it does not. `detail` is what to compare with. */
export function Chip(props: {
  on: boolean
  onPress: () => void
  children: ReactNode
  detail?: ReactNode
  keyHint?: string | undefined
  command?: string
}) {
  return (
    <button
      type="button"
      className={props.detail ? `${css.chip} ${css.wide}` : css.chip}
      aria-pressed={props.on}
      onClick={props.onPress}
      aria-keyshortcuts={props.keyHint}
      data-command={props.command}
    >
      <span className={css.sign} aria-hidden="true">
        {props.on ? '✓' : ''}
      </span>
      <span className={css.words}>
        {props.children}
        {props.detail && <small>{props.detail}</small>}
      </span>
      {props.keyHint && <Kbd>{props.keyHint}</Kbd>}
    </button>
  )
}
