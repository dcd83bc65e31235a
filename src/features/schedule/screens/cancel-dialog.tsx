import { useState } from 'react'
import { useAsk } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { Dialog } from '../../../web/kit/dialog.tsx'
import { money } from '../../../web/kit/format.ts'
import { type KeyMap, useKeys } from '../../../web/kit/keys.ts'
import { Segmented } from '../../../web/kit/segmented.tsx'
import { t } from '../../../web/words/say.ts'
import { type CancelReason, cancelAppointment, listCancelReasons, missedPolicy } from '../contract.ts'
import type { BoardVisit } from './board-blocks.ts'
import { askDeed } from './deed-asked.ts'
import css from './deeds.module.css'
import { sayMoment } from './say-schedule.ts'
import * as deeds from './visit-deeds.ts'

type Reach = 'this' | 'following' | 'all'

/** Cancelling with its reason in one key: a figure chooses, Enter cancels without one, Esc keeps the visit. */
export function CancelDialog({ visit }: { visit: BoardVisit }) {
  return (
    <Dialog title={t('schedule.deeds.cancel.title', { who: visit.patientName })} onClose={() => askDeed(null)}>
      <Reasons visit={visit} />
    </Dialog>
  )
}

// Inside the dialog, so that its keys belong to the dialog's layer.
function Reasons({ visit }: { visit: BoardVisit }) {
  const [reach, setReach] = useState<Reach>('this')
  const list = useAsk(listCancelReasons, {}, { fresh_ms: 5 * 60_000 })
  const policy = useAsk(missedPolicy, {}, { fresh_ms: 5 * 60_000 }).data
  const reasons = list.data?.reasons ?? []
  const go = (reason: CancelReason | null) => {
    askDeed(null)
    void (reach === 'this' || !visit.bundle
      ? deeds.cancel(visit, reason)
      : deeds.cancelSeveral(visit, visit.bundle, reach, reason))
  }
  const keys: KeyMap = {}
  reasons.slice(0, 9).forEach((reason, n) => {
    keys[String(n + 1)] = { does: reason.text, run: () => go(reason) }
  })
  useKeys(t('schedule.key.cancel'), keys)
  const late =
    policy?.active && policy.lateCents > 0 && Date.parse(visit.startsAt) - Date.now() < policy.lateHours * 3_600_000
  const button = (reason: CancelReason) => {
    const n = reasons.indexOf(reason) + 1
    return (
      <Button
        key={`${reason.by} ${reason.text}`}
        small
        {...(n <= 9 ? { keyHint: String(n) } : {})}
        command={cancelAppointment.name}
        onPress={() => go(reason)}
      >
        {reason.text}
      </Button>
    )
  }
  return (
    <div className={css.ask}>
      <p>
        {t('schedule.deeds.cancel.when', {
          when: sayMoment(visit),
          what: visit.what,
          provider: visit.providerName,
        })}
      </p>
      {late && policy && (
        <p className={css.warn}>
          {t(policy.firstFree ? 'schedule.deeds.cancel.lateFirst' : 'schedule.deeds.cancel.late', {
            hours: policy.lateHours,
            fee: money(policy.lateCents),
          })}
        </p>
      )}
      {visit.bundle && (
        <Segmented
          label={t('schedule.deeds.cancel.reach')}
          choices={(['this', 'following', 'all'] as const).map(id => ({ id, label: t(`schedule.deeds.cancel.${id}`) }))}
          value={reach}
          onChange={setReach}
        />
      )}
      <Button small autoFocus keyHint="Enter" command={cancelAppointment.name} onPress={() => go(null)}>
        {t('schedule.deeds.cancel.plain')}
      </Button>
      {(['patient', 'practice'] as const).map(by => (
        <section key={by} aria-label={t(`schedule.deeds.cancel.${by}`)}>
          <h3>{t(`schedule.deeds.cancel.${by}`)}</h3>
          <div className={css.choices}>{reasons.filter(reason => reason.by === by).map(button)}</div>
        </section>
      ))}
    </div>
  )
}
