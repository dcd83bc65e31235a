import type { ReactNode } from 'react'
import css from './key-value.module.css'

/** Facts with their names, in two columns. Rows without a value are left out. */
export function KeyValue({ rows }: { rows: readonly { name: string; value: ReactNode }[] }) {
  return (
    <dl className={css.list}>
      {rows
        .filter(row => row.value !== null && row.value !== undefined && row.value !== '')
        .map(row => (
          <div key={row.name} className={css.row}>
            <dt>{row.name}</dt>
            <dd>{row.value}</dd>
          </div>
        ))}
    </dl>
  )
}
