import { useRouter } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { callOut } from '../../../web/app/call-out.ts'
import { takeInHand } from '../../../web/app/person-in-hand.ts'
import { useMay, useSession } from '../../../web/app/session.ts'
import { useAct } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { useDraft } from '../../../web/kit/drafts.ts'
import { moment, phone } from '../../../web/kit/format.ts'
import { KeyValue } from '../../../web/kit/key-value.tsx'
import { useKeys } from '../../../web/kit/keys.ts'
import { Menu } from '../../../web/kit/menu.tsx'
import { FormError } from '../../../web/kit/states.tsx'
import { TextArea } from '../../../web/kit/text-area.tsx'
import { toast } from '../../../web/kit/toast.ts'
import pane from '../../../web/kit/two-pane.module.css'
import { t } from '../../../web/words/say.ts'
import {
  answerMessage,
  claimMessage,
  finishMessage,
  finishReasons,
  reassignMessage,
  releaseMessage,
  reopenMessage,
  takeCall,
  tryCallBack,
} from '../contract.ts'
import { aboutWords, type MessageLine } from './call-words.ts'
import { kindRows } from './kind-fields.tsx'
import { MessageState } from './message-state.tsx'
import { MessageSteps } from './message-steps.tsx'
import css from './messages.module.css'
import { PassOn } from './pass-on.tsx'
import { useSeen } from './use-seen.ts'

const printing = { name: 'worklists.call-back-letters' }

/** One message, whole, with what can be done about it. */
export function OneMessage({ message }: { message: MessageLine }) {
  const may = useMay()
  const me = useSession().staff
  const router = useRouter()
  useSeen(message)
  const who = aboutWords(message)
  const draft = useDraft(`calls.answer.${message.message}`, '')
  const [answering, setAnswering] = useState(draft.value !== '')
  const area = useRef<HTMLTextAreaElement>(null)
  const answer = useAct(answerMessage)
  const finish = useAct(finishMessage)
  const reopen = useAct(reopenMessage)
  const attempt = useAct(tryCallBack)
  const claim = useAct(claimMessage)
  const release = useAct(releaseMessage)
  const [passing, setPassing] = useState(false)
  const open = message.finishedAt === null
  const other = message.turn === 'from' ? message.to : message.from
  const say = async () => {
    if (draft.value.trim() === '') return
    if (!(await answer.attempt({ message: message.message, text: draft.value }))) return
    draft.clear()
    setAnswering(false)
    toast(t('calls.inbox.answered', { name: other?.name ?? t('calls.inbox.nobodyKnown') }))
  }
  const again = async () => {
    if (await reopen.attempt({ message: message.message })) toast(t('calls.inbox.reopened', { who }))
  }
  const end = async (as: (typeof finishReasons)[number] = 'done') => {
    const text = draft.value.trim()
    if (!(await finish.attempt({ message: message.message, as, ...(text ? { text } : {}) }))) return
    draft.clear()
    toast(t('calls.inbox.finishedDone', { who }), { undo: () => void again() })
  }
  const tried = async (result: 'no-answer' | 'voicemail') => {
    const noted = await attempt.attempt({ message: message.message, result })
    if (!noted) return
    toast(
      noted.letterDue ? t('calls.messages.letterReady') : t('calls.inbox.triedAgain', { when: moment(noted.dueAt) }),
    )
  }
  const take = async () => {
    if (message.claimed) {
      if (await release.attempt({ message: message.message })) toast(t('calls.messages.released', { who }))
    } else if (await claim.attempt({ message: message.message })) toast(t('calls.messages.claimed', { who }))
  }
  // The letters are printed where all letters are; whoever posts them says so there, and this is finished.
  const letterDue = open && message.letterDueAt !== null && message.patient !== null && may(printing)
  const printLetter = () => router.history.push(`/print/letters?list=call-back&item=${message.message}`)
  const callBack = () => void callOut({ who, number: message.number ?? undefined, patient: message.patient?.patient })
  const write = () => {
    setAnswering(true)
    area.current?.focus()
  }
  const takeWord = message.claimed ? 'calls.messages.release' : 'calls.messages.claim'
  useKeys(t('calls.inbox.scope'), {
    a: open ? { does: t('calls.inbox.answer'), run: write } : undefined,
    f: open ? { does: t('calls.inbox.finish'), run: () => void end() } : undefined,
    t: open ? { does: t(takeWord), run: () => void take() } : undefined,
    P: open ? { does: t('calls.messages.pass'), run: () => setPassing(true) } : undefined,
    r: open && message.number ? { does: t('calls.inbox.callBack'), run: callBack } : undefined,
    z: open && message.number ? { does: t('calls.inbox.noAnswer'), run: () => void tried('no-answer') } : undefined,
    l: letterDue ? { does: t('calls.messages.printLetter'), run: printLetter } : undefined,
    'Ctrl Enter': answering
      ? { does: t('calls.inbox.answerSend'), run: () => (document.activeElement === area.current ? void say() : false) }
      : undefined,
  })
  return (
    <article className={pane.detail} aria-label={who}>
      <header className={css.messageHead}>
        <h2>
          {message.patient ? (
            <button
              type="button"
              className={css.person}
              onClick={() => message.patient && takeInHand(message.patient.patient)}
            >
              {who}
            </button>
          ) : (
            who
          )}
        </h2>
        <MessageState message={message} />
      </header>
      <p className={css.text}>{message.text}</p>
      <KeyValue
        rows={[
          ...kindRows(message.kind, message.fields),
          { name: t('calls.inbox.forWhom'), value: message.to.staff === me ? t('calls.inbox.you') : message.to.name },
          { name: t('calls.inbox.leftBy'), value: message.from?.name ?? t('calls.inbox.nobodyKnown') },
          { name: t('calls.inbox.dueAt'), value: moment(message.dueAt) },
          { name: t('calls.inbox.number'), value: message.number && phone(message.number) },
          {
            name: t('calls.messages.kinds.call-back'),
            value:
              message.tries === 0
                ? null
                : [
                    t('calls.messages.tries', { n: message.tries }),
                    message.nextTryAt && t('calls.messages.nextTry', { when: moment(message.nextTryAt) }),
                  ]
                    .filter(Boolean)
                    .join(', '),
          },
        ]}
      />
      {answering && open && (
        <TextArea
          label={t('calls.inbox.answerText')}
          placeholder={
            message.from
              ? t('calls.inbox.answerPlaceholder', { name: (other ?? message.from).name })
              : t('calls.inbox.noBody')
          }
          value={draft.value}
          onChange={draft.set}
          rows={3}
          maxLength={5_000}
          inputRef={area}
          autoFocus
        />
      )}
      <FormError
        error={answer.error ?? finish.error ?? attempt.error ?? reopen.error ?? claim.error ?? release.error}
      />
      {passing && open && <PassOn message={message.message} onDone={() => setPassing(false)} />}
      <div className={pane.deeds}>
        {open && answering && (
          <Button
            look="main"
            keyHint="Ctrl ↵"
            command={answerMessage.name}
            busy={answer.busy}
            onPress={() => void say()}
          >
            {t('calls.inbox.answerSend')}
          </Button>
        )}
        {letterDue && !answering && (
          <Button look="main" keyHint="l" onPress={printLetter}>
            {t('calls.messages.printLetter')}
          </Button>
        )}
        {open && !answering && (
          <Button look={letterDue ? 'plain' : 'main'} keyHint="a" command={answerMessage.name} onPress={write}>
            {t('calls.inbox.answer')}
          </Button>
        )}
        {open && (
          <Button keyHint="f" command={finishMessage.name} busy={finish.busy} onPress={() => void end()}>
            {t('calls.inbox.finish')}
          </Button>
        )}
        {open && (
          <Menu
            trigger={<Button>{t('calls.messages.finishWhy')}</Button>}
            label={t('calls.messages.finishWhy')}
            items={finishReasons.map(as => ({
              id: as,
              label: t(`calls.messages.finish.${as}`),
              run: () => void end(as),
            }))}
          />
        )}
        {open && (
          <Button
            keyHint="t"
            command={message.claimed ? releaseMessage.name : claimMessage.name}
            busy={claim.busy || release.busy}
            onPress={() => void take()}
          >
            {t(takeWord)}
          </Button>
        )}
        {open && !passing && (
          <Button keyHint="P" command={reassignMessage.name} onPress={() => setPassing(true)}>
            {t('calls.messages.pass')}
          </Button>
        )}
        {open && message.number && may(takeCall) && (
          <Button keyHint="r" command={takeCall.name} onPress={callBack}>
            {t('calls.inbox.callBack')}
          </Button>
        )}
        {open && message.number && (
          <Button keyHint="z" command={tryCallBack.name} busy={attempt.busy} onPress={() => void tried('no-answer')}>
            {t('calls.inbox.noAnswer')}
          </Button>
        )}
        {open && message.number && (
          <Button command={tryCallBack.name} onPress={() => void tried('voicemail')}>
            {t('calls.inbox.voicemail')}
          </Button>
        )}
        {!open && (
          <Button command={reopenMessage.name} busy={reopen.busy} onPress={() => void again()}>
            {t('calls.inbox.reopen')}
          </Button>
        )}
      </div>
      <MessageSteps message={message} />
    </article>
  )
}
