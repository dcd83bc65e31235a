import { useEffect, useState } from 'react'
import type { OutputOf } from '../../../core/contract.ts'
import type { Id } from '../../../core/id.ts'
import { searchPatients } from '../../../features/patients/contract.ts'
import { fullName } from '../../../features/patients/screens/index.tsx'
import { useAsk } from '../../kit/api.ts'
import { fold } from './pieces.ts'
import { chipOf, type Understanding } from './understanding.ts'

export type PatientLine = OutputOf<typeof searchPatients>['patients'][number]

/** Who the words of the line are: nobody yet, or a patient, with the others they could be. */
export type Resolved = {
  patient: { id: Id<'patient'>; name: string; born: string | null } | null
  found: readonly PatientLine[]
  guessed: boolean
  waits: boolean
  /** Of the words that may name a patient, those that do. */
  wording: string | null
  /** The words asked about; null when the line names nobody. */
  search: string | null
  error: Error | null
}

const pause_ms = 60

/** The text, a moment after the typing has paused; the first letter is not held up. */
function useSettled(text: string | null): string | null {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), pause_ms)
    return () => clearTimeout(timer)
  }, [text])
  return text === null || settled === null ? text : settled
}

/** True if every word of the wording begins one of the patient's names: a note's last word is a patient only if it names one. */
export function bears(wording: string, patient: Pick<PatientLine, 'family' | 'given' | 'preferred'>): boolean {
  const names = fold(`${patient.family} ${patient.given} ${patient.preferred}`).split(/[^\p{L}]+/u)
  return fold(wording)
    .split(/\s+/)
    .every(word => names.some(name => name === word || (word.length >= 4 && name.startsWith(word))))
}

/** False if the wording holds a birth date, a number or an e-mail that is not in the record: whoever has the name may be seen, but nothing is done
 *  to them unless they are picked by hand. */
export function fits(wording: string, patient: Pick<PatientLine, 'why'>): boolean {
  return !/[\d@]/.test(wording) || patient.why.some(match => !names.has(match.on))
}
const names = new Set(['family', 'given', 'middle', 'preferred', 'former'])

/** Of those the search found: the one picked by hand, else the one in hand, else the best. A note is put on nobody by a guess among several. */
export function whoIsMeant<T extends { id: string }>(
  found: readonly T[],
  picked: string | undefined,
  inHand: string | undefined,
  isNote: boolean,
): T | undefined {
  const known = found.find(one => one.id === picked) ?? found.find(one => one.id === inHand)
  return known ?? (isNote && found.length > 1 ? undefined : found[0])
}

/** Finds the person a line means through the patient search, best first; `picked` is the one chosen by hand for these words. */
export function useWho(
  understood: Understanding,
  picked: { search: string; id: string } | null,
  inHand: string | undefined,
  opened: boolean,
): Resolved {
  const who = chipOf(understood, 'who')?.value
  const unsure = who && 'unsure' in who ? who.unsure : undefined
  const search = who && 'search' in who ? who.search : null
  const settled = useSettled(search)
  const answer = useAsk(
    searchPatients,
    { text: settled ?? '', limit: 8 },
    { enabled: opened && settled !== null && settled.trim().length > 0, keepPrevious: true },
  )
  const base = { wording: null, found: [], guessed: false, waits: false, search, error: answer.error }
  if (who && 'inHand' in who)
    return { ...base, patient: { id: who.inHand as Id<'patient'>, name: who.name, born: null } }
  if (search === null) return { ...base, patient: null }
  const waits = settled !== search || answer.isPlaceholderData || answer.isPending
  const all = answer.data?.patients ?? []
  // "metformin smith": the wording with more words decides, if somebody bears all of them.
  const wording = unsure?.find(words => all.some(one => bears(words, one))) ?? null
  const found = !unsure ? all : wording ? all.filter(one => bears(wording, one)) : []
  const byHand = picked?.search === search ? found.find(one => one.id === picked.id) : undefined
  const certain = found.filter(one => fits(wording ?? search, one))
  const chosen = byHand ?? whoIsMeant(certain, undefined, inHand, unsure !== undefined)
  const patient = chosen ? { id: chosen.id, name: fullName(chosen), born: chosen.birthDate } : null
  return { ...base, wording, found, guessed: answer.data?.guessed ?? false, waits, patient }
}
