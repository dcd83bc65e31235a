import { useEffect, useState } from 'react'
import type { InputOf } from '../../../core/contract.ts'
import { RefusedError, useAsk } from '../../../web/kit/api.ts'
import { findDuplicates } from '../contract.ts'
import { birthDatesIn } from './birth-dates.ts'
import type { Double } from './doubles.tsx'
import type { RegistrationText } from './newcomer-fields.ts'

const quiet_ms = 200

/** Who may be here already, asked shortly after each stop in typing. */
export function useDoubles(text: RegistrationText, enabled: boolean): readonly Double[] {
  const { family, given, phone, email } = text
  const birthDate = birthDatesIn(text.birthDate)[0] ?? null
  const [wanted, setWanted] = useState<InputOf<typeof findDuplicates>>({})
  useEffect(() => {
    const wait = setTimeout(
      () => setWanted({ family, given, phone, email, ...(birthDate ? { birthDate } : {}) }),
      quiet_ms,
    )
    return () => clearTimeout(wait)
  }, [family, given, birthDate, phone, email])
  // One word of a name says nothing yet.
  const enough = (wanted.family ?? '').trim().length > 1 || (wanted.phone ?? '').trim().length > 6 || !!wanted.email
  const answer = useAsk(findDuplicates, wanted, { enabled: enabled && enough, keepPrevious: true })
  return enough ? (answer.data?.candidates ?? []) : []
}

/** Those for whom the server refused to register. */
export function refusedFor(error: unknown): string[] {
  if (!(error instanceof RefusedError) || error.code !== 'patients.likely-duplicate') return []
  const { candidates } = error.facts
  return Array.isArray(candidates) ? candidates.map(one => String((one as { id?: unknown }).id)) : []
}
