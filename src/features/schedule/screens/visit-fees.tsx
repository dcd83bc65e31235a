import { useMay } from '../../../web/app/session.ts'
import { useAsk } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { money } from '../../../web/kit/format.ts'
import { Tag } from '../../../web/kit/tag.tsx'
import { t } from '../../../web/words/say.ts'
import { type Fee, patientFees, waiveFee } from '../contract.ts'
import type { BoardVisit } from './board-blocks.ts'
import { askDeed } from './deed-asked.ts'

const kindOf = (fee: Fee) =>
  t(fee.kind === 'no-show' ? 'schedule.deeds.fee.kind.noShow' : 'schedule.deeds.fee.kind.lateCancel')

/** What the patient of the open visit owes for visits missed or cancelled late; each may be waived. */
export function VisitFees({ visit }: { visit: BoardVisit }) {
  const may = useMay()
  const answer = useAsk(patientFees, { patient: visit.patient }, { enabled: may(patientFees) })
  const due = (answer.data?.fees ?? []).filter(fee => fee.state === 'due')
  return due.map(fee => (
    <span key={fee.id}>
      <Tag look="warn" sign>
        {t('schedule.deeds.fee.due', { fee: money(fee.cents), kind: kindOf(fee) })}
      </Tag>{' '}
      {may(waiveFee) && (
        <Button
          small
          look="quiet"
          command={waiveFee.name}
          onPress={() => askDeed({ kind: 'waive', fee, who: visit.patientName })}
        >
          {t('schedule.deeds.fee.waive')}
        </Button>
      )}
    </span>
  ))
}
