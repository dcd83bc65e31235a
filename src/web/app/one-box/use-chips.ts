import { fullName } from '../../../features/patients/screens/index.tsx'
import { t } from '../../words/say.ts'
import { sayChip, sayWhen } from './chip-words.ts'
import { understand } from './understand.ts'
import { chipOf, type PartName, type Understanding } from './understanding.ts'
import type { Resolved } from './use-who.ts'
import type { Vocabulary } from './vocabulary.ts'

/** A chip as it is drawn: its part, what it means, and what else it could mean. */
export type DrawnChip = {
  part: PartName
  says: string
  assumed: boolean
  /** So many people the words fit; null when there is no doubt. */
  of: number | null
  /** Nothing was found for it: the words are shown as typed. */
  open: boolean
  others: { id: string; label: string; choose: () => void }[]
}

type Given = {
  understood: Understanding
  who: Resolved
  vocabulary: Vocabulary
  today: string
  write: (line: string) => void
  pick: (picked: { search: string; id: string }) => void
}

const year = (born: string | null) => (born ? born.slice(0, 4) : '')

function whoChip({ understood, who, pick }: Given): DrawnChip | null {
  const chip = chipOf(understood, 'who')
  if (!chip) return null
  const typed = 'search' in chip.value ? chip.value.search : chip.value.name
  // The end of a note that names nobody is just the end of a note.
  if ('unsure' in chip.value && who.found.length === 0) return null
  const others = who.found
    .filter(one => one.id !== who.patient?.id)
    .map(one => ({
      id: one.id,
      label: t('oneBox.person', { name: fullName(one), born: `${year(one.birthDate)} · #${one.chart}` }),
      choose: () => pick({ search: who.search ?? '', id: one.id }),
    }))
  const says = who.patient
    ? who.patient.born
      ? t('oneBox.person', { name: who.patient.name, born: year(who.patient.born) })
      : who.patient.name
    : who.found.length > 1
      ? t('oneBox.several', { words: who.wording ?? typed, n: who.found.length })
      : typed
  const n = who.patient && others.length > 0 ? who.found.length : null
  return { part: 'who', says, assumed: chip.assumed, open: !who.patient, of: n, others }
}

function labelOf(part: PartName, label: string, line: string, { vocabulary, today }: Given): string {
  if (label.startsWith('who: ')) return t('oneBox.asPatient', { word: label.slice(5) })
  if (part !== 'when' && part !== 'from') return label
  const chip = chipOf(understand(line, vocabulary, today), part)
  return chip ? sayWhen(chip.value) : label
}

/** The chips of a line, in the order of the desk's question: who, what, with whom, when, where. */
export function drawnChips(given: Given): DrawnChip[] {
  const { understood, write } = given
  if (understood.deed === 'find' || understood.deed === 'go' || understood.deed === 'keys') return []
  const who = whoChip(given)
  const rest = understood.chips.flatMap((chip): DrawnChip[] => {
    if (chip.part === 'who') return []
    const others = chip.others.map(other => ({
      id: other.line,
      label: labelOf(chip.part, other.label, other.line, given),
      choose: () => write(other.line),
    }))
    return [{ part: chip.part, says: sayChip(chip), assumed: chip.assumed, open: false, of: null, others }]
  })
  return who ? [who, ...rest] : rest
}
