import { useMay } from '../../../web/app/session.ts'
import { useAsk } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { money } from '../../../web/kit/format.ts'
import { useKeys } from '../../../web/kit/keys.ts'
import { Tag } from '../../../web/kit/tag.tsx'
import { t } from '../../../web/words/say.ts'
import { type Fee, patientFees, restoreFee, waiveFee } from '../contract.ts'
import type { BoardVisit } from './board-blocks.ts'
import { askDeed } from './deed-asked.ts'
import { restore } from './waive-dialog.tsx'

const kindOf = (fee: Fee) =>
  t(fee.kind === 'no-show' ? 'schedule.deeds.fee.kind.noShow' : 'schedule.deeds.fee.kind.lateCancel')

/** What the patient of the open visit owes for visits missed or cancelled late, each to be waived; and what this very visit was let off. */
export function VisitFees({ visit }: { visit: BoardVisit }) {
  const may = useMay()
  const answer = useAsk(patientFees, { patient: visit.patient }, { enabled: may(patientFees) })
  const fees = answer.data?.fees ?? []
  const due = fees.filter(fee => fee.state === 'due')
  const waived = fees.filter(fee => fee.state === 'waived' && fee.appointment === visit.id)
  const ask = (fee: Fee) => askDeed({ kind: 'waive', fee, who: visit.patientName })
  useKeys(
    t('schedule.key.visit'),
    { $: { does: t('schedule.deeds.fee.waive'), run: () => ask(due[0]!) } },
    { enabled: due.length > 0 && may(waiveFee) },
  )
  return (
    <>
      {due.map((fee, n) => (
        <span key={fee.id}>
          <Tag look="warn" sign>
            {t('schedule.deeds.fee.due', { fee: money(fee.cents), kind: kindOf(fee) })}
          </Tag>{' '}
          {may(waiveFee) && (
            <Button
              small
              look="quiet"
              {...(n === 0 ? { keyHint: '$' } : {})}
              command={waiveFee.name}
              onPress={() => ask(fee)}
            >
              {t('schedule.deeds.fee.waive')}
            </Button>
          )}
        </span>
      ))}
      {waived.map(fee => (
        <span key={fee.id}>
          <Tag>
            {fee.waivedWhy === 'first-time'
              ? t('schedule.deeds.fee.waivedFirst', { kind: kindOf(fee) })
              : t('schedule.deeds.fee.waived', { fee: money(fee.cents), why: fee.waivedWhy ?? '' })}
          </Tag>{' '}
          {may(restoreFee) && (
            <Button small look="quiet" command={restoreFee.name} onPress={() => void restore(fee, visit.patientName)}>
              {t('schedule.deeds.fee.restore')}
            </Button>
          )}
        </span>
      ))}
    </>
  )
}
