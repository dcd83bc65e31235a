import { describe, expect, it } from 'vitest'
import { setPlace } from '../../../web/kit/format.ts'
import { type Board, type BoardVisit, blocksOf, inLanes, rangeOf, withoutOverlap } from './board-blocks.ts'
import { afterGone, firstStop, walk } from './board-walk.ts'
import { inStage, stageOf } from './flow-board.tsx'
import { at, beside, moveInput, takeUp, unmoved, until } from './move-plan.ts'
import { marksOf, sayVisit, waitOf } from './visit-words.ts'
import { minuteOf, sayMinute, wireTime } from './wall-clock.ts'
import { whyClauses } from './why-not-earlier.ts'

const zone = 'America/New_York'
const date = '2026-11-24'
setPlace({ zone, locale: 'en-US' })

const marks = {
  confirmed: false,
  arrivedAt: null,
  waitMinutes: null,
  interpreter: null,
  alert: false,
  firstVisit: false,
  video: false,
}
/** A visit at so many minutes after midnight in New York on Tuesday, November 24. */
function visit(
  id: string,
  provider: string,
  minute: number,
  minutes: number,
  more: Partial<BoardVisit> = {},
): BoardVisit {
  const startsAt = new Date(Date.parse('2026-11-24T05:00:00Z') + minute * 60_000)
  return {
    id,
    patient: `patient-of-${id}`,
    visitType: 'follow',
    what: 'Follow-up',
    shortName: 'f/u',
    color: 'follow',
    video: false,
    provider,
    providerName: 'Lee MD',
    room: null,
    roomName: null,
    location: 'main',
    locationName: 'Main Street',
    zone,
    startsAt: startsAt.toISOString(),
    endsAt: new Date(startsAt.getTime() + minutes * 60_000).toISOString(),
    minutes,
    state: 'booked',
    stateSince: startsAt.toISOString(),
    note: '',
    interpreter: null,
    version: 3,
    origin: 'desk',
    patientName: `Test ${id}`,
    patientListName: `TEST, ${id}`,
    chartNumber: '1',
    birthDate: null,
    marks,
    ...more,
  } as unknown as BoardVisit
}
const column = (kind: 'provider' | 'room', id: string) =>
  ({ kind, id, name: id, detail: '', color: 'blue', location: null, bands: [] }) as unknown as Board['columns'][number]
const board = (visits: BoardVisit[]): Board =>
  ({
    date,
    zone,
    now: '2026-11-24T15:07:00Z',
    fromMinute: 500,
    toMinute: 1000,
    closure: null,
    columns: [column('provider', 'lee'), column('provider', 'ortiz'), column('room', 'r1')],
    visits,
    holds: [],
  }) as unknown as Board

describe('the wall clock of the board', () => {
  it('counts minutes from midnight in the zone of the visit', () => {
    expect(minuteOf('2026-11-24T14:40:00Z', zone, date)).toBe(580)
    expect(minuteOf('2026-11-25T05:30:00Z', zone, date)).toBe(1470)
  })
  it('shows what the clock shows on the days it changes', () => {
    expect(minuteOf('2027-03-14T14:00:00Z', zone, '2027-03-14')).toBe(600)
    expect(minuteOf('2026-11-01T14:00:00Z', zone, '2026-11-01')).toBe(540)
  })
  it('writes minutes for the wire and for the eye', () => {
    expect(wireTime(580)).toBe('09:40')
    expect(sayMinute(580)).toBe('9:40')
    expect(sayMinute(800)).toBe('1:20')
  })
})

describe('lanes', () => {
  it('keeps the whole width for visits that follow each other', () => {
    expect(
      inLanes([
        { start: 0, end: 20 },
        { start: 20, end: 40 },
      ]).map(one => [one.lane, one.lanes]),
    ).toEqual([
      [0, 1],
      [0, 1],
    ])
  })
  it('puts what overlaps side by side, and uses a free lane again', () => {
    const placed = inLanes([
      { start: 0, end: 60 },
      { start: 10, end: 30 },
      { start: 30, end: 50 },
      { start: 60, end: 80 },
    ])
    expect(placed.map(one => [one.start, one.lane, one.lanes])).toEqual([
      [0, 0, 2],
      [10, 1, 2],
      [30, 1, 2],
      [60, 0, 1],
    ])
  })
})

describe('blocks', () => {
  it('shows a visit with its provider and again in its room, and no cancelled one', () => {
    const blocks = blocksOf(
      board([visit('a', 'lee', 540, 20, { room: 'r1' as never }), visit('b', 'lee', 600, 20, { state: 'cancelled' })]),
    )
    expect(blocks.map(block => [block.key, block.column, block.start, block.end])).toEqual([
      ['a', 0, 540, 560],
      ['a@room', 2, 540, 560],
    ])
  })
  it('draws the hours around everything worth showing', () => {
    const early = board([visit('a', 'lee', 435, 20)])
    expect(rangeOf(early, blocksOf(early))).toEqual({ from: 420, to: 1020 })
  })
  it('draws of overlapping openings those that fit one after the other', () => {
    const openings = [560, 570, 580, 590].map(start => ({ column: 0, start, end: start + 20 }))
    expect(withoutOverlap([...openings, { column: 1, start: 565, end: 585 }]).map(one => one.start)).toEqual([
      560, 580, 565,
    ])
  })
})

describe('walking', () => {
  const items = [
    { key: 'a', column: 0, start: 540, end: 560 },
    { key: 'b', column: 0, start: 600, end: 620 },
    { key: 'c', column: 2, start: 550, end: 570 },
    { key: 'd', column: 2, start: 610, end: 630 },
  ]
  it('goes along a column by time and stops at its ends', () => {
    expect(walk(items, 'a', 'down')?.key).toBe('b')
    expect(walk(items, 'b', 'down')).toBeUndefined()
    expect(walk(items, 'b', 'up')?.key).toBe('a')
  })
  it('goes across to the nearest time, over empty columns', () => {
    expect(walk(items, 'b', 'right')?.key).toBe('d')
    expect(walk(items, 'c', 'left')?.key).toBe('a')
    expect(walk(items, 'd', 'right')).toBeUndefined()
  })
  it('finds the neighbour of what is gone, and the first stop of the moment', () => {
    expect(afterGone(items, { key: 'x', column: 2, start: 600, end: 620 })?.key).toBe('d')
    expect(afterGone(items.slice(0, 2), { key: 'x', column: 2, start: 600, end: 620 })?.key).toBe('b')
    expect(afterGone([], { key: 'x', column: 2, start: 600, end: 620 })).toBeUndefined()
    expect(firstStop(items, 570)?.key).toBe('b')
    expect(firstStop(items, null)?.key).toBe('a')
  })
})

describe('a visit in the air', () => {
  const columns = board([]).columns
  const held = takeUp(visit('a', 'lee', 580, 20), { kind: 'provider', id: 'lee' }, date, 'keys')
  it('asks for nothing when it comes down where it was', () => {
    expect(unmoved(held, date)).toBe(true)
    expect(unmoved(at(held, 585), date)).toBe(false)
    expect(unmoved(held, '2026-11-25')).toBe(false)
  })
  it('asks for the time alone, with the version seen', () => {
    expect(moveInput(at(held, 583), date)).toEqual({ appointment: 'a', version: 3, date, time: '09:45' })
  })
  it('names the provider, the room and the length only when they change', () => {
    expect(moveInput(beside(held, columns, 1), date)).toMatchObject({ provider: 'ortiz' })
    expect(moveInput(beside(held, columns, 9), date)).toMatchObject({ room: 'r1' })
    expect(moveInput(until(held, 622), date)).toEqual({
      appointment: 'a',
      version: 3,
      date,
      time: '09:40',
      minutes: 40,
    })
    expect(moveInput(until(held, 0), date)).toMatchObject({ minutes: 5 })
  })
  it('stays inside the day', () => {
    expect(at(held, -40)).toMatchObject({ start: 0, end: 20 })
    expect(at(held, 2000)).toMatchObject({ start: 1420, end: 1440 })
    expect(beside(held, columns, -1).over.id).toBe('lee')
  })
})

describe('what a visit says', () => {
  const waiting = visit('a', 'lee', 580, 20, {
    state: 'arrived',
    roomName: 'Room 2',
    marks: { ...marks, arrivedAt: '2026-11-24T14:46:00Z', alert: true, interpreter: 'es' },
  } as never)
  const now_ms = Date.parse('2026-11-24T15:07:00Z')
  it('counts the wait from the arrival, and only while somebody waits', () => {
    expect(waitOf(waiting, now_ms)).toBe(21)
    expect(waitOf({ ...waiting, state: 'roomed' }, now_ms)).toBeNull()
  })
  it('announces time, type, provider, room, state and marks in words', () => {
    expect(sayVisit(waiting, date, 21)).toBe(
      '9:40 to 10:00, Follow-up, Lee MD, Room 2, Arrived, Alert, Interpreter: Spanish, waits 21 minutes',
    )
  })
  it('gives every mark a shape and a word', () => {
    for (const mark of marksOf(waiting, 21)) expect(mark.sign && mark.word).toBeTruthy()
    expect(marksOf(waiting, 21).find(mark => mark.sign === '21′')?.look).toBe('bad')
    expect(marksOf(waiting, 4).find(mark => mark.sign === '4′')?.look).toBe('still')
  })
})

describe('the flow', () => {
  it('puts every visit where it stands, whoever waits longest first', () => {
    const since = (id: string, state: BoardVisit['state'], at: string) =>
      visit(id, 'lee', 600, 20, { state, stateSince: at })
    const visits = [
      since('short', 'arrived', '2026-11-24T15:05:00Z'),
      since('long', 'arrived', '2026-11-24T14:40:00Z'),
      since('gone', 'checked-out', '2026-11-24T14:00:00Z'),
      since('later', 'checked-out', '2026-11-24T14:30:00Z'),
      since('never', 'no-show', '2026-11-24T14:30:00Z'),
    ]
    expect(inStage(visits, 'arrived').map(one => one.id)).toEqual(['long', 'short'])
    expect(inStage(visits, 'gone').map(one => one.id)).toEqual(['later', 'gone'])
    expect(stageOf(visits[4]!)).toBeNull()
  })
})

describe('why not earlier', () => {
  it('tells one reason a run of days, the one the caller wants to hear', () => {
    const why = (date: string, why: string, name: string | null = null) => ({ date, why, name, providers: 1 }) as never
    expect(
      whyClauses([
        why('2026-11-24', 'closed'),
        why('2026-11-24', 'full'),
        why('2026-11-25', 'full'),
        why('2026-11-26', 'holiday', 'Thanksgiving Day'),
        why('2026-11-30', 'full'),
      ]),
    ).toEqual(['Tue, Nov 24 – Wed, Nov 25: full', 'Thu, Nov 26: Thanksgiving Day', 'Mon, Nov 30: full'])
  })
})
