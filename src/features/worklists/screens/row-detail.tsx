import { useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { callOut } from '../../../web/app/call-out.ts'
import { useMay } from '../../../web/app/session.ts'
import { Button } from '../../../web/kit/button.tsx'
import { phone } from '../../../web/kit/format.ts'
import { useKeys } from '../../../web/kit/keys.ts'
import { Tag } from '../../../web/kit/tag.tsx'
import pane from '../../../web/kit/two-pane.module.css'
import { t } from '../../../web/words/say.ts'
import type { ListRow } from '../contract.ts'
import { barOf, bookRow, showRow } from './book-row.ts'
import { CloseDialog } from './close-dialog.tsx'
import { DeclineDialog } from './decline-dialog.tsx'
import { deedsFor } from './deed-list.ts'
import { ItemFacts } from './item-facts.tsx'
import { bornText, heldText, RowState } from './list-row.tsx'
import { OrderDialog } from './order-dialog.tsx'
import { OrderFacts } from './order-facts.tsx'
import { RequestAnswer } from './request-answer.tsx'
import { sayWhat, sayWhen, sayWhy } from './say-row.ts'
import css from './worklist.module.css'

type Props = {
  row: ListRow
  /** Runs a deed, after which the next row is in hand. */
  work: (deed: () => Promise<boolean> | undefined) => Promise<void>
  onDone: () => void
}
type Opened = 'close' | 'decline' | 'order' | 'bar' | null

/** The row in hand: what it is about, why it stands where it stands, and what can be done, each with its key. */
export function RowDetail({ row, work, onDone }: Props) {
  const may = useMay()
  const router = useRouter()
  const [opened, setOpened] = useState<Opened>(null)
  const others = row.heldBy !== null && !row.heldBy.mine
  const goTo = (path: string) => router.history.push(path)
  const book = () => (row.list === 'confirm' ? showRow(row, goTo) : bookRow(row, goTo))
  const number = row.patient.phone
  const deeds = deedsFor(row, {
    book: () => (barOf(row) && opened !== 'bar' ? setOpened('bar') : book()),
    close: () => setOpened('close'),
    call: () => void callOut({ who: row.patient.name, number: number ?? undefined, patient: row.patient.id }),
    decline: () => setOpened('decline'),
    change: () => setOpened('order'),
    letter: () => goTo(`/print/letters?list=${row.list}&item=${row.item}`),
  }).filter(deed => may({ name: deed.command }))
  const run = (deed: (typeof deeds)[number]) => work(deed.run)
  useKeys(
    t('worklists.chosen'),
    Object.fromEntries(deeds.map(deed => [deed.key, { does: deed.words, run: () => void run(deed) }])),
    { enabled: !others },
  )
  const closed = () => {
    setOpened(null)
    onDone()
  }
  return (
    <section className={pane.detail} aria-label={t('worklists.chosen')} data-row-in-hand={row.item}>
      <header className={css.head}>
        <h2>{row.patient.name}</h2>
        <span className={pane.quiet}>{[bornText(row), number && phone(number)].filter(Boolean).join(' · ')}</span>
      </header>
      <p>
        <b>{sayWhat(row)}</b>{' '}
        {[sayWhen(row), row.providerName && t('worklists.with', { name: row.providerName })]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {sayWhy(row).length > 0 && <p className={css.why}>{sayWhy(row).join(' · ')}</p>}
      {(others || row.mark || row.step !== 'call') && (
        <div className={css.tags}>
          {others ? <Tag look="warn">{heldText(row)}</Tag> : <RowState row={{ ...row, heldBy: null }} />}
        </div>
      )}
      {row.order && <OrderFacts order={row.order} />}
      {opened === 'bar' && (
        <div className={css.ask} role="alert">
          <span>
            {t(row.order?.authorisation === 'denied' ? 'worklists.order.deniedAsk' : 'worklists.order.openAsk', {
              title: sayWhat(row),
            })}
          </span>
          <Button small look="bad" onPress={book} keyHint="b">
            {t('worklists.order.bookAnyway')}
          </Button>
          <Button small onPress={() => setOpened(null)}>
            {t('worklists.order.notYet')}
          </Button>
        </div>
      )}
      {row.request && <RequestAnswer row={row} enabled={!others} onDone={onDone} />}
      <div className={pane.deeds}>
        {deeds.map(deed => (
          <Button
            key={deed.key + deed.words}
            look={deed.main && opened !== 'bar' ? 'main' : 'plain'}
            small={!deed.main}
            keyHint={deed.key}
            command={deed.command}
            disabled={others}
            onPress={() => void run(deed)}
          >
            {deed.words}
          </Button>
        ))}
      </div>
      <ItemFacts row={row} />
      {opened === 'close' && <CloseDialog row={row} onClose={() => setOpened(null)} onDone={closed} />}
      {opened === 'decline' && <DeclineDialog row={row} onClose={() => setOpened(null)} onDone={closed} />}
      {opened === 'order' && row.order && (
        <OrderDialog order={row.order} row={row} patient={null} onClose={() => setOpened(null)} />
      )}
    </section>
  )
}
