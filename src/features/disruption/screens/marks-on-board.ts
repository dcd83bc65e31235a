import { useEffect } from 'react'
import { addDays } from '../../../core/calendar-day.ts'
import { useMay } from '../../../web/app/session.ts'
import { useAsk } from '../../../web/kit/api.ts'
import { t } from '../../../web/words/say.ts'
import { putVisitMarks } from '../../schedule/screens/index.tsx'
import { markedVisits } from '../contract.ts'

/** Marks every visit of the board that stands on a list and is not settled, with what has gone wrong and how far it is. */
export function useMarksOnBoard(board: { date: string; span: 'day' | 'week' } | undefined): void {
  const may = useMay()
  const from = board?.date ?? ''
  const to = board?.span === 'week' ? addDays(from, 6) : from
  const answer = useAsk(markedVisits, { from, to }, { enabled: board !== undefined && may(markedVisits) })
  const visits = answer.data?.visits
  useEffect(() => {
    putVisitMarks(
      'disruption',
      new Map(
        (visits ?? []).map(one => [
          one.appointment,
          [
            {
              sign: '⊘',
              look: one.state === 'proposed' ? ('warn' as const) : ('bad' as const),
              word: t(`disruption.mark.${one.state}`, { what: t(`disruption.is.${one.kind}`, { what: one.what }) }),
            },
          ],
        ]),
      ),
    )
  }, [visits])
  useEffect(() => () => putVisitMarks('disruption', new Map()), [])
}
