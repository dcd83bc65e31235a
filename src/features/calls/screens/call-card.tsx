import { useRef } from 'react'
import { writeMessage } from '../../../web/app/message-in-hand.ts'
import { personInHand, takeInHand } from '../../../web/app/person-in-hand.ts'
import { useAct, useAsk } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { clock } from '../../../web/kit/format.ts'
import { useKeys } from '../../../web/kit/keys.ts'
import { TextArea } from '../../../web/kit/text-area.tsx'
import { toast } from '../../../web/kit/toast.ts'
import { sayError } from '../../../web/words/refusal-words.ts'
import { t } from '../../../web/words/say.ts'
import { callCard, leaveMessage, linkCall, noteCall } from '../contract.ts'
import { CallOutcome } from './call-outcome.tsx'
import css from './call-rail.module.css'
import { type CallLine, numberWords, whoWords } from './call-words.ts'
import { Identity } from './identity.tsx'
import type { Outcome } from './send-note.ts'
import { type CallNote, useCallNote } from './use-call-note.ts'
import { running, useNow } from './use-now.ts'
import { WhoIsIt } from './who-is-it.tsx'

/** The call in progress: who it is and what to check, the note under the hands, and the one key that closes it. */
export function CallCard({ call, likely, keys }: { call: CallLine; likely: Outcome | undefined; keys: boolean }) {
  const card = useAsk(callCard, { call: call.call })
  const note = useCallNote(call)
  const link = useAct(linkCall)
  const area = useRef<HTMLTextAreaElement>(null)
  const person = card.data?.people.find(one => one.patient === call.patient?.patient)
  const who = call.patient?.name ?? (call.candidates.length > 0 ? t('calls.card.who') : whoWords(call))
  const end = (outcome: Outcome) =>
    note.end(outcome).then(
      how => how === 'ended' && toast(t('calls.card.closed', { outcome: t(`calls.outcomes.${outcome}`) })),
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
      w: { does: t('calls.card.writing'), run: () => area.current?.focus() },
      m: call.patient ? undefined : { does: t('calls.card.message'), run: message },
    },
    { enabled: keys },
  )
  return (
    <article className={css.card} aria-label={t('calls.card.title', { who })}>
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
      </header>
      <div className={css.cardBody}>
        {person && <Identity person={person} />}
        {!call.patient && <WhoIsIt call={call} />}
        <TextArea
          label={t('calls.card.note')}
          placeholder={t('calls.card.notePlaceholder')}
          value={note.text}
          onChange={note.type}
          rows={3}
          maxLength={20_000}
          inputRef={area}
        />
        <NoteState note={note} />
        {note.clash && <NoteClash note={note} />}
        <CallOutcome likely={note.ending ?? likely ?? 'answered'} keys={keys} busy={false} onEnd={end} />
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
      </div>
    </article>
  )
}

function CallClock({ call }: { call: CallLine }) {
  const now = useNow()
  const time = running(call.takenAt ?? call.ringingAt, now)
  return (
    <div className={css.small}>
      {call.direction === 'out' ? t('calls.card.out', { time }) : t('calls.card.in', { time })}
    </div>
  )
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
