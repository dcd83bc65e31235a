import type { ReactNode } from 'react'
import css from './table.module.css'

export type Column<Row> = {
  id: string
  title: string
  cell: (row: Row) => ReactNode
  /** Right-aligned: numbers, money, deeds. */
  end?: boolean
  /** The column that names the row, for readers. */
  heads?: boolean
  hideTitle?: boolean
  width?: string
}

/** Rows with headings, to be read. Rows that are walked with the keys are a List. `label` names the table for readers. */
export function Table<Row>(props: {
  label: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  empty?: ReactNode
}) {
  if (props.rows.length === 0 && props.empty) return <>{props.empty}</>
  return (
    <table className={css.table} aria-label={props.label}>
      <thead>
        <tr>
          {props.columns.map(column => (
            <th
              key={column.id}
              scope="col"
              className={column.end ? css.end : undefined}
              style={column.width ? { width: column.width } : undefined}
            >
              <span className={column.hideTitle ? css.hidden : undefined}>{column.title}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {props.rows.map(row => (
          <tr key={props.rowKey(row)}>
            {props.columns.map(column =>
              column.heads ? (
                <th key={column.id} scope="row" className={column.end ? css.end : undefined}>
                  {column.cell(row)}
                </th>
              ) : (
                <td key={column.id} className={column.end ? css.end : undefined}>
                  {column.cell(row)}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
