import { useRouter } from '@tanstack/react-router'
import { useMay } from '../../../web/app/session.ts'
import { useAsk } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { clock, dayOf } from '../../../web/kit/format.ts'
import { t } from '../../../web/words/say.ts'
import { boardExtras } from '../../schedule/screens/index.tsx'
import { type Disruption, openDisruptions, tellPatients } from '../contract.ts'
import css from './disruptions.module.css'
import { LateChip, useLate } from './late-chip.tsx'
import { tellAll } from './list-deeds.ts'
import { openList } from './list-in-sight.ts'
import { useMarksOnBoard } from './marks-on-board.ts'

/** How many expected starts are named before the rest is left to the list. */
const most = 4

// What the Today screen shows of a day that goes wrong: a line for each thing that is wrong on the board's day, and lateness in its column's head.
boardExtras.strip.push(function DayStrip({ board }) {
  const may = useMay()
  const answer = useAsk(openDisruptions, {}, { enabled: may(openDisruptions) })
  const late = useLate()
  const router = useRouter()
  useMarksOnBoard(board)
  if (!board || board.span === 'week') return null
  const here = (answer.data?.disruptions ?? []).filter(one => !one.endedAt && touches(one, board))
  const lines = here.filter(one => one.kind !== 'provider-late' || late.byProvider.has(one.provider ?? ''))
  if (lines.length === 0) return null
  const toList = (one: Disruption) => {
    openList(one.id)
    router.history.push('/lists/disruptions')
  }
  return (
    <ul className={css.strip} aria-label={t('disruption.title')}>
      {lines.map(one => {
        const now = late.byProvider.get(one.provider ?? '')
        const tardy = one.kind === 'provider-late' && now ? now : null
        const untold = tardy?.visits.filter(visit => visit.minutes - (visit.toldMinutes ?? 0) >= 10).length ?? 0
        return (
          <li key={one.id}>
            <b>{t(`disruption.is.${one.kind}`, { what: one.what })}</b>
            {tardy ? (
              <span>
                {t('disruption.late.chip', { n: tardy.minutes })}
                {tardy.visits.slice(0, most).map(visit => (
                  <span key={visit.appointment} className={css.shift}>
                    {clock(visit.startsAt, board.zone)} → {clock(visit.expectedAt, board.zone)}
                  </span>
                ))}
                {tardy.visits.length > most && <span className={css.shift}>…</span>}
              </span>
            ) : (
              <span>{t('disruption.progress', { done: one.settled, n: one.total })}</span>
            )}
            {untold > 0 && may(tellPatients) && (
              <Button small command={tellPatients.name} onPress={() => void tellAll(one.id)}>
                {t('disruption.deeds.tellLate', { n: untold })}
              </Button>
            )}
            <Button small look="quiet" onPress={() => toList(one)}>
              {t('disruption.toList')}
            </Button>
          </li>
        )
      })}
    </ul>
  )
})

boardExtras.columnHead.push(function LateHead({ board, column }) {
  const { now } = useLate()
  if (column.kind !== 'provider' || !now || column.date !== dayOf(now, board.zone)) return null
  return (
    <span className={css.onHead}>
      <LateChip provider={column.id} />
    </span>
  )
})

const touches = (one: Disruption, board: { date: string; zone: string }) =>
  dayOf(one.startsAt, board.zone) <= board.date && dayOf(new Date(Date.parse(one.endsAt) - 1), board.zone) >= board.date
