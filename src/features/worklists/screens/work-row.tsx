import { useAsk } from '../../../web/kit/api.ts'
import { Answered, EmptyState } from '../../../web/kit/states.tsx'
import { t } from '../../../web/words/say.ts'
import { type ListName, openItems } from '../contract.ts'
import { RowDetail } from './row-detail.tsx'

/** One row of a list by its id, with everything that can be done about it. */
export function WorkRow({ list, item }: { list: ListName; item: string }) {
  const answer = useAsk(openItems, { list, item: item as never, limit: 1 })
  return (
    <Answered answer={answer}>
      {({ rows }) =>
        rows[0] ? (
          <RowDetail row={rows[0]} work={async deed => void (await deed())} onDone={() => {}} />
        ) : (
          <EmptyState icon="check" title={t(`worklists.empty.${list}`)} />
        )
      }
    </Answered>
  )
}
