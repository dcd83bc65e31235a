import { useState } from 'react'
import type { InputOf } from '../../../core/contract.ts'
import { useDraft } from '../../../web/kit/drafts.ts'
import type { changePatient } from '../contract.ts'
import { birthDatesIn } from './birth-dates.ts'
import type { PatientRecord } from './patient-name.ts'

export type Changes = InputOf<typeof changePatient>['changes']
type Phone = NonNullable<Changes['phones']>[number]
type Address = NonNullable<Changes['addresses']>[number]
export type RecordValues = Required<Omit<Changes, 'phones' | 'addresses' | 'identifiers'>> & {
  phones: Phone[]
  addresses: Address[]
}

type Kept = { version: number; changes: Changes; birthText: string | null }

/** The record as the form's values: phones and addresses without their ids. */
function valuesOf(card: PatientRecord): RecordValues {
  const { family, given, middle, suffix, preferred, formerFamily, birthDate, sex, pronouns, language } = card
  const { interpreterNeeded, interpreterLanguage, email, preferredChannel, mayText, mayEmail, mayLeaveMessage } = card
  return {
    ...{ family, given, middle, suffix, preferred, formerFamily, birthDate, sex, pronouns, language },
    ...{ interpreterNeeded, interpreterLanguage, email, preferredChannel, mayText, mayEmail, mayLeaveMessage },
    note: card.note,
    deceasedOn: card.deceasedOn,
    phones: card.phones.map(({ id: _, ...phone }) => phone),
    addresses: card.addresses.map(({ id: _, startsOn: __, endedOn: ___, ...address }) => address),
  }
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

export type RecordDraft = {
  values: RecordValues
  /** What differs from the record as it is now. */
  changes: Changes
  /** The version the first change was based on: the server tells by it whose change came first. */
  version: number
  dirty: boolean
  birthText: string
  set: (change: Partial<RecordValues>) => void
  typeBirth: (text: string) => void
  /** Goes on from a newer version, leaving out the fields that are given up. Returns the changes that stay. */
  rebase: (version: number, without?: readonly string[]) => Changes
  /** Everything is saved as this version: what is typed from here on goes on from it, even before the screen has read it. */
  saved: (version: number) => void
  clear: () => void
  restoredAt: Date | null
}

/** Half-made changes of one record. Only what was touched is kept, so that fields changed by others meanwhile show their new value. */
export function useRecordDraft(card: PatientRecord, birthWords: string): RecordDraft {
  const draft = useDraft<Kept | null>(`patients.record.${card.id}`, null)
  const [own, setOwn] = useState(0)
  const version = Math.max(card.version, own)
  const base = valuesOf(card)
  const kept = draft.value
  const changes = Object.fromEntries(
    Object.entries(kept?.changes ?? {}).filter(([field, value]) => !same(value, base[field as keyof RecordValues])),
  ) as Changes
  const birthText = kept?.birthText ?? birthWords
  const dirty = Object.keys(changes).length > 0 || birthText !== birthWords
  const change = (next: (now: Kept) => Partial<Kept>) =>
    draft.set(now => {
      // Nothing changed so far: what is typed from here on is based on what is on the screen.
      const from = now && dirty ? now : { version, changes: {}, birthText: null }
      return { ...from, ...next(from) }
    })
  return {
    values: { ...base, ...changes } as RecordValues,
    changes,
    version: kept?.version ?? version,
    dirty,
    birthText,
    set: values => change(now => ({ changes: { ...now.changes, ...values } })),
    typeBirth: text =>
      change(now => {
        const date = text.trim() === '' ? null : birthDatesIn(text)[0]
        const { birthDate: _, ...rest } = now.changes
        return { birthText: text, changes: date === undefined ? rest : { ...rest, birthDate: date } }
      }),
    rebase: (version, without = []) => {
      const left = Object.fromEntries(Object.entries(changes).filter(([field]) => !without.includes(field))) as Changes
      draft.set({ version, changes: left, birthText: without.includes('birthDate') ? null : (kept?.birthText ?? null) })
      return left
    },
    saved: now => {
      setOwn(now)
      draft.clear()
    },
    clear: draft.clear,
    restoredAt: draft.restored && dirty ? draft.keptAt : null,
  }
}
