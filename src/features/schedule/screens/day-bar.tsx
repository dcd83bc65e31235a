import { memo } from 'react'
import { addDays, weekdayOf } from '../../../core/calendar-day.ts'
import type { OutputOf } from '../../../core/contract.ts'
import { Button } from '../../../web/kit/button.tsx'
import { day } from '../../../web/kit/format.ts'
import { Icon } from '../../../web/kit/icon.tsx'
import { ScreenBar } from '../../../web/kit/panel.tsx'
import { Segmented } from '../../../web/kit/segmented.tsx'
import { Select } from '../../../web/kit/select.tsx'
import { t } from '../../../web/words/say.ts'
import type { viewFilters } from '../contract.ts'
import type { Board } from './board-blocks.ts'
import { type BoardPlace, goOnBoard } from './board-place.ts'
import css from './day-bar.module.css'
import { boardViews, stepped } from './use-board-keys.ts'
import { ViewMenu } from './view-menu.tsx'

const everywhere = 'everywhere'

type Choice = { id: string; label: string }

type Props = {
  place: BoardPlace
  today: string
  board: Board | undefined
  locations: readonly Choice[]
  providers: readonly Choice[]
  provider: string | null
  kept: OutputOf<typeof viewFilters> | undefined
}

/** What the title says: the day, the Monday of the week, or the month. */
function titleOf(place: BoardPlace, date: string): string {
  if (place.view === 'month') return day(date, 'month')
  if (place.view === 'week') {
    return t('schedule.views.weekOf', { day: day(addDays(date, 1 - weekdayOf(date)), 'brief') })
  }
  return day(date, 'long')
}

/** The bar above the board: which day, where or whose, how many, which view. */
export const DayBar = memo(function DayBar({ place, today, board, locations, providers, provider, kept }: Props) {
  const date = place.date ?? today
  const go = (step: 1 | -1) => goOnBoard({ date: stepped(date, place.view, step) })
  return (
    <ScreenBar
      title={titleOf(place, date)}
      deeds={
        <>
          <div className={css.views}>
            <Segmented
              label={t('schedule.board.view')}
              choices={boardViews.map(id => ({ id, label: t(`schedule.views.view.${id}`) }))}
              value={place.view}
              onChange={view => goOnBoard({ view })}
            />
          </div>
          <ViewMenu
            place={place}
            date={date}
            kept={kept}
            locations={locations}
            provider={place.view === 'week' ? provider : null}
            providers={providers.map(each => ({ id: each.id, name: each.label }))}
          />
        </>
      }
    >
      <div className={css.steps}>
        <Button small label={t('schedule.board.before')} icon={<Icon name="left" />} onPress={() => go(-1)} />
        <Button small pressed={date === today} onPress={() => goOnBoard({ date: null })}>
          {t('schedule.board.today')}
        </Button>
        <Button small label={t('schedule.board.after')} icon={<Icon name="right" />} onPress={() => go(1)} />
      </div>
      {place.view === 'week' && providers.length > 0 && (
        <div className={css.where}>
          <Select
            label={t('schedule.views.whose')}
            hideLabel
            choices={providers}
            value={provider ?? providers[0]!.id}
            onChange={id => goOnBoard({ provider: id })}
          />
        </div>
      )}
      {place.view !== 'week' && locations.length > 1 && (
        <div className={css.place}>
          <Select
            label={t('schedule.board.location')}
            hideLabel
            choices={[{ id: everywhere, label: t('schedule.board.everywhere') }, ...locations]}
            value={place.location ?? everywhere}
            onChange={id => goOnBoard({ location: id === everywhere ? null : id })}
          />
        </div>
      )}
      {board && place.view !== 'month' && (
        <span className={css.counts}>
          {t('schedule.board.visits', { n: board.counts.total - board.counts.cancelled })}
        </span>
      )}
    </ScreenBar>
  )
})
