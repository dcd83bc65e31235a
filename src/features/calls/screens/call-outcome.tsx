import { useState } from 'react'
import { Button } from '../../../web/kit/button.tsx'
import { Icon } from '../../../web/kit/icon.tsx'
import { type KeyMap, useKeys } from '../../../web/kit/keys.ts'
import { Menu } from '../../../web/kit/menu.tsx'
import { t } from '../../../web/words/say.ts'
import { alsoOutcomes, endCall } from '../contract.ts'
import css from './call-rail.module.css'
import { Chip, Chips } from './chips.tsx'
import type { Also, Outcome } from './send-note.ts'

/** Each outcome and its letter after `H` (hang up): a capital, so that words typed beside a field do not end a call. */
const letters: Record<Outcome, string> = {
  answered: 'a',
  booked: 'b',
  moved: 'v',
  cancelled: 'x',
  message: 'm',
  refill: 'r',
  result: 's',
  referral: 'f',
  billing: 'q',
  transferred: 't',
  'no-answer': 'n',
  voicemail: 'l',
  'wrong-number': 'w',
  emergency: 'e',
}
const all = Object.keys(letters) as Outcome[]
const canBeAlso = (outcome: Outcome): outcome is Also => (alsoOutcomes as readonly string[]).includes(outcome)

/** One key ends the call with what the desk has just done; `H` and a letter with anything else; `&` and a letter adds what else came of it. */
export function CallOutcome(props: {
  /** What was done on this call, the latest first: the first is the likely end, the others come along. */
  done: readonly Outcome[]
  keys: boolean
  busy: boolean
  onEnd: (outcome: Outcome, also: readonly Also[]) => void
}) {
  const { done, keys, busy, onEnd } = props
  const [turned, setTurned] = useState<Partial<Record<Also, boolean>>>({})
  const likely = done[0] ?? 'answered'
  const also = all
    .filter(canBeAlso)
    .filter(outcome => outcome !== likely && (turned[outcome] ?? done.slice(1).includes(outcome)))
  const end = (outcome: Outcome) =>
    onEnd(
      outcome,
      // What was done stays done, whatever ends the call.
      [...new Set([...also, ...(outcome === likely || done.length === 0 ? [] : [likely].filter(canBeAlso))])].filter(
        one => one !== outcome,
      ),
    )
  const turn = (outcome: Also) => setTurned(now => ({ ...now, [outcome]: !also.includes(outcome) }))
  const map: KeyMap = {
    'Ctrl Enter': {
      does: t('calls.card.doneAs', { outcome: t(`calls.outcomes.${likely}`) }),
      run: () => end(likely),
    },
  }
  for (const outcome of all) {
    const words = { outcome: t(`calls.outcomes.${outcome}`) }
    map[`H ${letters[outcome]}`] = { does: t('calls.card.doneAs', words), run: () => end(outcome) }
    if (canBeAlso(outcome) && outcome !== likely)
      map[`& ${letters[outcome]}`] = { does: t('calls.pop.also', words), run: () => turn(outcome) }
  }
  useKeys(t('calls.scope'), map, { enabled: keys })
  return (
    <>
      {also.length > 0 && (
        <Chips label={t('calls.pop.alsoTitle')}>
          {also.map(outcome => (
            <Chip key={outcome} on onPress={() => turn(outcome)}>
              {t(`calls.outcomes.${outcome}`)}
            </Chip>
          ))}
        </Chips>
      )}
      <div className={css.row}>
        <Button
          look="main"
          wide
          busy={busy}
          command={endCall.name}
          onPress={() => end(likely)}
          {...(keys ? { keyHint: 'Ctrl ↵' } : {})}
        >
          {t(`calls.outcomes.${likely}`)}
        </Button>
        <Menu
          label={t('calls.pop.alsoTitle')}
          trigger={<Button label={t('calls.pop.alsoTitle')} icon={<Icon name="plus" />} />}
          items={all
            .filter(canBeAlso)
            .filter(outcome => outcome !== likely && !also.includes(outcome))
            .map(outcome => ({
              id: outcome,
              label: t(`calls.outcomes.${outcome}`),
              keyHint: `& ${letters[outcome]}`,
              run: () => turn(outcome),
            }))}
        />
        <Menu
          label={t('calls.card.otherEnd')}
          trigger={<Button label={t('calls.card.otherEnd')} icon={<Icon name="more" />} />}
          items={all
            .filter(outcome => outcome !== likely)
            .map(outcome => ({
              id: outcome,
              label: t(`calls.outcomes.${outcome}`),
              keyHint: `H ${letters[outcome]}`,
              run: () => end(outcome),
            }))}
        />
      </div>
    </>
  )
}
