import type { OutputOf } from '../../../../core/contract.ts'
import { t } from '../../../../web/words/say.ts'
import type { previewHours } from '../../contract.ts'
import css from './hours.module.css'
import { OutsideList } from './outside-visits.tsx'

const shown = 8

/** What would fall out of the hours if they were saved as typed: how many, and the first of them. */
export function FallingOut({ falling }: { falling: OutputOf<typeof previewHours> }) {
  if (falling.total === 0) {
    return (
      <p className={css.fine} role="status">
        {t('schedule.setup.hours.nothingFalls')}
      </p>
    )
  }
  return (
    <section className={css.falling} aria-label={t('schedule.setup.hours.falls', { n: falling.total })}>
      <p className={css.warn} role="status">
        {t('schedule.setup.hours.falls', { n: falling.total })} {t('schedule.setup.hours.fallsHint')}
      </p>
      <OutsideList visits={falling.visits.slice(0, shown)} lookOnly />
      {falling.total > shown && (
        <p className={css.rest}>{t('schedule.setup.hours.fallsMore', { n: falling.total - shown })}</p>
      )}
    </section>
  )
}
