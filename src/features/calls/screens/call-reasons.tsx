import { type KeyMap, useKeys } from '../../../web/kit/keys.ts'
import { t, wordAt } from '../../../web/words/say.ts'
import { usualReasons } from '../contract.ts'
import { Chip, Chips } from './chips.tsx'
import type { CallNote } from './use-call-note.ts'

const letters: Record<(typeof usualReasons)[number], string> = {
  appointment: 'a',
  refill: 'r',
  results: 's',
  symptoms: 'y',
  referral: 'f',
  forms: 'o',
  billing: 'b',
  insurance: 'i',
  directions: 'd',
}

/** A reason as the desk says it; one that somebody made up stands as it is. */
export const reasonWords = (reason: string): string => wordAt(`calls.pop.reasons.${reason}`) ?? reason

/** Why they call: several, one key each (`R` and a letter), kept with the note. */
export function CallReasons({ note, keys }: { note: CallNote; keys: boolean }) {
  const own = note.reasons.filter(one => !(usualReasons as readonly string[]).includes(one))
  const map: KeyMap = {}
  for (const reason of usualReasons) {
    map[`R ${letters[reason]}`] = { does: reasonWords(reason), run: () => note.toggleReason(reason) }
  }
  useKeys(t('calls.pop.reasonsTitle'), map, { enabled: keys })
  return (
    <Chips label={t('calls.pop.reasonsTitle')}>
      {[...usualReasons, ...own].map(reason => (
        <Chip key={reason} on={note.reasons.includes(reason)} onPress={() => note.toggleReason(reason)}>
          {reasonWords(reason)}
        </Chip>
      ))}
    </Chips>
  )
}
