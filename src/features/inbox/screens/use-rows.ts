import { useCallback, useState } from 'react'
import type { InputOf } from '../../../core/contract.ts'
import { useAsk } from '../../../web/kit/api.ts'
import { type InboxRow, items } from '../contract.ts'
import type { Span } from './row-window.tsx'

const page_rows = 100

export type Filter = Omit<InputOf<typeof items>, 'from' | 'limit'>

/** The pages of the list that are in sight, each refreshed by itself. A row that is about to change its page may stand on both for a moment: it is
 *  shown once. */
export function useRows(filter: Filter) {
  const [pages, setPages] = useState({ first: 0, last: 0 })
  const onSpan = useCallback((span: Span) => {
    const first = Math.floor(span.from / page_rows)
    const last = Math.floor(span.to / page_rows)
    setPages(was => (was.first === first && was.last === last ? was : { first, last }))
  }, [])
  const page = (at: number) => ({ ...filter, from: at * page_rows, limit: page_rows })
  // Time alone makes rows late: asked again every twenty seconds beside what is announced.
  const first = useAsk(items, page(pages.first), { keepPrevious: true, every_ms: 20_000 })
  const last = useAsk(items, page(pages.last), { keepPrevious: true, every_ms: 20_000 })
  const rows = new Map<number, InboxRow>()
  const seen = new Set<string>()
  for (const answer of [first, last]) {
    for (const row of answer.data?.rows ?? []) {
      const key = keyOf(row)
      if (seen.has(key)) continue
      seen.add(key)
      rows.set(row.turn, row)
    }
  }
  return { answer: first, total: first.data?.total ?? 0, rows, onSpan }
}

/** What names a row: its kind and id. */
export const keyOf = (row: { kind: string; item: string }): string => `${row.kind}-${row.item}`
