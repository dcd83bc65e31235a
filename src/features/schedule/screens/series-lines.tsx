import type { OutputOf } from '../../../core/contract.ts'
import { Button } from '../../../web/kit/button.tsx'
import { day } from '../../../web/kit/format.ts'
import { t } from '../../../web/words/say.ts'
import type { previewSeriesMove } from '../contract.ts'
import css from './deeds.module.css'
import { sayMoment } from './say-schedule.ts'
import { sayTime } from './settings/time-typed.ts'
import { sayInTheWay } from './several-deeds.ts'

type Line = OutputOf<typeof previewSeriesMove>['visits'][number]

/** "Tue, Feb 9, 11:00 AM" of a wall-clock time. */
const sayWall = (wall: string) => `${day(wall.slice(0, 10))}, ${sayTime(wall.slice(11, 16))}`

/** Each visit with where it goes and what is in its way; each may stay where it is. */
export function SeriesLines(props: {
  lines: readonly Line[]
  /** Several people: each line says who. */
  family: boolean
  onSkip: (appointment: string, out: boolean) => void
}) {
  return (
    <ol className={css.lines} aria-label={t('schedule.deeds.series.list')}>
      {props.lines.map(({ visit, patientName, wanted, skipped, conflict }) => (
        <li key={visit.id}>
          <span className={css.from}>
            {props.family && <b>{patientName} </b>}
            {sayMoment(visit)}
          </span>
          {skipped ? (
            <span className={css.stays}>{t('schedule.deeds.series.stays')}</span>
          ) : (
            <>
              <b>→ {sayWall(wanted)}</b>
              {conflict ? (
                <span className={css.inTheWay}>✕ {sayInTheWay(conflict)}</span>
              ) : (
                <span className={css.free}>✓ {t('schedule.finding.series.free')}</span>
              )}
            </>
          )}
          {(skipped || conflict || props.lines.length > 1) && (
            <Button
              small
              look="quiet"
              label={t(skipped ? 'schedule.deeds.series.takeThis' : 'schedule.deeds.series.leaveThis', {
                when: sayMoment(visit),
              })}
              onPress={() => props.onSkip(visit.id, !skipped)}
            >
              {t(skipped ? 'schedule.deeds.series.take' : 'schedule.deeds.series.leave')}
            </Button>
          )}
        </li>
      ))}
    </ol>
  )
}
