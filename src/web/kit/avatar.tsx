import css from './avatar.module.css'
import { initials } from './format.ts'

/** The initials of somebody on the staff, in a circle. Decoration beside the name. */
export function Avatar({ name, size = 30 }: { name: string; size?: 24 | 30 | 44 }) {
  return (
    <span className={`${css.avatar} ${css[`s${size}`]}`} aria-hidden="true">
      {initials(name)}
    </span>
  )
}
