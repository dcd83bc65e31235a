import { useMay } from '../../../web/app/session.ts'
import { beginWish } from '../../../web/app/wish-in-hand.ts'
import { useAsk } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { useKeys } from '../../../web/kit/keys.ts'
import { Tag } from '../../../web/kit/tag.tsx'
import { t } from '../../../web/words/say.ts'
import { matchesForVisit, wantEarlier } from '../../waitlist/contract.ts'
import type { BoardVisit } from './board-blocks.ts'

const isComing = (visit: BoardVisit, now_ms: number) =>
  (visit.state === 'booked' || visit.state === 'confirmed') && Date.parse(visit.startsAt) > now_ms

/** How many wait for the time of a visit that is still to come: worth knowing before it is cancelled. */
export function WaitForThis({ visit, now_ms }: { visit: BoardVisit; now_ms: number }) {
  const may = useMay()
  const enabled = may(matchesForVisit) && isComing(visit, now_ms)
  const { data } = useAsk(matchesForVisit, { appointment: visit.id }, { enabled })
  return data && data.people > 0 ? <Tag look="info">{t('waitlist.waiting', { n: data.people })}</Tag> : null
}

/** The patient would have this visit earlier. */
export function WantsEarlier({ visit, now_ms }: { visit: BoardVisit; now_ms: number }) {
  const may = useMay()
  const fits = may(wantEarlier) && isComing(visit, now_ms)
  const run = () => beginWish(visit.patient, visit.id)
  useKeys(t('waitlist.scope'), { w: fits ? { does: t('waitlist.key.earlier'), run } : undefined })
  return fits ? (
    <Button small keyHint="w" command={wantEarlier.name} onPress={run}>
      {t('waitlist.key.earlier')}
    </Button>
  ) : null
}
