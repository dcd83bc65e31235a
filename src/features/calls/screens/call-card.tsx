import { useRef, useState } from 'react'
import { writeMessage } from '../../../web/app/message-in-hand.ts'
import { personInHand, takeInHand, usePersonInHand } from '../../../web/app/person-in-hand.ts'
import { useAct, useAsk } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { clock } from '../../../web/kit/format.ts'
import { useKeys } from '../../../web/kit/keys.ts'
import { TextArea } from '../../../web/kit/text-area.tsx'
import { dismissToastsOf, toast } from '../../../web/kit/toast.ts'
import { sayError } from '../../../web/words/refusal-words.ts'
import { t } from '../../../web/words/say.ts'
import { callCard, leaveMessage, linkCall, noteCall } from '../contract.ts'
import { CallOutcome } from './call-outcome.tsx'
import css from './call-rail.module.css'
import { CallReasons } from './call-reasons.tsx'
import { type CallLine, numberWords, whoWords } from './call-words.ts'
import { CallScript } from './guidance/call-script.tsx'
import { RedFlags } from './guidance/red-flags.tsx'
import { IdentityCheck } from './identity-check.tsx'
import { AroundCall, earlierWords, PopFacts } from './pop-facts.tsx'
import type { Also, Outcome } from './send-note.ts'
import { type CallNote, useCallNote } from './use-call-note.ts'
import { running, useNow } from './use-now.ts'
import { WhoIsIt } from './who-is-it.tsx'

/** The call in progress: who it is and what to check, the note under the hands, and the one key that closes it. */
export function CallCard({ call, done, keys }: { call: CallLine; done: readonly Outcome[]; keys: boolean }) {
  const card = useAsk(callCard, { call: call.call })
  const note = useCallNote(call)
  const { patientId } = usePersonInHand()
  const link = useAct(linkCall)
  const [suggested, setSuggested] = useState<Outcome>()
  const area = useRef<HTMLTextAreaElement>(null)
  const person = card.data?.people.find(one => one.patient === call.patient?.patient)
  const who = call.patient?.name ?? (call.candidates.length > 0 ? t('calls.card.who') : whoWords(call))
  const earlier = earlierWords(call)
  // What was chosen, else what was done meanwhile, else what the script led to.
  const likelyEnds = note.ending ? [note.ending] : done.length > 0 || !suggested ? done : [suggested]
  const end = (outcome: Outcome, also: readonly Also[]) =>
    note.end(outcome, also).then(
      how => {
        dismissToastsOf(call.call)
        if (how === 'ended') toast(t('calls.card.closed', { outcome: t(`calls.outcomes.${outcome}`) }))
      },
      error => toast(sayError(error), { look: 'bad' }),
    )
  const message = () => {
    const inHand = personInHand()
    const meant = call.patient ?? call.candidates.find(one => one.patient === inHand)
    writeMessage({ patient: meant?.patient ?? null, call: call.call })
  }
  useKeys(
    t('calls.scope'),
    {
      // Not w: beside an open record that is the waitlist.
      I: { does: t('calls.card.writing'), run: () => area.current?.focus() },
      // The card of the person in hand has that key; after a crash nobody is in hand.
      m: call.patient && patientId ? undefined : { does: t('calls.card.message'), run: message },
    },
    { enabled: keys },
  )
  return (
    <article className={css.card} aria-label={t('calls.card.title', { who })} data-call-in-hand>
      <header className={css.cardHead}>
        <CallClock call={call} />
        <div className={css.who}>
          {call.patient ? (
            <button
              type="button"
              className={css.whoButton}
              onClick={() => call.patient && takeInHand(call.patient.patient)}
            >
              {who}
            </button>
          ) : (
            who
          )}
        </div>
        <div className={css.number}>{numberWords(call)}</div>
        {earlier && <div className={css.earlier}>{earlier}</div>}
      </header>
      <div className={css.cardBody}>
        {person && <IdentityCheck key={person.patient} call={call.call} person={person} keys={keys} />}
        {person && <PopFacts person={person} />}
        {!call.patient && <WhoIsIt call={call} keys={keys} />}
        <TextArea
          label={t('calls.card.note')}
          placeholder={t('calls.card.notePlaceholder')}
          value={note.text}
          onChange={note.type}
          rows={3}
          maxLength={20_000}
          inputRef={area}
          keyHint={keys ? 'I' : undefined}
        />
        <RedFlags call={call.call} note={note.text} reasons={call.reasons} keys={keys} />
        <NoteState note={note} />
        {note.clash && <NoteClash note={note} />}
        <CallReasons note={note} keys={keys} />
        <div className={css.ends}>
          <CallOutcome done={likelyEnds} keys={keys} busy={false} onEnd={end} />
        </div>
        <CallScript call={call.call} reasons={call.reasons} keys={keys} onSuggest={setSuggested} />
        <div className={css.row}>
          <Button
            small
            onPress={message}
            command={leaveMessage.name}
            {...(keys && !call.patient ? { keyHint: 'm' } : {})}
          >
            {t('calls.card.message')}
          </Button>
          {call.patient && (
            <Button small look="quiet" onPress={() => void link.attempt({ call: call.call, patient: null })}>
              {t('calls.card.notThis')}
            </Button>
          )}
        </div>
        {card.data && <AroundCall links={card.data.links} earlier={card.data.earlierCalls} />}
      </div>
    </article>
  )
}

function CallClock({ call }: { call: CallLine }) {
  const now = useNow()
  // Hung up, the call waits for its note and its end: its clock stands.
  const time = running(call.takenAt ?? call.ringingAt, call.endedAt ? Date.parse(call.endedAt) : now)
  const words = call.endedAt ? 'calls.card.over' : call.direction === 'out' ? 'calls.card.out' : 'calls.card.in'
  return <div className={css.small}>{t(words, { time })}</div>
}

function NoteState({ note }: { note: CallNote }) {
  const words = note.ending
    ? t('calls.card.endedLater', { outcome: t(`calls.outcomes.${note.ending}`) })
    : note.state === 'kept' && !note.clash
      ? t('calls.card.keptHere')
      : note.restoredAt
        ? t('calls.card.restored', { time: clock(note.restoredAt.toISOString()) })
        : note.text === ''
          ? ''
          : t(`calls.card.${note.state === 'saved' ? 'saved' : 'saving'}`)
  return (
    <div
      className={css.status}
      data-command={noteCall.name}
      {...(note.state === 'kept' ? { 'data-kept': '', role: 'status' } : {})}
    >
      {words}
    </div>
  )
}

function NoteClash({ note }: { note: CallNote }) {
  if (!note.clash) return null
  return (
    <div className={css.clash} role="alert">
      {t('calls.card.clash', { by: note.clash.by })}
      <blockquote>{note.clash.note}</blockquote>
      <div className={css.clashDeeds}>
        <Button small onPress={() => note.settle('both')}>
          {t('calls.card.both')}
        </Button>
        <Button small onPress={() => note.settle('mine')}>
          {t('calls.card.mine')}
        </Button>
        <Button small onPress={() => note.settle('theirs')}>
          {t('calls.card.theirs')}
        </Button>
      </div>
    </div>
  )
}
