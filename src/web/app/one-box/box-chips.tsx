import { t } from '../../words/say.ts'
import css from './one-box.module.css'
import type { DrawnChip } from './use-chips.ts'

type Props = { chips: readonly DrawnChip[]; at: number | null; onPick: (at: number) => void; rest: string }

/** What the box understood, part by part; Tab goes through them to correct one. */
export function BoxChips({ chips, at, onPick, rest }: Props) {
  if (chips.length === 0 && !rest) return null
  return (
    <div className={css.chips}>
      {chips.map((chip, index) => (
        <button
          key={chip.part}
          type="button"
          tabIndex={-1}
          className={css.chip}
          aria-pressed={index === at}
          data-open={chip.open ? '' : undefined}
          data-assumed={chip.assumed ? '' : undefined}
          onClick={() => onPick(index)}
        >
          <small>{t(`oneBox.chip.${chip.part}`)}</small>
          {chip.says}
          {chip.of !== null && <em>{t('oneBox.oneOf', { n: chip.of })}</em>}
          {chip.assumed && <em>{t('oneBox.assumed')}</em>}
        </button>
      ))}
      {rest && <span className={css.rest}>{t('oneBox.rest', { words: rest })}</span>}
    </div>
  )
}
