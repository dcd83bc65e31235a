import type { ReactNode } from 'react'
import css from './door-page.module.css'
import { Mark } from './mark.tsx'

/** The page in front of the desk: the mark, a title, one form. Fits a phone. */
export function DoorPage({
  title,
  hint,
  children,
  foot,
}: {
  title: string
  hint?: string
  children: ReactNode
  foot?: ReactNode
}) {
  return (
    <main className={css.page}>
      <div className={css.column}>
        <div className={css.mark}>
          <Mark large />
        </div>
        <div className={css.card}>
          <h1 className={css.title}>{title}</h1>
          {hint && <p className={css.hint}>{hint}</p>}
          {children}
        </div>
        {foot && <div className={css.foot}>{foot}</div>}
      </div>
    </main>
  )
}
