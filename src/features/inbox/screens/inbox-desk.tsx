import { useCallback, useEffect, useRef, useState } from 'react'
import type { OutputOf } from '../../../core/contract.ts'
import { takeInHand } from '../../../web/app/person-in-hand.ts'
import { useKeys } from '../../../web/kit/keys.ts'
import { Answered, EmptyState } from '../../../web/kit/states.tsx'
import { t } from '../../../web/words/say.ts'
import { openInInbox, useMessageInSight, useNow } from '../../calls/screens/index.tsx'
import type { counts, InboxRow } from '../contract.ts'
import css from './inbox.module.css'
import { InboxFilters } from './inbox-filters.tsx'
import { InboxLine } from './inbox-row.tsx'
import { RowDetail } from './row-detail.tsx'
import { bringIntoSight, RowWindow } from './row-window.tsx'
import { type Filter, keyOf, useRows } from './use-rows.ts'

/** The row in hand: its id, and the place where it was last seen, from which one walks on when it is gone. */
type Chosen = { kind: InboxRow['kind']; item: string; at: number }

/** The list and, beside it, the row in hand. The keys mean the row that was chosen, by its id: when it leaves, they mean none until somebody goes on. */
export function InboxDesk({
  view,
  counts: amount,
}: {
  view: Filter['view']
  counts: OutputOf<typeof counts> | undefined
}) {
  const [filter, setFilter] = useState<Filter>({ view })
  const { answer, total, rows, onSpan } = useRows(filter)
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const wanted = useRef<number | null>(null)
  const box = useRef<HTMLDivElement>(null)
  const now = useNow(10_000)
  const message = useMessageInSight()

  const place = chosen ? [...rows].find(([, row]) => keyOf(row) === keyOf(chosen))?.[0] : undefined
  const show = useCallback((row: InboxRow, at: number) => {
    setChosen({ kind: row.kind, item: row.item, at })
    if (row.patient) takeInHand(row.patient.id)
  }, [])
  const goTo = (at: number) => {
    const place = Math.min(Math.max(0, at), total - 1)
    if (place < 0) return
    bringIntoSight(box.current, place)
    const row = rows.get(place)
    wanted.current = row ? null : place
    if (row) show(row, place)
  }
  // A step beyond what is loaded is made when the row has come.
  useEffect(() => {
    const row = wanted.current === null ? undefined : rows.get(wanted.current)
    if (!row) return
    show(row, wanted.current!)
    wanted.current = null
  }, [rows, show])
  // The rail or the card asks for one message.
  useEffect(() => {
    if (!message) return
    setChosen({ kind: 'message', item: message, at: -1 })
    openInInbox(null)
  }, [message])
  useEffect(() => {
    if (place !== undefined && place !== chosen?.at) setChosen(was => (was ? { ...was, at: place } : was))
  }, [place, chosen?.at])
  // Opened with nothing in hand, the list has the keyboard.
  useEffect(() => box.current?.focus({ preventScroll: true }), [])

  const from = chosen ? (place ?? chosen.at) : -1
  // A row that is gone has left its place to the next one: that is where one goes on.
  const down = () => goTo(chosen && place === undefined && chosen.at >= 0 ? chosen.at : from + 1)
  useKeys(t('inbox.scope'), {
    j: { does: t('inbox.keys.down'), run: down },
    k: { does: t('inbox.keys.up'), run: () => goTo(Math.max(0, from - 1)) },
    '↓': { does: t('inbox.keys.down'), run: down, hidden: true },
    '↑': { does: t('inbox.keys.up'), run: () => goTo(Math.max(0, from - 1)), hidden: true },
    Home: { does: t('inbox.keys.first'), run: () => goTo(0), hidden: true },
    End: { does: t('inbox.keys.last'), run: () => goTo(total - 1), hidden: true },
    Esc: chosen ? { does: t('inbox.keys.layDown'), run: () => setChosen(null) } : undefined,
  })
  return (
    <div className={css.screen}>
      <InboxFilters
        filter={filter}
        onChange={next => {
          setFilter(next)
          setChosen(null)
          if (box.current) box.current.scrollTop = 0
        }}
        onDone={() => box.current?.focus()}
        counts={amount}
        total={answer.data ? total : null}
      />
      <Answered answer={answer} lines={8}>
        {() => (
          <div className={css.desk}>
            {total === 0 ? (
              <EmptyState
                icon="check"
                title={t(view === 'snoozed' ? 'inbox.empty.snoozed' : 'inbox.empty.title')}
                hint={t('inbox.empty.hint')}
              />
            ) : (
              <RowWindow
                label={t('inbox.rows')}
                total={total}
                box={box}
                onSpan={onSpan}
                onChoose={goTo}
                rowAt={at => {
                  const row = rows.get(at)
                  return (
                    row && {
                      key: keyOf(row),
                      selected: chosen !== null && keyOf(row) === keyOf(chosen),
                      children: <InboxLine row={row} now={now} />,
                    }
                  )
                }}
              />
            )}
            <div className={css.pane}>
              {chosen ? (
                <RowDetail key={keyOf(chosen)} kind={chosen.kind} item={chosen.item} now={now} />
              ) : (
                <EmptyState title={t('inbox.pick')} hint={t('inbox.pickHint')} />
              )}
            </div>
          </div>
        )}
      </Answered>
    </div>
  )
}
