import { useMay } from '../../../web/app/session.ts'
import { useAsk } from '../../../web/kit/api.ts'
import { time } from '../../../web/kit/format.ts'
import { t } from '../../../web/words/say.ts'
import { knockOn } from '../contract.ts'
import css from './disruptions.module.css'

/** Who runs late now, asked once for all columns of a board: lateness by provider, expected starts by visit. */
export function useLate() {
  const may = useMay()
  const answer = useAsk(knockOn, {}, { every_ms: 60_000, enabled: may(knockOn) })
  const late = answer.data?.late ?? []
  return {
    now: answer.data?.now ?? null,
    byProvider: new Map(late.map(one => [one.provider as string, one])),
    byVisit: new Map(late.flatMap(one => one.visits.map(visit => [visit.appointment as string, visit] as const))),
  }
}

/** "25 min late" in the head of a provider's column; nothing while the provider is on time. */
export function LateChip({ provider }: { provider: string }) {
  const one = useLate().byProvider.get(provider)
  if (!one) return null
  const until = one.caughtUpAt
    ? t('disruption.late.until', { time: time(one.caughtUpAt) })
    : one.overrunMinutes > 0
      ? t('disruption.late.over', { n: one.overrunMinutes })
      : ''
  return (
    <span className={css.chip} title={until}>
      {t('disruption.late.chip', { n: one.minutes })}
    </span>
  )
}
