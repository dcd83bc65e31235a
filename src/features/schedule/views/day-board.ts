import { wallClock } from '../../../core/time.ts'
import { query } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { bandsOf } from './board-bands.ts'
import { boardColumns } from './board-columns.ts'
import { dayOf, shownMinutes } from './board-hours.ts'
import { boardHoldOf, boardVisitOf, countsOf, holdsIn, visitsIn } from './board-visits.ts'
import { boardZone } from './board-zone.ts'
import { roomBands } from './room-bands.ts'

const instantText = (ms: number) => Temporal.Instant.fromEpochMilliseconds(ms).toString()

/** The day as the board shows it. Few statements, whatever the size: zone, visits, holds, hours, columns, rooms out of use. */
export const dayBoard = query(contract.dayBoard, async (ctx, input) => {
  const location = input.location ?? null
  const zone = await boardZone(ctx, location)
  const date = input.date ?? wallClock(ctx.now, zone).date
  const day = dayOf(date, zone)
  const providers = input.providers ?? null
  const ask = { since: instantText(day.from), until: instantText(day.to), date, location, providers }
  const visits = await visitsIn(ctx, ask)
  const holds = await holdsIn(ctx, ask)
  const seen = (pick: (row: { provider_id: string | null; room_id: string | null }) => string | null) =>
    [...new Set([...visits, ...holds].map(pick))].filter(id => id !== null)
  const { columns, hours, closure } = await boardColumns(ctx, {
    date,
    location,
    providers,
    providersSeen: seen(row => row.provider_id),
    roomsSeen: seen(row => row.room_id),
    kinds: input.columns,
  })
  ctx.concerns(
    visits.map(row => row.patient_id),
    { date },
  )
  const rooms = columns.filter(column => column.kind === 'room').map(column => column.id)
  const shut = await roomBands(ctx, { rooms, date, day, zone })
  const banded = columns.map(column => {
    const rows = hours.filter(row => row.provider_id === column.id)
    const bands = column.kind === 'provider' ? bandsOf(rows, day, zone) : (shut.get(column.id) ?? [])
    return { ...column, date, closure: null, bands }
  })
  // Rooms have no hours of their own: theirs begin and end with the house's.
  const house = input.columns === 'rooms' ? bandsOf(hours, day, zone) : banded.flatMap(column => column.bands)
  return {
    span: 'day' as const,
    date,
    zone,
    now: ctx.now.toString(),
    ...shownMinutes(house, visits, day, zone),
    closure,
    columns: banded as never,
    visits: visits.map(row => boardVisitOf(row, ctx.now)),
    holds: holds.map(boardHoldOf),
    counts: countsOf(visits),
  }
})
