import { useAsk } from '../../../web/kit/api.ts'
import { Answered, EmptyState } from '../../../web/kit/states.tsx'
import { t } from '../../../web/words/say.ts'
import { openMessages } from '../contract.ts'
import { OneMessage } from './one-message.tsx'

/** One message, read by its id: the same however a list around it moves. */
export function MessageById({ message }: { message: string }) {
  const answer = useAsk(openMessages, { message: message as never })
  return (
    <Answered answer={answer}>
      {({ messages }) =>
        messages[0] ? (
          <OneMessage key={messages[0].message} message={messages[0]} />
        ) : (
          <EmptyState title={t('calls.inbox.emptyAll')} />
        )
      }
    </Answered>
  )
}
