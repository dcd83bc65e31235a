import css from './color-dot.module.css'

/** The colour of a provider or visit type, as it is on the board; its name is written beside it. */
export function ColorDot({ color }: { color: string }) {
  return (
    <span
      className={css.dot}
      style={{ background: `var(--visit-${color})`, borderColor: `var(--visit-${color}-edge)` }}
      aria-hidden="true"
    />
  )
}
