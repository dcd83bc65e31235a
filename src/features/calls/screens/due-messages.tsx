import { useRouter } from '@tanstack/react-router'
import { takeInHand } from '../../../web/app/person-in-hand.ts'
import { ago, clock, day, dayOf } from '../../../web/kit/format.ts'
import { List } from '../../../web/kit/list.tsx'
import { Section } from '../../../web/kit/panel.tsx'
import { Shape } from '../../../web/kit/tag.tsx'
import { t } from '../../../web/words/say.ts'
import css from './call-rail.module.css'
import { aboutWords, type MessageLine } from './call-words.ts'
import { openInInbox } from './message-in-sight.ts'
import { useNow } from './use-now.ts'

const most = 6

/** When a message is due, as short as it can be said: how long ago it was, a time today, a day. */
export function dueWords(dueAt: string, now: number): string {
  if (Date.parse(dueAt) <= now) return ago(dueAt, now)
  const on = dayOf(dueAt)
  return on === dayOf(new Date(now)) ? clock(dueAt) : day(on, 'brief')
}

const urgency = (message: MessageLine, now: number) =>
  message.overdue || Date.parse(message.dueAt) <= now
    ? 'late'
    : message.priority === 'urgent'
      ? 'soon'
      : message.turn === 'from'
        ? 'news'
        : 'calm'

/** Messages whose next thing is to be done here; each takes its person in hand and opens in the inbox. */
export function DueMessages(props: { title: string; messages: readonly MessageLine[]; inHand: string | null }) {
  const { title, messages, inHand } = props
  const now = useNow(10_000)
  const router = useRouter()
  if (messages.length === 0) return null
  const said = (message: MessageLine) =>
    [
      message.turn === 'from' && message.reply ? message.reply : message.text,
      message.attempts > 0 && t('calls.rail.tries', { n: message.attempts }),
    ]
      .filter(Boolean)
      .join(' · ')
  return (
    <Section title={title} count={messages.length}>
      <List
        label={title}
        rows={messages.slice(0, most)}
        rowKey={message => message.message}
        text={message =>
          `${aboutWords(message)}, ${t('calls.rail.due', { when: dueWords(message.dueAt, now) })}, ${said(message)}`
        }
        current={messages.find(message => message.patient?.patient === inHand)?.message ?? null}
        onOpen={message => {
          if (message.patient) takeInHand(message.patient.patient)
          openInInbox(message.message)
          router.history.push('/inbox')
        }}
      >
        {message => {
          const of = urgency(message, now)
          return (
            <div className={css.item}>
              <Shape of={of} />
              <div>
                <b>{aboutWords(message)}</b>
                <p>{said(message)}</p>
              </div>
              <span className={of === 'late' ? `${css.t} ${css.late}` : css.t}>{dueWords(message.dueAt, now)}</span>
            </div>
          )
        }}
      </List>
      {messages.length > most && <p className={css.more}>{t('calls.rail.more', { n: messages.length - most })}</p>}
    </Section>
  )
}
