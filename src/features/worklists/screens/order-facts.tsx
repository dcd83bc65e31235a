import { day } from '../../../web/kit/format.ts'
import { KeyValue } from '../../../web/kit/key-value.tsx'
import { Tag } from '../../../web/kit/tag.tsx'
import { t } from '../../../web/words/say.ts'
import type { ListRow } from '../contract.ts'

type Order = NonNullable<ListRow['order']>

const looks = { 'not-needed': 'still', requested: 'warn', granted: 'ok', denied: 'bad' } as const

/** What an order says: window, preparation, authorisation, who ordered it. */
export function OrderFacts({ order }: { order: Order }) {
  const granted = order.authorisation === 'granted' && order.authorisedUntil
  const rows = [
    {
      name: t('worklists.order.window'),
      value: t('worklists.window', { from: day(order.earliest, 'full'), to: day(order.latest, 'full') }),
    },
    { name: t('worklists.order.preparation'), value: order.preparation },
    {
      name: t('worklists.order.authorisation'),
      value: (
        <>
          <Tag look={looks[order.authorisation]}>
            {granted
              ? t('worklists.order.grantedUntil', { day: day(order.authorisedUntil!, 'full') })
              : t(`worklists.order.authorisations.${order.authorisation}`)}
          </Tag>{' '}
          {order.authorisationNumber}
        </>
      ),
    },
    { name: t('worklists.order.orderedBy'), value: order.orderedByName ?? '' },
    { name: t('worklists.order.note'), value: order.note },
  ]
  return <KeyValue rows={rows.filter(row => row.value !== '')} />
}
