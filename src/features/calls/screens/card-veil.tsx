import { type ReactNode, useState } from 'react'
import { useMay, useSession } from '../../../web/app/session.ts'
import { useAsk } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { t } from '../../../web/words/say.ts'
import { callCard, nowRail } from '../contract.ts'
import css from './card-veil.module.css'

/** The call this person has in hand about that patient, or one that may be about them; null: none. */
function useCallAbout(patient: string) {
  const may = useMay()
  const { staff } = useSession()
  const rail = useAsk(nowRail, {}, { enabled: may(nowRail) })
  const call = rail.data?.talking.find(
    one =>
      one.takenBy?.staff === staff &&
      one.endedAt === null &&
      (one.patient ? one.patient.patient === patient : one.candidates.some(candidate => candidate.patient === patient)),
  )
  const card = useAsk(callCard, { call: call?.call ?? '' }, { enabled: call !== undefined && may(callCard) })
  if (!call) return null
  return {
    call: call.call,
    person: card.data?.people.find(one => one.patient === patient) ?? null,
    linked: !!call.patient,
  }
}

/** Who is on the phone about the person in hand, and that nothing is told yet. It keeps nobody from anything. */
export function CallNotice({ patient }: { patient: string }) {
  const about = useCallAbout(patient)
  if (!about?.person) return null
  const { check, needed, name } = about.person
  if (check?.mayHear === 'everything') return null
  const words = !about.linked
    ? t('calls.pop.beside.whoFirst', { name })
    : !check
      ? t(needed > 0 ? 'calls.pop.beside.unchecked' : 'calls.pop.beside.uncheckedBare', { n: needed })
      : check.mayHear === 'nothing'
        ? t('calls.pop.beside.nothing')
        : t('calls.pop.beside.appointments', { name: check.name ?? '' })
  return (
    <p className={css.notice} role="status">
      <span aria-hidden="true">▲ </span>
      {words}
    </p>
  )
}

/** What the card of the call veils is not laid open beside it, unless somebody asks for it. */
export function CallVeil({ patient, children }: { patient: string; children: ReactNode }) {
  const about = useCallAbout(patient)
  // Asked for during one call, it is not asked for in the next.
  const [shownIn, setShownIn] = useState<string | null>(null)
  if (!about || shownIn === about.call) return children
  if (!about.person) return null
  if (!about.person.veiled) return children
  return (
    <div className={css.veil}>
      <span>{t('calls.pop.beside.veiled')}</span>
      <Button small look="quiet" onPress={() => setShownIn(about.call)}>
        {t('calls.pop.beside.show')}
      </Button>
    </div>
  )
}
