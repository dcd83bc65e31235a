import { useState } from 'react'
import { useMay } from '../../../web/app/session.ts'
import { useAct, useAsk } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { time } from '../../../web/kit/format.ts'
import { useKeys } from '../../../web/kit/keys.ts'
import { Answered, EmptyState, FormError } from '../../../web/kit/states.tsx'
import { toast } from '../../../web/kit/toast.ts'
import { t } from '../../../web/words/say.ts'
import { MessageById } from '../../calls/screens/index.tsx'
import { OneSent } from '../../outreach/screens/index.tsx'
import { OneVoicemail } from '../../voicemail/screens/index.tsx'
import { WorkRow } from '../../worklists/screens/index.tsx'
import { giveBackItem, type InboxRow, items, snoozeItem, takeItem, wakeItem } from '../contract.ts'
import { CallRow } from './call-row.tsx'
import css from './inbox.module.css'
import { PersonRow } from './person-row.tsx'
import { sayReason, sayWhen, sayWho } from './say-row.ts'
import { SnoozeDialog } from './snooze-dialog.tsx'

type Props = { kind: InboxRow['kind']; item: string; now: number }

/** The row in hand, as its own feature shows it, under a line that says whose hands it is in and lets it sleep. Read by its id, so that it is the
 *  same however the list moves; when it is gone, so are its keys. */
export function RowDetail({ kind, item, now }: Props) {
  const answer = useAsk(items, { view: 'all', kind, item: item as never, limit: 1 }, { every_ms: 20_000 })
  return (
    <Answered answer={answer}>
      {({ rows }) =>
        rows[0] ? (
          <Present row={rows[0]} now={now} />
        ) : (
          <EmptyState icon="check" title={t('inbox.gone')} hint={t('inbox.goneHint')} />
        )
      }
    </Answered>
  )
}

function Present({ row, now }: { row: InboxRow; now: number }) {
  const others = row.heldBy !== null && !row.heldBy.mine
  return (
    <>
      {row.kind !== 'ringing' && <Hold row={row} now={now} />}
      {row.kind === 'message' || row.kind === 'call-back' ? (
        <MessageById message={row.item} />
      ) : row.kind === 'voicemail' ? (
        <OneVoicemail voicemail={row.item as never} />
      ) : row.kind === 'undelivered' ? (
        <OneSent message={row.item} />
      ) : row.kind === 'order' ? (
        <WorkRow list="orders" item={row.item} />
      ) : row.kind === 'request' ? (
        <WorkRow list="requests" item={row.item} />
      ) : row.kind === 'ringing' || row.kind === 'missed' ? (
        <CallRow row={row} enabled={!others} />
      ) : (
        <PersonRow row={row} enabled={!others} />
      )}
    </>
  )
}

/** Whose hands the row is in, and how it is taken, given back, put off and woken. */
function Hold({ row, now }: { row: InboxRow; now: number }) {
  const may = useMay()
  const [asking, setAsking] = useState(false)
  const take = useAct(takeItem)
  const give = useAct(giveBackItem)
  const wake = useAct(wakeItem)
  const named = { kind: row.kind as Exclude<InboxRow['kind'], 'ringing'>, item: row.item }
  const mine = row.heldBy?.mine ?? false
  const others = row.heldBy !== null && !mine
  // A message is taken where its other deeds are: one button and one key for it, not two.
  const takenBelow = row.kind === 'message' || row.kind === 'call-back'
  const hands = () => (mine ? give.attempt(named) : take.attempt(named))
  const rouse = async () => {
    if (await wake.attempt(named)) toast(t('inbox.woken', { who: sayWho(row) }))
  }
  useKeys(t('inbox.scope'), {
    t: others || takenBelow ? undefined : { does: t(mine ? 'inbox.giveBack' : 'inbox.take'), run: () => void hands() },
    s: others
      ? undefined
      : row.snoozed
        ? { does: t('inbox.wake'), run: () => void rouse() }
        : { does: t('inbox.snooze.deed'), run: () => setAsking(true) },
  })
  return (
    <div className={css.hold}>
      <span>
        {row.snoozed
          ? t('inbox.snoozedBy', { when: sayWhen(row, now), why: sayReason(row.snoozed), name: row.snoozed.by })
          : mine
            ? t('inbox.yours')
            : others
              ? row.heldBy?.until
                ? t('inbox.heldUntil', { name: row.heldBy.name, time: time(row.heldBy.until) })
                : t('inbox.heldBy', { name: row.heldBy?.name ?? '' })
              : t('inbox.free')}
      </span>
      <span className={css.holdEnd}>
        {!others && !takenBelow && may(takeItem) && (
          <Button
            small
            keyHint="t"
            command={mine ? giveBackItem.name : takeItem.name}
            busy={take.busy || give.busy}
            onPress={() => void hands()}
          >
            {t(mine ? 'inbox.giveBack' : 'inbox.take')}
          </Button>
        )}
        {row.snoozed ? (
          <Button small keyHint="s" command={wakeItem.name} busy={wake.busy} onPress={() => void rouse()}>
            {t('inbox.wake')}
          </Button>
        ) : (
          !others && (
            <Button small keyHint="s" command={snoozeItem.name} onPress={() => setAsking(true)}>
              {t('inbox.snooze.deed')}
            </Button>
          )
        )}
      </span>
      <FormError error={take.error ?? give.error ?? wake.error} />
      {asking && <SnoozeDialog named={named} who={sayWho(row)} onClose={() => setAsking(false)} />}
    </div>
  )
}
