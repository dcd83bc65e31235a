import type { OutputOf } from '../../../../core/contract.ts'
import type { overview } from '../../../practice/contract.ts'
import type { weeklyTemplates } from '../../contract.ts'

type Practice = OutputOf<typeof overview>
export type HoursAnswer = OutputOf<typeof weeklyTemplates>
export type LocationId = Practice['locations'][number]['id']
/** Somebody whose hours can be set; `location` is where they usually are. */
export type Worker = { id: Practice['providers'][number]['id']; name: string; location: LocationId | null }

/** What every panel of the hours stands on: the hours themselves, who works here and where. */
export type Ground = {
  all: HoursAnswer
  providers: readonly Worker[]
  visitTypes: readonly { id: string; name: string; shortName: string }[]
  locations: readonly { id: LocationId; name: string }[]
  /** The name of a location, also of a closed one. */
  nameOf: (location: string | null) => string
}
