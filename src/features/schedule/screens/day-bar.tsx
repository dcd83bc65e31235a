import { addDays } from '../../../core/calendar-day.ts'
import { useAsk } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { day } from '../../../web/kit/format.ts'
import { Icon } from '../../../web/kit/icon.tsx'
import { ScreenBar } from '../../../web/kit/panel.tsx'
import { Segmented } from '../../../web/kit/segmented.tsx'
import { Select } from '../../../web/kit/select.tsx'
import { t } from '../../../web/words/say.ts'
import { overview } from '../../practice/contract.ts'
import type { Board } from './board-blocks.ts'
import { type BoardPlace, goOnBoard } from './board-place.ts'
import css from './day-bar.module.css'

const everywhere = 'everywhere'

/** The bar above the board: which day, where, how many, which view. */
export function DayBar({ place, today, board }: { place: BoardPlace; today: string; board: Board | undefined }) {
  const house = useAsk(overview, {}, { fresh_ms: 5 * 60_000 })
  const locations = (house.data?.locations ?? []).filter(location => !location.closedAt)
  const date = place.date ?? today
  const go = (days: number) => goOnBoard({ date: addDays(date, days) })
  return (
    <ScreenBar
      title={day(date, 'long')}
      deeds={
        <Segmented
          label={t('schedule.board.view')}
          choices={[
            { id: 'day', label: t('schedule.board.day') },
            { id: 'flow', label: t('schedule.board.flow') },
          ]}
          value={place.view}
          onChange={view => goOnBoard({ view })}
        />
      }
    >
      <div className={css.steps}>
        <Button small label={t('schedule.board.before')} icon={<Icon name="left" />} onPress={() => go(-1)} />
        <Button small pressed={date === today} onPress={() => goOnBoard({ date: null })}>
          {t('schedule.board.today')}
        </Button>
        <Button small label={t('schedule.board.after')} icon={<Icon name="right" />} onPress={() => go(1)} />
      </div>
      {locations.length > 1 && (
        <div className={css.where}>
          <Select
            label={t('schedule.board.location')}
            hideLabel
            choices={[
              { id: everywhere, label: t('schedule.board.everywhere') },
              ...locations.map(location => ({ id: location.id as string, label: location.name })),
            ]}
            value={place.location ?? everywhere}
            onChange={id => goOnBoard({ location: id === everywhere ? null : id })}
          />
        </div>
      )}
      {board && (
        <span className={css.counts}>
          {t('schedule.board.visits', { n: board.counts.total - board.counts.cancelled })}
        </span>
      )}
    </ScreenBar>
  )
}
