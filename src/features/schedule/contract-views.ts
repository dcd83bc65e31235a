import { z } from 'zod'
import { commandContract, queryContract } from '../../core/contract.ts'
import { idOf } from '../../core/id.ts'
import { refusal } from '../../core/refusal.ts'
import { dayBoard } from './contract-board.ts'
import * as part from './contract-parts.ts'

const readers = ['secretary', 'biller', 'provider', 'manager'] as const
const boardEvents = dayBoard.refreshedBy!

/** Only who made a set may change or remove it. {name} */
export const notYourSet = refusal('schedule.not-your-set', 'denied')

const providerList = z
  .array(part.providerId)
  .max(500)
  .optional()
  .meta({
    description: 'Providers to show; left out: all',
    examples: [['0192d3a0-0000-7000-8000-000000000001']],
  })

export const weekBoard = queryContract({
  name: 'schedule.week-board',
  summary:
    'Seven days of one provider from a Monday on, each day a column: the same visits and holds as the day board shows.',
  roles: readers,
  input: z.object({
    provider: part.providerId,
    date: part.date
      .optional()
      .meta({ description: 'Any day of the week asked for; left out: this week', examples: ['2026-11-24'] }),
    location: part.locationId.optional(),
  }),
  output: dayBoard.output,
  refreshedBy: [...boardEvents],
})

export const monthLoad = queryContract({
  name: 'schedule.month-load',
  summary: 'How full each day of some weeks is: open, booked and free minutes, and the number of visits.',
  roles: readers,
  input: z.object({
    from: part.date.meta({ description: 'First day', examples: ['2026-11-01'] }),
    to: part.date.meta({ description: 'Last day, 62 days after the first at most', examples: ['2026-11-30'] }),
    location: part.locationId.optional(),
    providers: providerList,
  }),
  output: z.object({
    from: z.string(),
    to: z.string(),
    today: z.string(),
    days: z.array(
      z.object({
        date: z.string(),
        /** Minutes in which visits can be held: hours less closures, absences and meetings. */
        openMinutes: z.number(),
        /** Minutes of visits, inside and outside of hours. */
        bookedMinutes: z.number(),
        /** Open minutes that nobody has. */
        freeMinutes: z.number(),
        visits: z.number(),
        providers: z.number(),
        /** Name of the closure or holiday of the whole practice or the location. */
        closure: z.string().nullable(),
      }),
    ),
  }),
  refreshedBy: [...boardEvents],
})

export const boardFilter = z
  .object({
    view: z
      .enum(['day', 'week', 'month', 'rooms', 'flow'])
      .meta({ description: 'Which view of the schedule', examples: ['day'] }),
    location: part.locationId.nullable().meta({ description: 'Location shown; null: all', examples: [null] }),
    providers: z
      .array(part.providerId)
      .max(60)
      .meta({
        description: 'Providers shown, in this order; empty: everybody who works that day',
        examples: [[]],
      }),
    provider: part.providerId.nullable().meta({ description: 'Whose week is shown', examples: [null] }),
    density: z
      .enum(['roomy', 'close'])
      .meta({ description: 'Height of an hour: roomy, or close so that more fits', examples: ['roomy'] }),
  })
  .meta({ description: 'What of the schedule is shown, and how' })

export type BoardFilter = z.output<typeof boardFilter>

const viewSet = z.object({
  id: idOf('view-set'),
  name: z.string(),
  shared: z.boolean(),
  mine: z.boolean(),
  madeBy: z.string(),
  filter: boardFilter,
})

export const viewFilters = queryContract({
  name: 'schedule.view-filters',
  summary: "What one last looked at on the schedule, and the saved sets: one's own and those shared by others.",
  roles: readers,
  input: z.object({}),
  output: z.object({ last: boardFilter.nullable(), sets: z.array(viewSet) }),
  refreshedBy: ['schedule.view-set-changed'],
})

export const keepViewFilter = commandContract({
  name: 'schedule.keep-view-filter',
  summary: 'Keeps what one looks at on the schedule for the next sign-in.',
  roles: readers,
  input: z.object({ filter: boardFilter }),
  output: z.object({}),
})

export const saveViewSet = commandContract({
  name: 'schedule.save-view-set',
  summary:
    "Saves what is shown under a name, for oneself or for everybody; a set of the same name of one's own is replaced.",
  roles: readers,
  input: z.object({
    name: z
      .string()
      .trim()
      .min(1)
      .max(40)
      .meta({ description: 'Name of the set', examples: ['Red team'] }),
    shared: z
      .boolean()
      .default(false)
      .meta({ description: 'Whether everybody of the practice sees it', examples: [false] }),
    filter: boardFilter,
  }),
  output: viewSet,
})

export const removeViewSet = commandContract({
  name: 'schedule.remove-view-set',
  summary: "Removes a saved set of one's own.",
  roles: readers,
  input: z.object({ set: idOf('view-set') }),
  output: z.object({}),
  refusals: [notYourSet],
})

const sheetVisit = z.object({
  id: part.appointmentId,
  patient: part.patientId,
  /** 'SMITH, Jane' as lists show it. */
  patientListName: z.string(),
  chartNumber: z.string().nullable(),
  birthDate: z.string().nullable(),
  /** Numbers in E.164, in the patient's order. */
  phones: z.array(z.string()),
  alerts: z.array(z.string()),
  interpreter: z.string().nullable(),
  what: z.string(),
  provider: part.providerId.nullable(),
  providerName: z.string(),
  roomName: z.string().nullable(),
  location: part.locationId.nullable(),
  locationName: z.string().nullable(),
  zone: z.string(),
  startsAt: z.string(),
  minutes: z.number(),
  state: z.string(),
  note: z.string(),
})

export type SheetVisit = z.output<typeof sheetVisit>

export const daySheet = queryContract({
  name: 'schedule.day-sheet',
  summary: 'The visits of some days for paper: with telephone numbers, alerts and notes.',
  roles: ['secretary', 'provider', 'manager'],
  input: z.object({
    date: part.date.meta({ description: 'First day', examples: ['2026-11-24'] }),
    days: z
      .int()
      .min(1)
      .max(7)
      .default(1)
      .meta({ description: 'How many days', examples: [1] }),
    location: part.locationId.optional(),
    providers: providerList,
  }),
  output: z.object({
    practice: z.string(),
    date: z.string(),
    days: z.number(),
    zone: z.string(),
    madeAt: z.string(),
    visits: z.array(sheetVisit),
  }),
  refreshedBy: [...boardEvents],
})

export const downtimePack = queryContract({
  name: 'schedule.downtime-pack',
  summary:
    'The next three days of every location as one page to keep beside the desk for when nothing works, as it was last made.',
  roles: ['secretary', 'provider', 'manager'],
  input: z.object({}),
  output: z.object({ madeAt: z.string(), html: z.string() }),
})
