import { t } from '../../../web/words/say.ts'
import css from './disruptions.module.css'

/** How far a list is settled, as a bar; the words beside it say the same. */
export function Progress({ total, settled }: { total: number; settled: number }) {
  return (
    <div
      className={css.bar}
      role="progressbar"
      aria-valuemin={0}
      aria-valuemax={total}
      aria-valuenow={settled}
      aria-label={t('disruption.progress', { done: settled, n: total })}
    >
      <i style={{ width: `${total === 0 ? 100 : (100 * settled) / total}%` }} />
    </div>
  )
}
