import type { Id } from '../../core/id.ts'
import type { App } from '../../platform/context.ts'
import type { Doer } from './deeds.ts'
import type { Seeded } from './seeded.ts'

export type MadeClinic = {
  practice: Id<'practice'>
  zone: string
  people: { name: string; email: string; role: string; staff: Id<'staff'> }[]
  locations: Id<'location'>[]
  rooms: Id<'room'>[]
  providers: Id<'provider'>[]
  visitTypes: Id<'visit-type'>[]
  patients: Id<'patient'>[]
  appointments: Id<'appointment'>[]
  password: string
}

/** The clinic while it is being made: what the steps hand to one another. */
export type Making = MadeClinic & {
  app: App
  chance: Seeded
  now: Temporal.Instant
  today: Temporal.PlainDate
  secretaries: Doer[]
  manager: Doer
  doctors: Doer[]
}
