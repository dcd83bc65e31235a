import type { InventedProvider, Stretch } from './invented-practice.ts'
import type { Duty, Meeting } from './invented-visits.ts'

/** Weekly meetings in working hours; nobody is booked then. */
export const meetings: readonly Meeting[] = [
  { provider: 2, weekday: 4, from: '15:20', to: '16:20', name: 'Skin conference' },
  { provider: 0, weekday: 1, from: '16:20', to: '17:00', name: 'Team meeting' },
  { provider: 1, weekday: 1, from: '16:20', to: '16:40', name: 'Team meeting' },
]

/** Visit type of the group, by position in all of the full clinic's. */
const group = 12
const sick = 5

/**
 * The weeks of the five known providers with what a real week has beside plain hours: an hour kept for the same day, a group every other
 * week, a Saturday every other week, and sessions with names.
 */
export function fullWeek(providers: InventedProvider[]): InventedProvider[] {
  return providers.map((provider, position) => {
    const hours = provider.hours.map(stretch => named(position, stretch))
    if (position === 0) {
      hours.push({
        weekday: 3,
        location: 0,
        from: '14:00',
        to: '16:00',
        name: 'Living with diabetes',
        everyWeeks: 2,
        week: 0,
        visitTypes: [group],
      })
    }
    if (position === 3) {
      hours.push({
        weekday: 6,
        location: 0,
        from: '09:00',
        to: '12:00',
        name: 'Saturday, same day only',
        everyWeeks: 2,
        week: 1,
        reserve: 'same-day',
      })
    }
    return { ...provider, hours: hours.flatMap(stretch => (position === 3 ? keptHour(stretch) : [stretch])) }
  })
}

function named(position: number, stretch: Stretch): Stretch {
  if (position === 1 && stretch.location === 1) return { ...stretch, name: 'Lakeside day' }
  if (position === 2 && stretch.location === 1) return { ...stretch, name: 'Lakeside skin clinic' }
  if (position === 4 && stretch.to === '12:00') return { ...stretch, name: 'Well-child morning' }
  return stretch
}

/** The last hour of the late day is for who falls ill today; two hours before, whatever is left is anybody's. */
function keptHour(stretch: Stretch): Stretch[] {
  if (stretch.to !== '18:00') return [stretch]
  const kept = {
    ...stretch,
    from: '17:00',
    name: 'Sick today',
    visitTypes: [sick],
    reserve: 'same-day',
    releaseHours: 2,
  } as const
  return [
    { ...stretch, to: '17:00' },
    { ...kept, visitTypes: [...kept.visitTypes] },
  ]
}

/** Whoever starts the program on a weekend finds somebody working: two providers on duty on that Saturday and Sunday. */
export function weekendDuty(today: Temporal.PlainDate, providers: number): Duty[] {
  if (today.dayOfWeek < 6) return []
  const saturday = today.subtract({ days: today.dayOfWeek - 6 })
  return [saturday, saturday.add({ days: 1 })].flatMap(day =>
    [1, 3]
      .filter(provider => provider < providers)
      .map(provider => ({ provider, date: day.toString(), location: 0, from: '09:00', to: '17:00' })),
  )
}
