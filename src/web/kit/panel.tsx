import type { ReactNode } from 'react'
import css from './panel.module.css'

type PanelProps = { title?: string; hint?: string; deeds?: ReactNode; children: ReactNode; flush?: boolean }

/** A bordered box with a heading and its deeds: settings, lists. `flush` lets a table reach the edges. */
export function Panel({ title, hint, deeds, children, flush }: PanelProps) {
  return (
    <section className={css.panel} {...(title ? { 'aria-label': title } : {})}>
      {(title || deeds) && (
        <header className={css.head}>
          <div>
            {title && <h2 className={css.title}>{title}</h2>}
            {hint && <p className={css.hint}>{hint}</p>}
          </div>
          {deeds && <div className={css.deeds}>{deeds}</div>}
        </header>
      )}
      <div className={flush ? css.flush : css.body}>{children}</div>
    </section>
  )
}

/** A group in a rail or card: small grey heading with a count at the far end, no border. */
export function Section({ title, count, children }: { title: string; count?: ReactNode; children: ReactNode }) {
  return (
    <section className={css.section}>
      <h2 className={css.small}>
        {title}
        {count !== undefined && <span>{count}</span>}
      </h2>
      {children}
    </section>
  )
}

/** The bar at the top of a screen in the middle: title, then what steers it, then deeds at the far end. */
export function ScreenBar({ title, children, deeds }: { title: string; children?: ReactNode; deeds?: ReactNode }) {
  return (
    <div className={css.bar}>
      <h1 className={css.screenTitle}>{title}</h1>
      {children}
      {deeds && <div className={css.barDeeds}>{deeds}</div>}
    </div>
  )
}
