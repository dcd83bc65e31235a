import { keysNow } from '../../kit/keys.ts'
import { t } from '../../words/say.ts'
import { useMay } from '../session.ts'
import { boxPlaces } from './box-places.ts'
import { type BoxChoice, type Choices, nothing } from './choice.ts'
import { examples } from './examples.ts'
import type { Understanding } from './understanding.ts'
import { useBookChoices } from './use-book-choices.ts'
import { useFindChoices } from './use-find-choices.ts'
import { useMessageChoices } from './use-message-choices.ts'
import { useVisitChoices } from './use-visit-choices.ts'
import type { Resolved } from './use-who.ts'

type Given = {
  line: string
  understood: Understanding
  who: Resolved
  today: string
  write: (line: string) => void
  tell: (no: string | null) => void
  go: (to: string) => void
}

/** What the line can come to, whichever deed it asks for. */
export function useChoices(given: Given): Choices {
  const { line, understood, who, today, write, tell } = given
  const find = useFindChoices(line, understood, who, today, write)
  const book = useBookChoices(understood, who, today, tell)
  const visit = useVisitChoices(understood, who, tell)
  const message = useMessageChoices(understood, who, tell)
  const may = useMay()
  // A day that does not exist must not become another one under Enter.
  if (understood.impossible) return { ...nothing, hint: t('oneBox.impossible', { words: understood.impossible }) }
  switch (understood.deed) {
    case 'find':
    case 'go':
      return find
    case 'book':
      return book
    case 'cancel':
    case 'move':
      return visit
    case 'call':
    case 'message':
      return message
    case 'keys':
      return { ...nothing, list: everything(may, write, given.go) }
  }
}

/** The list behind "?": every deed with an example, every place with its key. */
function everything(
  may: (contract: { name: string; open?: string }) => boolean,
  write: Given['write'],
  go: Given['go'],
): BoxChoice[] {
  const deeds = examples()
    .filter(example => may(example.needs))
    .map(
      (example): BoxChoice => ({
        id: `deed-${example.verb}`,
        group: t('oneBox.group.deeds'),
        title: example.does,
        detail: example.line,
        deed: t('oneBox.write'),
        run: () => {
          write(`${example.verb} `)
          return false
        },
      }),
    )
  const places = boxPlaces(may).map(
    (place): BoxChoice => ({
      id: place.to,
      group: t('oneBox.group.places'),
      title: place.name,
      detail: place.key ?? (place.setting ? t('oneBox.setting') : ''),
      deed: t('oneBox.open'),
      run: () => {
        go(place.to)
        return true
      },
    }),
  )
  return [...deeds, ...places]
}

/** Every key that acts at this moment, for the list behind "?". */
export const keysToList = () => keysNow()
