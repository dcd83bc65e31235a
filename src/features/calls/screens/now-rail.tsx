import { useCallback, useEffect, useRef, useState } from 'react'
import { closeMessage, useMessageInHand } from '../../../web/app/message-in-hand.ts'
import { usePersonInHand } from '../../../web/app/person-in-hand.ts'
import { useMay, useSession } from '../../../web/app/session.ts'
import { useAsk } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { Icon } from '../../../web/kit/icon.tsx'
import { useKeys } from '../../../web/kit/keys.ts'
import { type LiveEvent, useLive } from '../../../web/kit/live.ts'
import { Answered, EmptyState } from '../../../web/kit/states.tsx'
import { t } from '../../../web/words/say.ts'
import { waitingRoom } from '../../schedule/contract.ts'
import { callCard, nowRail, takeCall } from '../contract.ts'
import { CallByHand } from './call-by-hand.tsx'
import { CallCard } from './call-card.tsx'
import css from './call-rail.module.css'
import { whoWords } from './call-words.ts'
import { DueMessages } from './due-messages.tsx'
import { UnsentFlags } from './guidance/unsent-flags.tsx'
import { MessageForm } from './message-form.tsx'
import { RingAnnouncement, RingCard } from './ring-card.tsx'
import type { Outcome } from './send-note.ts'
import { UnsentNotes } from './unsent-notes.tsx'
import { useCardAhead } from './use-card-ahead.ts'
import { WaitingHere } from './waiting-here.tsx'

const none: readonly Outcome[] = []

/** What wants attention now, most urgent first: ringing, being spoken, people standing here, call backs, the rest. */
export function NowRail() {
  const may = useMay()
  const rail = useAsk(nowRail, {}, { every_ms: 60_000, enabled: may(nowRail) })
  const room = useAsk(waitingRoom, {}, { every_ms: 60_000, enabled: may(waitingRoom) })
  const me = useSession().staff
  useCardAhead(may(callCard))
  const { patientId } = usePersonInHand()
  const message = useMessageInHand()
  const [byHand, setByHand] = useState(false)
  const [done, setDone] = useState<Record<string, readonly Outcome[]>>({})
  const mine = rail.data?.talking.filter(call => call.takenBy?.staff === me) ?? []
  const others = rail.data?.talking.filter(call => call.takenBy?.staff !== me) ?? []
  const present = mine.at(-1)
  const note = (outcome: Outcome) => () => {
    if (present)
      setDone(now => ({
        ...now,
        [present.call]: [outcome, ...(now[present.call] ?? []).filter(one => one !== outcome)],
      }))
  }
  useDoneDuring(present?.patient?.patient ?? null, outcome => note(outcome)())
  useKeys(t('calls.scope'), {
    C: may(takeCall) ? { does: t('calls.rail.newCall'), run: () => setByHand(true) } : undefined,
  })
  if (!may(nowRail)) {
    return room.data && room.data.waiting.length > 0 ? (
      <WaitingHere waiting={room.data.waiting} inHand={patientId} />
    ) : (
      <EmptyState small icon="check" title={t('calls.rail.calm')} />
    )
  }
  return (
    <>
      <RingAnnouncement calls={rail.data?.ringing ?? []} />
      {byHand && <CallByHand onClose={() => setByHand(false)} />}
      <Answered answer={rail}>
        {data => (
          <>
            {data.ringing.map((call, at) => (
              <RingCard key={call.call} call={call} keys={at === 0} />
            ))}
            {message && (
              <MessageForm
                key={`${message.patient} ${message.call}`}
                about={{ ...message, call: message.call ?? sameCall(mine, message.patient) }}
                note={mine.find(call => call.call === (message.call ?? sameCall(mine, message.patient)))?.note ?? ''}
                onSent={note('message')}
              />
            )}
            {mine.map(call => (
              <CallCard key={call.call} call={call} done={done[call.call] ?? none} keys={call === present} />
            ))}
            {others.map(call => (
              <p key={call.call} className={css.folded}>
                <span>{t('calls.rail.others', { name: call.takenBy?.name ?? '', who: whoWords(call) })}</span>
              </p>
            ))}
            <WaitingHere waiting={room.data?.waiting ?? []} inHand={patientId} />
            <DueMessages
              title={t('calls.rail.callBack')}
              messages={data.due.filter(one => one.number !== null && one.turn === 'to')}
              inHand={patientId}
            />
            <DueMessages
              title={t('calls.rail.tasks')}
              messages={data.due.filter(one => one.number === null || one.turn !== 'to')}
              inHand={patientId}
            />
            {data.ringing.length + data.talking.length + data.due.length + (room.data?.waiting.length ?? 0) === 0 &&
              !message &&
              !byHand && <EmptyState small icon="check" title={t('calls.rail.calm')} hint={t('calls.rail.calmHint')} />}
          </>
        )}
      </Answered>
      {/* Before the open calls are known, every kept note would look like one whose call has left the screen. */}
      {rail.data && <UnsentNotes shown={mine.map(call => call.call)} />}
      {rail.data && <UnsentFlags shown={mine.map(call => call.call)} />}
      {may(takeCall) && !byHand && (
        <div className={css.foot}>
          <Button
            small
            look="quiet"
            icon={<Icon name="phone" size={14} />}
            keyHint="C"
            command={takeCall.name}
            onPress={() => {
              closeMessage()
              setByHand(true)
            }}
          >
            {t('calls.rail.newCall')}
          </Button>
        </div>
      )}
    </>
  )
}

/** A message about the person one is speaking with belongs to that call. */
const sameCall = (mine: readonly { call: string; patient: { patient: string } | null }[], patient: string | null) =>
  patient === null ? null : (mine.findLast(call => call.patient?.patient === patient)?.call ?? null)

/** What was done for this patient while on the phone is the likely end of the call. */
function useDoneDuring(patient: string | null, done: (outcome: Outcome) => void): void {
  const latest = useRef({ patient, done })
  useEffect(() => {
    latest.current = { patient, done }
  })
  const hear = useCallback((event: LiveEvent) => {
    const outcome = outcomeOf[event.name]
    const { patient, done } = latest.current
    if (outcome && patient !== null && event.patient === patient) done(outcome)
  }, [])
  useLive('schedule.appointment-booked', hear)
  useLive('schedule.appointment-moved', hear)
  useLive('schedule.appointment-cancelled', hear)
}

const outcomeOf: Readonly<Record<string, Outcome>> = {
  'schedule.appointment-booked': 'booked',
  'schedule.appointment-moved': 'moved',
  'schedule.appointment-cancelled': 'cancelled',
}
