import { useAsk } from '../../../web/kit/api.ts'
import { moment } from '../../../web/kit/format.ts'
import pane from '../../../web/kit/two-pane.module.css'
import { t } from '../../../web/words/say.ts'
import { itemHistory, type ListRow } from '../contract.ts'
import { sayResult } from './say-row.ts'

/** Everything that was done about a row, latest first. */
export function ItemFacts({ row }: { row: ListRow }) {
  const answer = useAsk(itemHistory, { list: row.list, item: row.item }, { enabled: row.version > 0 })
  const facts = row.version > 0 ? (answer.data?.facts ?? []) : []
  return (
    <section className={pane.facts}>
      <h3>{t('worklists.history')}</h3>
      {facts.length === 0 ? (
        <p className={pane.quiet}>{t('worklists.noHistory')}</p>
      ) : (
        <ul>
          {facts.toReversed().map(fact => (
            <li key={fact.seq}>
              <time>{moment(fact.at)}</time>
              <span>
                {t('worklists.doneBy', { what: sayResult(fact.result ?? fact.what), by: fact.by })}
                {fact.note && <q>{fact.note}</q>}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
