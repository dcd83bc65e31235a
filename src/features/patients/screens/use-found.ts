import { useDeferredValue } from 'react'
import { useAsk } from '../../../web/kit/api.ts'
import { searchPatients } from '../contract.ts'
import type { PatientLine } from './patient-name.ts'

export type Found = {
  patients: readonly PatientLine[]
  guessed: boolean
  /** True while the list belongs to an earlier text. */
  behind: boolean
  error: Error | null
  /** True once an answer to this very text says that nobody fits. */
  nobody: boolean
}

/** The list for what is typed: asked at every keystroke, the old list standing until the new one is there. */
export function useFound(text: string, limit = 12): Found {
  const wanted = useDeferredValue(text.trim())
  const answer = useAsk(searchPatients, { text: wanted, limit }, { enabled: wanted.length > 0, keepPrevious: true })
  const data = wanted.length > 0 ? answer.data : undefined
  const behind = wanted !== text.trim() || (wanted.length > 0 && (answer.isPlaceholderData || answer.isLoading))
  return {
    patients: data?.patients ?? [],
    guessed: data?.guessed ?? false,
    behind,
    error: answer.error,
    nobody: data !== undefined && !behind && data.patients.length === 0,
  }
}
