import { t } from '../words/say.ts'
import css from './mark.module.css'

/** The sign and name of the product: a door, ajar. */
export function Mark({ large = false }: { large?: boolean }) {
  return (
    <span className={large ? `${css.mark} ${css.large}` : css.mark}>
      <svg viewBox="0 0 22 22" aria-hidden="true">
        <rect width="22" height="22" rx="6" />
        <path d="M7 22V9a4 4 0 0 1 8 0v13z" />
        <circle cx="12.7" cy="14.5" r="1" />
      </svg>
      {t('frame.product')}
    </span>
  )
}
