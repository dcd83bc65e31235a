import { useEffect, useState } from 'react'
import { useAsk } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { Dialog } from '../../../web/kit/dialog.tsx'
import { day, dayOf, money } from '../../../web/kit/format.ts'
import { type KeyMap, useKeys } from '../../../web/kit/keys.ts'
import { t } from '../../../web/words/say.ts'
import {
  bundleVisits,
  type CancelReason,
  cancelAppointment,
  cancelBundle,
  listCancelReasons,
  missedPolicy,
} from '../contract.ts'
import type { BoardVisit } from './board-blocks.ts'
import { askDeed } from './deed-asked.ts'
import css from './deeds.module.css'
import { type Reach, ReachChoice } from './reach-choice.tsx'
import { sayMoment } from './say-schedule.ts'
import { reached } from './series-reach.ts'
import { cancelSeveral } from './several-deeds.ts'
import * as deeds from './visit-deeds.ts'

const reaches = ['this', 'following', 'all'] as const

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
  const together = useAsk(bundleVisits, { bundle: visit.bundle! }, { enabled: visit.bundle !== null, fresh_ms: 0 })
  const of = reached(together.data?.visits ?? [], visit, Date.now())
  // The last of a series stands alone: there is nothing to choose.
  const choices = reaches.map(id => ({ id, n: of[id].length })).filter(each => each.id === 'this' || each.n > 1)
  const meant = reach === 'this' ? [] : of[reach]
  const command = reach === 'this' ? cancelAppointment.name : cancelBundle.name
  const go = (reason: CancelReason | null) => {
    askDeed(null)
    void (reach === 'this' || !visit.bundle
      ? deeds.cancel(visit, reason)
      : cancelSeveral(visit, visit.bundle, reach, reason))
  }
  // A figure pressed before the reasons are here is not lost: it chooses when they come.
  const [early, setEarly] = useState<number | null>(null)
  const waits = list.isPending
  const meantEarly = early === null ? undefined : reasons[early - 1]
  useEffect(() => {
    if (!meantEarly) return
    setEarly(null)
    go(meantEarly)
  })
  const keys: KeyMap = {}
  for (let n = 1; n <= 9; n++) {
    const reason = reasons[n - 1]
    if (reason) keys[String(n)] = { does: reason.text, run: () => go(reason) }
    else if (waits) keys[String(n)] = { does: t('kit.loading'), run: () => setEarly(n) }
  }
  if (choices.length > 1) {
    const next = choices[(choices.findIndex(each => each.id === reach) + 1) % choices.length]!.id
    keys.a = { does: t('schedule.deeds.cancel.reach'), run: () => setReach(next) }
  }
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
        command={command}
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
      {choices.length > 1 && (
        <ReachChoice
          label={t('schedule.deeds.cancel.reach')}
          choices={choices}
          value={reach}
          onChange={setReach}
          keyOf={id => (id === reach ? 'a' : undefined)}
        />
      )}
      {meant.length > 1 && (
        <p role="status">
          {t('schedule.deeds.cancel.meant', {
            days: meant
              .slice(0, 8)
              .map(each => day(dayOf(each.startsAt, each.zone)))
              .join(' · '),
          })}
          {meant.length > 8 && t('schedule.deeds.cancel.more', { n: meant.length - 8 })}
        </p>
      )}
      <Button small autoFocus keyHint="Enter" command={command} onPress={() => go(null)}>
        {meant.length > 1
          ? t('schedule.deeds.cancel.plainSeveral', { n: meant.length })
          : t('schedule.deeds.cancel.plain')}
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
