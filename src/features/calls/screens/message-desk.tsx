import { takeInHand } from '../../../web/app/person-in-hand.ts'
import { useSession } from '../../../web/app/session.ts'
import { useAsk } from '../../../web/kit/api.ts'
import { useKeys } from '../../../web/kit/keys.ts'
import { List } from '../../../web/kit/list.tsx'
import { Answered, EmptyState } from '../../../web/kit/states.tsx'
import { Shape, Tag } from '../../../web/kit/tag.tsx'
import pane from '../../../web/kit/two-pane.module.css'
import { t } from '../../../web/words/say.ts'
import { openMessages } from '../contract.ts'
import { aboutWords, type MessageLine } from './call-words.ts'
import { dueWords } from './due-messages.tsx'
import { openInInbox, useMessageInSight } from './message-in-sight.ts'
import css from './messages.module.css'
import { OneMessage } from './one-message.tsx'
import { useNow } from './use-now.ts'

/** Messages that are done with, the latest first: the list on the left, the one in sight on the right; j and k walk. */
export function FinishedMessages() {
  const answer = useAsk(openMessages, { whose: 'all', finished: true, limit: 200 }, { keepPrevious: true })
  const wanted = useMessageInSight()
  const messages = answer.data?.messages ?? []
  const at = Math.max(
    0,
    messages.findIndex(one => one.message === wanted),
  )
  const present = messages[at]
  const show = (message: MessageLine | undefined) => {
    if (!message) return
    openInInbox(message.message)
    if (message.patient) takeInHand(message.patient.patient)
  }
  useKeys(t('calls.inbox.scope'), {
    j: { does: t('calls.inbox.down'), run: () => show(messages[at + 1]) },
    k: { does: t('calls.inbox.up'), run: () => show(messages[at - 1]) },
  })
  return (
    <Answered answer={answer} lines={6}>
      {() =>
        messages.length === 0 ? (
          <EmptyState icon="message" title={t('calls.inbox.emptyFinished')} hint={t('calls.inbox.emptyHint')} />
        ) : (
          <div className={pane.desk}>
            <div className={pane.list}>
              <List
                label={t('calls.inbox.list')}
                rows={messages}
                rowKey={message => message.message}
                text={message => `${aboutWords(message)}, ${message.text}`}
                current={present?.message ?? null}
                onOpen={show}
                onFocus={row => row && openInInbox(row.message)}
              >
                {message => <MessageRow message={message} />}
              </List>
            </div>
            {present && <OneMessage key={present.message} message={present} />}
          </div>
        )
      }
    </Answered>
  )
}

function MessageRow({ message }: { message: MessageLine }) {
  const me = useSession().staff
  const now = useNow(10_000)
  const late = message.finishedAt === null && Date.parse(message.dueAt) <= now
  const of = late ? 'late' : message.priority === 'urgent' ? 'soon' : message.turn === 'from' ? 'news' : 'calm'
  return (
    <div className={pane.row}>
      <Shape of={message.finishedAt ? 'fine' : of} />
      <div>
        <b>{aboutWords(message)}</b>
        <p>{message.turn === 'from' && message.reply ? message.reply : message.text}</p>
        <p className={pane.faint}>
          {message.turn === 'from'
            ? t('calls.rail.answered', { name: message.to.name })
            : message.to.staff === me
              ? t('calls.inbox.toYou')
              : t('calls.inbox.to', { name: message.to.name })}
        </p>
      </div>
      <span className={pane.end}>
        <span className={late ? css.overdue : undefined}>{dueWords(message.dueAt, now)}</span>
        {message.priority === 'urgent' && <Tag look="warn">{t('calls.inbox.urgentTag')}</Tag>}
      </span>
    </div>
  )
}
