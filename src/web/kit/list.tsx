import type { ReactNode } from 'react'
import { GridList, GridListItem } from 'react-aria-components'
import css from './list.module.css'

/** Rows walked with the arrow keys: Enter (or a press) opens one; `focused` tells which one the single-letter keys act on. */
export function List<Row>(props: {
  label: string
  rows: readonly Row[]
  rowKey: (row: Row) => string
  /** What the row says to readers. */
  text: (row: Row) => string
  children: (row: Row) => ReactNode
  onOpen?: (row: Row) => void
  onFocus?: (row: Row | null) => void
  /** The row in hand, drawn as such. */
  current?: string | null
  empty?: ReactNode
  autoFocus?: boolean
}) {
  if (props.rows.length === 0 && props.empty) return <>{props.empty}</>
  const find = (key: string) => props.rows.find(row => props.rowKey(row) === key)
  return (
    // The grid's items tell no focus of their own; the row is found by the key React Aria writes on it.
    // biome-ignore lint/a11y/noStaticElementInteractions: it only listens to what bubbles
    <div
      onFocus={event => {
        // Tab reaches the list, which hands the focus to a row before its own event has come up here: what has the focus now counts.
        const row = document.activeElement?.closest('[data-key]')
        const key = event.currentTarget.contains(row ?? null) ? row?.getAttribute('data-key') : null
        props.onFocus?.((key && find(key)) || null)
      }}
      onBlur={() => props.onFocus?.(null)}
    >
      <GridList
        aria-label={props.label}
        className={css.list!}
        autoFocus={props.autoFocus ?? false}
        // Letters are the deeds' keys here; a jump by letter would swallow them.
        disallowTypeAhead
        onAction={key => {
          const row = find(String(key))
          if (row) props.onOpen?.(row)
        }}
      >
        {props.rows.map(row => {
          const key = props.rowKey(row)
          return (
            <GridListItem
              key={key}
              id={key}
              textValue={props.text(row)}
              className={key === props.current ? `${css.row} ${css.current}` : css.row!}
            >
              {props.children(row)}
            </GridListItem>
          )
        })}
      </GridList>
    </div>
  )
}
