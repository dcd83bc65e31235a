import css from './type-dot.module.css'

/** The colour of a visit type as it is on the board; its name is written beside it. */
export const TypeDot = ({ color }: { color: string }) => (
  <span className={css.dot} data-color={color} aria-hidden="true" />
)
