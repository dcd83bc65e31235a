import { expect, test } from 'vitest'
import { openWorld } from '../../../../test/world.ts'
import { openClinic } from '../clinic.fixture.ts'
import { addException } from '../setting-up/add-exception.ts'
import { setWeeklyTemplate } from '../setting-up/set-weekly-template.ts'
import { dayBoard } from './day-board.ts'

const world = await openWorld()
const manager = world.as('manager')

test('bands carry their session, what it is kept for, and meetings by name; a long gap is no lunch', async () => {
  const { providers, location, procedure } = await openClinic(world, { providers: 1, hours: false })
  const provider = providers[0]!
  await manager.do(setWeeklyTemplate, {
    provider,
    validFrom: '2026-11-01',
    hours: [
      { weekday: 1, location, from: '22:00', to: '06:00', name: 'Night' },
      { weekday: 2, location, from: '08:00', to: '10:00', name: 'Open surgery', reserve: 'same-day' },
      { weekday: 2, location, from: '10:00', to: '12:00', name: 'Procedures', visitTypes: [procedure] },
      { weekday: 2, location, from: '13:00', to: '17:00' },
      { weekday: 2, location, from: '22:00', to: '23:00' },
    ],
  })
  const meeting = { provider, kind: 'meeting' as const, from: '2026-12-01', fromTime: '09:00', toTime: '09:30' }
  await manager.do(addException, { ...meeting, reason: 'Huddle' })
  await manager.do(addException, {
    provider,
    kind: 'away',
    from: '2026-12-01',
    fromTime: '16:00',
    toTime: '17:00',
    reason: 'Dentist',
  })
  const board = await manager.do(dayBoard, { date: '2026-12-01', location })
  const hour = (minute: number) => minute / 60
  const bands = board.columns.find(column => column.id === provider)!.bands
  expect(
    bands.map(band => [
      hour(band.fromMinute),
      hour(band.toMinute),
      band.kind,
      band.session ?? band.reason,
      band.reserve,
      band.keptFor?.length,
    ]),
  ).toEqual([
    [0, 6, 'open', 'Night', null, undefined],
    [6, 8, 'lunch', null, null, undefined],
    [8, 9, 'open', 'Open surgery', 'same-day', undefined],
    [9, 9.5, 'meeting', 'Huddle', null, undefined],
    [9.5, 10, 'open', 'Open surgery', 'same-day', undefined],
    [10, 12, 'open', 'Procedures', null, 1],
    [12, 13, 'lunch', null, null, undefined],
    [13, 16, 'open', null, null, undefined],
    [16, 17, 'closed', 'Dentist', null, undefined],
    [17, 22, 'closed', null, null, undefined],
    [22, 23, 'open', null, null, undefined],
    [23, 24, 'closed', null, null, undefined],
  ])
})
