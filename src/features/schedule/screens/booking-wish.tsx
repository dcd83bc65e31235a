import { ToggleButton, ToggleButtonGroup } from 'react-aria-components'
import { Checkbox } from '../../../web/kit/checkbox.tsx'
import { Select } from '../../../web/kit/select.tsx'
import { t } from '../../../web/words/say.ts'
import css from './booking-panel.module.css'

/** When and where the caller can come. Nothing chosen: any time, anywhere. */
export type Wish = {
  parts: ('am' | 'pm' | 'evening')[]
  weekdays: number[]
  /** null: as the board shows; 'all': every location. */
  location: string | null
  nearest: boolean
  firstPerProvider: boolean
  ownFirst: boolean
  urgent: boolean
}

export const noWish: Wish = {
  parts: [],
  weekdays: [],
  location: null,
  nearest: false,
  firstPerProvider: false,
  ownFirst: false,
  urgent: false,
}

const parts = ['am', 'pm', 'evening'] as const
const weekdays = [1, 2, 3, 4, 5, 6, 7] as const

type Props = { wish: Wish; onWish: (wish: Wish) => void; locations: readonly { id: string; name: string }[] }

/** One row of chips between what is booked and what is offered. */
export function BookingWish({ wish, onWish, locations }: Props) {
  const set = (change: Partial<Wish>) => onWish({ ...wish, ...change })
  return (
    <div className={css.wish} data-wish="">
      <ToggleButtonGroup
        className={css.chips!}
        aria-label={t('schedule.finding.parts.label')}
        selectionMode="multiple"
        selectedKeys={wish.parts}
        onSelectionChange={keys => set({ parts: parts.filter(part => keys.has(part)) })}
      >
        {parts.map(part => (
          <ToggleButton key={part} id={part} className={css.chip!}>
            {t(`schedule.finding.parts.${part}`)}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <ToggleButtonGroup
        className={css.chips!}
        aria-label={t('schedule.finding.weekdays')}
        selectionMode="multiple"
        selectedKeys={wish.weekdays}
        onSelectionChange={keys => set({ weekdays: weekdays.filter(day => keys.has(day)) })}
      >
        {weekdays.map(day => (
          <ToggleButton key={day} id={day} className={css.chip!}>
            {t(`schedule.finding.days.d${day}`).slice(0, 3)}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      {locations.length > 1 && (
        <div className={css.where}>
          <Select
            label={t('schedule.finding.where')}
            hideLabel
            choices={[
              { id: 'board', label: t('schedule.finding.asBoard') },
              { id: 'all', label: t('schedule.board.everywhere') },
              ...locations.map(place => ({ id: place.id, label: place.name })),
            ]}
            value={wish.location ?? 'board'}
            onChange={id => set({ location: id === 'board' ? null : id })}
          />
        </div>
      )}
      <Checkbox checked={wish.ownFirst} onChange={ownFirst => set({ ownFirst })}>
        {t('schedule.finding.ownFirst')}
      </Checkbox>
      <Checkbox checked={wish.firstPerProvider} onChange={firstPerProvider => set({ firstPerProvider })}>
        {t('schedule.finding.firstPerProvider')}
      </Checkbox>
      {locations.length > 1 && (
        <Checkbox checked={wish.nearest} onChange={nearest => set({ nearest })}>
          {t('schedule.finding.nearest')}
        </Checkbox>
      )}
      <Checkbox checked={wish.urgent} onChange={urgent => set({ urgent })}>
        {t('schedule.finding.urgent')}
      </Checkbox>
    </div>
  )
}
