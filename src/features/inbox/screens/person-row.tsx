import { useRouter } from '@tanstack/react-router'
import type { CommandContract, InputOf } from '../../../core/contract.ts'
import { callOut } from '../../../web/app/call-out.ts'
import { useMay } from '../../../web/app/session.ts'
import { useAct } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { moment, phone } from '../../../web/kit/format.ts'
import { KeyValue } from '../../../web/kit/key-value.tsx'
import { useKeys } from '../../../web/kit/keys.ts'
import { FormError } from '../../../web/kit/states.tsx'
import { toast } from '../../../web/kit/toast.ts'
import pane from '../../../web/kit/two-pane.module.css'
import { t } from '../../../web/words/say.ts'
import { noteWalkInLeft, placeWalkIn } from '../../arrivals/contract.ts'
import { takeCall } from '../../calls/contract.ts'
import { useNow } from '../../calls/screens/index.tsx'
import { roomPatient } from '../../schedule/contract.ts'
import { takeAnswer } from '../../waitlist/contract.ts'
import type { InboxRow } from '../contract.ts'
import { sayWhat, sayWhen, sayWho } from './say-row.ts'

type Deed = { key: string; words: string; needs: { name: string }; run: () => unknown }

/** Somebody who waits here, or is to be told of a freed time by telephone. */
export function PersonRow({ row, enabled }: { row: InboxRow; enabled: boolean }) {
  const may = useMay()
  const now = useNow(10_000)
  const router = useRouter()
  const room = useAct(roomPatient)
  const place = useAct(placeWalkIn)
  const left = useAct(noteWalkInLeft)
  const answer = useAct(takeAnswer)
  const who = sayWho(row)
  const said = async <C extends CommandContract>(
    deed: { attempt: (input: InputOf<C>) => Promise<unknown> },
    input: InputOf<C>,
    words: string,
  ) => {
    if (await deed.attempt(input)) toast(words)
  }
  const version = Number(row.facts.version)
  const walkIn = { walkIn: row.item as never, version }
  const reply = (yes: boolean) =>
    said<typeof takeAnswer>(
      answer,
      { time: String(row.facts.time) as never, wish: String(row.facts.wish) as never, answer: yes ? 'yes' : 'no' },
      t(yes ? 'inbox.offer.booked' : 'inbox.offer.goesOn', { who }),
    )
  const board: Deed = {
    key: 'd',
    words: t('inbox.toBoard'),
    needs: { name: 'schedule.day-board' },
    run: () => router.history.push('/today'),
  }
  const deeds: Deed[] = (
    row.kind === 'waiting'
      ? [
          {
            key: 'r',
            words: t('inbox.room'),
            needs: roomPatient,
            run: () =>
              said<typeof roomPatient>(room, { appointment: row.item as never, version }, t('inbox.roomed', { who })),
          },
          board,
        ]
      : row.kind === 'walk-in'
        ? [
            {
              key: 'r',
              words: t('inbox.walkIn.place'),
              needs: placeWalkIn,
              run: () => said<typeof placeWalkIn>(place, walkIn, t('inbox.walkIn.placed', { who })),
            },
            {
              key: 'x',
              words: t('inbox.walkIn.left'),
              needs: noteWalkInLeft,
              run: () => said<typeof noteWalkInLeft>(left, walkIn, t('inbox.walkIn.leftDone', { who })),
            },
            board,
          ]
        : [
            {
              key: 'r',
              words: t('inbox.callBack'),
              needs: takeCall,
              run: () => callOut({ who, number: row.number ?? undefined, patient: row.patient?.id }),
            },
            { key: '1', words: t('inbox.offer.yes'), needs: takeAnswer, run: () => reply(true) },
            { key: '2', words: t('inbox.offer.no'), needs: takeAnswer, run: () => reply(false) },
          ]
  ).filter(deed => may(deed.needs))
  const first = deeds[0]
  useKeys(
    t('inbox.scope'),
    {
      ...Object.fromEntries(deeds.map(deed => [deed.key, { does: deed.words, run: () => void deed.run() }])),
      Enter: first && { does: first.words, run: () => void first.run(), hidden: true },
    },
    { enabled },
  )
  const waits = row.kind === 'waiting' || row.kind === 'walk-in'
  return (
    <article className={pane.detail} aria-label={who}>
      <h2>{who}</h2>
      <p>{sayWhat(row)}</p>
      <KeyValue
        rows={[
          { name: t('inbox.number'), value: row.number && phone(row.number) },
          { name: t('inbox.since'), value: moment(row.since) },
          { name: t(waits ? 'inbox.waiting' : 'inbox.due'), value: sayWhen(row, now) },
        ]}
      />
      <div className={pane.deeds}>
        {deeds.map((deed, at) => (
          <Button
            key={deed.key}
            look={at === 0 ? 'main' : 'plain'}
            keyHint={deed.key}
            command={deed.needs.name}
            disabled={!enabled}
            onPress={() => void deed.run()}
          >
            {deed.words}
          </Button>
        ))}
      </div>
      <FormError error={room.error ?? place.error ?? left.error ?? answer.error} />
    </article>
  )
}
