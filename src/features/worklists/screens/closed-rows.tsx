import { takeInHand } from '../../../web/app/person-in-hand.ts'
import { useAsk } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { day, dayOf, moment } from '../../../web/kit/format.ts'
import { Answered, EmptyState } from '../../../web/kit/states.tsx'
import { Table } from '../../../web/kit/table.tsx'
import pane from '../../../web/kit/two-pane.module.css'
import { t } from '../../../web/words/say.ts'
import { closedItems, type ListName, reopenItem } from '../contract.ts'
import { openAgain } from './row-deeds.ts'
import { sayResult } from './say-row.ts'
import css from './worklist.module.css'

/** What was taken off a list by hand, with why, who and when it is looked at again. */
export function ClosedRows({ list }: { list: ListName }) {
  const answer = useAsk(closedItems, { list })
  return (
    <div className={css.closed}>
      <Answered answer={answer}>
        {({ rows }) => (
          <Table
            label={t('worklists.deeds.closed')}
            rows={rows}
            rowKey={row => row.item}
            empty={<EmptyState title={t('worklists.closing.empty')} />}
            columns={[
              {
                id: 'who',
                title: t('worklists.order.for'),
                heads: true,
                cell: row => (
                  <Button small look="quiet" onPress={() => takeInHand(row.patient)}>
                    {row.patientName}
                  </Button>
                ),
              },
              { id: 'why', title: t('worklists.closing.why'), cell: row => sayResult(row.reason) },
              {
                id: 'when',
                title: t('worklists.history'),
                cell: row => (
                  <>
                    {moment(row.at)}, {row.by}
                    {row.reviewAt && (
                      <span className={pane.quiet}>
                        {' '}
                        · {t('worklists.closing.looked', { day: day(dayOf(row.reviewAt), 'full') })}
                      </span>
                    )}
                  </>
                ),
              },
              {
                id: 'again',
                title: t('worklists.deeds.reopen'),
                hideTitle: true,
                end: true,
                cell: row =>
                  list !== 'requests' && (
                    <Button
                      small
                      command={reopenItem.name}
                      onPress={() => void openAgain(list, row.item, row.patientName)}
                    >
                      {t('worklists.deeds.reopen')}
                    </Button>
                  ),
              },
            ]}
          />
        )}
      </Answered>
    </div>
  )
}
