import { clock, moment } from '../../../web/kit/format.ts'
import { Tag } from '../../../web/kit/tag.tsx'
import { t } from '../../../web/words/say.ts'
import type { MessageLine } from './call-words.ts'

/** Where an open message stands, as tags: overdue, how soon, taken by whom, for whom one covers, where it also went, how often tried. */
export function MessageState({ message }: { message: MessageLine }) {
  if (message.finishedAt) {
    return message.finishedAs && message.finishedAs !== 'done' ? (
      <Tag>{t(`calls.messages.finish.${message.finishedAs}`)}</Tag>
    ) : null
  }
  const { claimed, coverFor, escalated } = message
  return (
    <>
      {message.kind !== 'note' && <Tag look="info">{t(`calls.messages.kinds.${message.kind}`)}</Tag>}
      {message.overdue && <Tag look="bad">{t('calls.inbox.overdueTag')}</Tag>}
      {message.priority !== 'normal' && (
        <Tag look="warn">{t(message.priority === 'urgent' ? 'calls.inbox.urgentTag' : 'calls.inbox.todayTag')}</Tag>
      )}
      {message.letterDueAt && <Tag look="warn">{t('calls.messages.letterDue')}</Tag>}
      {message.letterSentAt && <Tag>{t('calls.messages.letterSent')}</Tag>}
      {claimed && (
        <Tag>
          {claimed.mine
            ? t('calls.messages.takenByMe', { when: clock(claimed.at) })
            : t('calls.messages.takenBy', { name: claimed.by.name, when: clock(claimed.at) })}
        </Tag>
      )}
      {coverFor && <Tag>{t('calls.messages.forCover', { name: coverFor.name })}</Tag>}
      {escalated && (
        <Tag look="warn">
          {t('calls.messages.escalatedTo', { name: escalated.to.name, when: moment(escalated.at) })}
        </Tag>
      )}
    </>
  )
}
