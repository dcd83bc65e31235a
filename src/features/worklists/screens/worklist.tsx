import { useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { useMay } from '../../../web/app/session.ts'
import { useAct, useAsk } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { day } from '../../../web/kit/format.ts'
import { useKeys } from '../../../web/kit/keys.ts'
import { List } from '../../../web/kit/list.tsx'
import { Answered, EmptyState } from '../../../web/kit/states.tsx'
import { toast } from '../../../web/kit/toast.ts'
import pane from '../../../web/kit/two-pane.module.css'
import { sayError } from '../../../web/words/refusal-words.ts'
import { t } from '../../../web/words/say.ts'
import { addOrder, askToConfirm, type ListName, lettersDue, openItems, requestVisit } from '../contract.ts'
import { ClosedRows } from './closed-rows.tsx'
import { RowLine, rowText } from './list-row.tsx'
import { OrderDialog } from './order-dialog.tsx'
import { RequestDialog } from './request-dialog.tsx'
import { RowDetail } from './row-detail.tsx'
import { useRow } from './use-row.ts'
import css from './worklist.module.css'

/** One list: its rows on the left, the row in hand on the right. The arrows walk, `j` takes the next free row, each deed has its key; after
 *  one the next row is in hand by itself. */
export function Worklist({ list }: { list: ListName }) {
  const may = useMay()
  const router = useRouter()
  const answer = useAsk(openItems, { list, limit: 300 }, { keepPrevious: true, every_ms: 60_000 })
  const [closed, setClosed] = useState(false)
  const [adding, setAdding] = useState(false)
  const rows = answer.data?.rows ?? []
  const { row, choose, walkTo, next, work, letGo } = useRow(list, rows)
  const askAll = useAct(askToConfirm)
  const waiting = rows.filter(one => one.waiting).length
  const add = list === 'orders' ? may(addOrder) : list === 'requests' ? may(requestVisit) : false
  const addWords = list === 'orders' ? t('worklists.deeds.addOrder') : t('worklists.deeds.addRequest')
  const ask = async () => {
    try {
      const { asked, withoutWay } = await askAll.run({})
      toast(
        withoutWay > 0
          ? t('worklists.done.askedSome', { n: asked, more: withoutWay })
          : t('worklists.done.asked', { n: asked }),
      )
    } catch (error) {
      toast(sayError(error), { look: 'bad' })
    }
  }
  const letters = (list === 'recall' || list === 'rebook') && may(lettersDue)
  const printAll = () => router.history.push(`/print/letters?list=${list}`)
  const mayAsk = list === 'confirm' && may(askToConfirm)
  useKeys(t('worklists.scope'), {
    j: { does: t('worklists.nextFree'), run: () => void next() },
    // The first Esc lays the row down; with none in hand it means what it means everywhere.
    Esc: row ? { does: t('worklists.letGo'), run: letGo } : undefined,
    a: add ? { does: addWords, run: () => setAdding(true) } : undefined,
    P: letters ? { does: t('worklists.letters.all'), run: printAll } : undefined,
    e: mayAsk ? { does: t('worklists.deeds.askAll'), run: () => void ask() } : undefined,
  })
  const lastDay = answer.data?.lastDay
  return (
    <div className={css.screen}>
      <div className={css.bar}>
        <span>
          {list === 'confirm'
            ? lastDay && t('worklists.hint.confirm', { day: day(lastDay, 'long') })
            : t(`worklists.hint.${list}`)}
        </span>
        <span>
          <b>{t('worklists.due', { n: (answer.data?.total ?? 0) - waiting })}</b>
          {waiting > 0 && ` · ${t('worklists.waitingCount', { n: waiting })}`}
        </span>
        <span className={css.barEnd}>
          {mayAsk && (
            <Button small keyHint="e" command={askToConfirm.name} busy={askAll.busy} onPress={() => void ask()}>
              {t('worklists.deeds.askAll')}
            </Button>
          )}
          {letters && (
            <Button small keyHint="Shift P" onPress={printAll}>
              {t('worklists.letters.all')}
            </Button>
          )}
          {add && (
            <Button small keyHint="a" onPress={() => setAdding(true)}>
              {addWords}
            </Button>
          )}
          {list !== 'confirm' && (
            <Button small look="quiet" pressed={closed} onPress={() => setClosed(!closed)}>
              {t(closed ? 'worklists.deeds.open' : 'worklists.deeds.closed')}
            </Button>
          )}
          <Button small keyHint="j" onPress={() => void next()}>
            {t('worklists.nextFree')}
          </Button>
        </span>
      </div>
      {closed ? (
        <ClosedRows list={list} />
      ) : (
        <Answered answer={answer} lines={6}>
          {() =>
            rows.length === 0 ? (
              <EmptyState icon="check" title={t(`worklists.empty.${list}`)} hint={t('worklists.empty.hint')} />
            ) : (
              <div className={pane.desk} data-rows="wide">
                <div className={pane.list}>
                  <List
                    label={t('worklists.rows')}
                    rows={rows}
                    rowKey={one => one.item}
                    text={rowText}
                    current={row?.item ?? null}
                    onOpen={choose}
                    onFocus={walkTo}
                    autoFocus
                  >
                    {one => <RowLine row={one} />}
                  </List>
                </div>
                {row ? (
                  <RowDetail key={row.item} row={row} work={work} onDone={() => void next(true)} />
                ) : (
                  <EmptyState title={t('worklists.pick')} hint={t('worklists.pickHint', { key: 'j' })} />
                )}
              </div>
            )
          }
        </Answered>
      )}
      {adding && list === 'orders' && (
        <OrderDialog order={null} row={null} patient={null} onClose={() => setAdding(false)} />
      )}
      {adding && list === 'requests' && <RequestDialog onClose={() => setAdding(false)} />}
    </div>
  )
}
