import { Button } from '../../../web/kit/button.tsx'
import { Icon } from '../../../web/kit/icon.tsx'
import { type KeyMap, useKeys } from '../../../web/kit/keys.ts'
import { Menu } from '../../../web/kit/menu.tsx'
import { t } from '../../../web/words/say.ts'
import { endCall } from '../contract.ts'
import css from './call-rail.module.css'
import type { Outcome } from './send-note.ts'

/** Each outcome and its letter after `H` (hang up): a capital, so that words typed beside a field do not end a call. */
const letters: Record<Outcome, string> = {
  answered: 'a',
  booked: 'b',
  moved: 'v',
  cancelled: 'x',
  message: 'm',
  transferred: 't',
  'no-answer': 'n',
  voicemail: 'l',
  'wrong-number': 'w',
  emergency: 'e',
}
const all = Object.keys(letters) as Outcome[]

/** One key ends the call with what the desk has just done; `H` and a letter with anything else. */
export function CallOutcome(props: {
  likely: Outcome
  keys: boolean
  busy: boolean
  onEnd: (outcome: Outcome) => void
}) {
  const { likely, keys, busy, onEnd } = props
  const map: KeyMap = {
    'Ctrl Enter': {
      does: t('calls.card.doneAs', { outcome: t(`calls.outcomes.${likely}`) }),
      run: () => onEnd(likely),
    },
  }
  for (const outcome of all) {
    map[`H ${letters[outcome]}`] = {
      does: t('calls.card.doneAs', { outcome: t(`calls.outcomes.${outcome}`) }),
      run: () => onEnd(outcome),
    }
  }
  useKeys(t('calls.scope'), map, { enabled: keys })
  return (
    <div className={css.row}>
      <Button
        look="main"
        wide
        busy={busy}
        command={endCall.name}
        onPress={() => onEnd(likely)}
        {...(keys ? { keyHint: 'Ctrl ↵' } : {})}
      >
        {t(`calls.outcomes.${likely}`)}
      </Button>
      <Menu
        label={t('calls.card.otherEnd')}
        trigger={<Button label={t('calls.card.otherEnd')} icon={<Icon name="more" />} />}
        items={all
          .filter(outcome => outcome !== likely)
          .map(outcome => ({
            id: outcome,
            label: t(`calls.outcomes.${outcome}`),
            keyHint: `H ${letters[outcome]}`,
            run: () => onEnd(outcome),
          }))}
      />
    </div>
  )
}
