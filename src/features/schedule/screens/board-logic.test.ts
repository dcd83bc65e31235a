import { describe, expect, it } from 'vitest'
import { setPlace } from '../../../web/kit/format.ts'
import { type Board, type BoardVisit, blocksOf, inLanes, rangeOf, withoutOverlap } from './board-blocks.ts'
import { hoursOf } from './board-heads.tsx'
import { afterGone, firstStop, walk } from './board-walk.ts'
import { inStage, stageOf } from './flow-board.tsx'
import { sayMinutes, shareOf, weeksOf } from './month-view.tsx'
import { at, beside, moveInput, takeUp, unmoved, until } from './move-plan.ts'
import { takenUp } from './use-moving.ts'
import { marksOf, sayVisit, waitOf } from './visit-words.ts'
import { beginningOf, minuteOf, rulerOf, sayMinute, wireTime, zoneApart } from './wall-clock.ts'
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
  risk: null,
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
    mode: 'in-person',
    urgent: false,
    overbookedWhy: null,
    bundle: null,
    group: null,
    seat: null,
    seats: null,
    patientName: `Test ${id}`,
    patientListName: `TEST, ${id}`,
    chartNumber: '1',
    birthDate: null,
    marks,
    ...more,
  } as unknown as BoardVisit
}
const column = (kind: 'provider' | 'room', id: string, day = date) =>
  ({
    kind,
    id,
    date: day,
    name: id,
    detail: '',
    color: 'blue',
    location: null,
    closure: null,
    bands: [],
  }) as unknown as Board['columns'][number]
const board = (visits: BoardVisit[]): Board =>
  ({
    span: 'day',
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

describe('a ruler', () => {
  const back = rulerOf('2026-11-01', zone)
  const forward = rulerOf('2027-03-14', zone)
  it('has as many minutes as the day', () => {
    expect([back.length, forward.length, rulerOf(date, zone).length]).toEqual([1500, 1380, 1440])
    expect([
      rulerOf('2027-10-03', 'Australia/Lord_Howe').length,
      rulerOf('2027-04-04', 'Australia/Lord_Howe').length,
    ]).toEqual([1410, 1470])
    // The clock jumps at midnight itself: the day begins at one.
    expect(new Date(beginningOf('2026-09-06', 'America/Santiago')).toISOString()).toBe('2026-09-06T04:00:00.000Z')
    expect(rulerOf('2026-09-06', 'America/Santiago').length).toBe(1380)
    expect([rulerOf('2028-02-29', zone).length, rulerOf('2026-12-31', zone).length]).toEqual([1440, 1440])
  })
  it('draws the hour that comes twice in two places, and there and back is the same', () => {
    expect([back.of('2026-11-01T05:30:00Z'), back.of('2026-11-01T06:30:00Z')]).toEqual([90, 150])
    expect([back.say(90), back.say(150)]).toEqual(['1:30', '1:30'])
    for (const ruler of [back, forward, rulerOf('2026-11-01', zone, 'wall'), rulerOf(date, 'Europe/Berlin', 'wall')]) {
      for (const minute of [0, 59, 200, 600, 1379]) expect(ruler.of(ruler.at(minute))).toBe(minute)
    }
  })
  it('marks the hour that comes again, and the one after the gap', () => {
    const turns = (hours: ReturnType<typeof hoursOf>) => hours.map(hour => [hour.label, hour.turn])
    expect(turns(hoursOf(back, 0, 240))).toEqual([
      ['12:00', null],
      ['1:00', null],
      ['1:00', 'again'],
      ['2:00', null],
    ])
    expect(turns(hoursOf(forward, 60, 240))).toEqual([
      ['1:00', null],
      ['3:00', 'skipped'],
      ['4:00', null],
    ])
    expect(hoursOf(rulerOf(date, zone), 0, 1440).filter(hour => hour.turn)).toEqual([])
  })
  it('of a week stands at the clock, so that nine is nine in every column', () => {
    expect(rulerOf('2026-11-01', zone, 'wall').of('2026-11-01T14:00:00Z')).toBe(540)
    expect(rulerOf('2026-11-02', zone, 'wall').of('2026-11-02T14:00:00Z')).toBe(540)
  })
  it('says which clock is meant where another one is', () => {
    expect(zoneApart('2026-11-24T17:00:00Z', 'America/Los_Angeles', zone)).toBe('PST')
    expect(zoneApart('2026-11-24T17:00:00Z', 'America/Detroit', zone)).toBe('')
  })
})

describe('blocks', () => {
  it('show a visit over midnight on both days, the second time as what is left', () => {
    const late = visit('late', 'lee', 1430, 40)
    expect(blocksOf(board([late]))).toMatchObject([{ key: 'late', start: 1430, end: 1440, tail: false }])
    const next = { ...board([late]), date: '2026-11-25', columns: [column('provider', 'lee', '2026-11-25')] }
    expect(blocksOf(next)).toMatchObject([{ key: 'late@tail', start: 0, end: 30, tail: true }])
  })
  it('stand in a week in the column of their day', () => {
    const days = ['2026-11-23', date, '2026-11-25']
    const week = {
      ...board([visit('a', 'lee', 580, 20), visit('night', 'lee', 1430, 40)]),
      span: 'week' as const,
      date: days[0]!,
      columns: days.map(each => column('provider', 'lee', each)),
    }
    expect(blocksOf(week).map(block => [block.key, block.column])).toEqual([
      ['a', 1],
      ['night', 1],
      ['night@tail', 2],
    ])
    const held = takenUp(week, week.visits[0]!, 'keys')!
    expect(held.over).toEqual({ kind: 'provider', id: 'lee', date })
    const next = beside(held, week.columns, 1)
    expect(next.over.date).toBe('2026-11-25')
    expect(moveInput(next, rulerOf('2026-11-25', zone, 'wall'))).toMatchObject({ startsAt: '2026-11-25T14:40:00.000Z' })
  })
  it('stand where the board clock shows them, whatever the clock of their location', () => {
    const west = visit('west', 'lee', 720, 20, { zone: 'America/Los_Angeles' })
    expect(blocksOf(board([west]))[0]).toMatchObject({ start: 720 })
  })
})

describe('a month', () => {
  it('is whole weeks from Monday on', () => {
    const weeks = weeksOf('2026-11-24')
    expect([weeks[0]![0], weeks.at(-1)!.at(-1), weeks.length]).toEqual(['2026-10-26', '2026-12-06', 6])
    expect(weeksOf('2027-02-10')).toHaveLength(4)
  })
  it('says shares and hours as the desk does', () => {
    const load = {
      date,
      openMinutes: 480,
      bookedMinutes: 200,
      freeMinutes: 120,
      visits: 9,
      providers: 1,
      closure: null,
    }
    expect(shareOf(load)).toBe(0.75)
    expect(shareOf({ ...load, openMinutes: 0, freeMinutes: 0 })).toBe(0)
    expect([45, 120, 150, 605].map(sayMinutes)).toEqual(['45 min', '2 h', '2 h 30', '10 h'])
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
  const ruler = rulerOf(date, zone)
  const held = takeUp(visit('a', 'lee', 580, 20), { kind: 'provider', id: 'lee', date }, ruler, 'keys')
  it('asks for nothing when it comes down where it was', () => {
    expect(unmoved(held, ruler)).toBe(true)
    expect(unmoved(at(held, 585), ruler)).toBe(false)
    expect(unmoved(held, rulerOf('2026-11-25', zone))).toBe(false)
  })
  it('asks for the time alone, with the version seen', () => {
    expect(moveInput(at(held, 583), ruler)).toEqual({
      appointment: 'a',
      version: 3,
      startsAt: '2026-11-24T14:45:00.000Z',
    })
  })
  it('names the provider, the room and the length only when they change', () => {
    expect(moveInput(beside(held, columns, 1), ruler)).toMatchObject({ provider: 'ortiz' })
    expect(moveInput(beside(held, columns, 9), ruler)).toMatchObject({ room: 'r1' })
    expect(moveInput(until(held, 622), ruler)).toEqual({
      appointment: 'a',
      version: 3,
      startsAt: '2026-11-24T14:40:00.000Z',
      minutes: 40,
    })
    expect(moveInput(until(held, 0), ruler)).toMatchObject({ minutes: 5 })
  })
  it('begins inside the day; its end may lie behind midnight', () => {
    expect(at(held, -40)).toMatchObject({ start: 0, end: 20 })
    expect(at(held, 2000)).toMatchObject({ start: 1435, end: 1455 })
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
  it('tells a risk with its reasons, and nothing where there is none', () => {
    const risk = {
      share: 0.324,
      reasons: [
        { feature: 'missed', value: 2, of: 5 },
        { feature: 'lead', value: 60, of: null },
        { feature: 'weekday', value: 5, of: null },
      ],
    }
    const may = visit('a', 'lee', 580, 20, { marks: { ...marks, risk } } as never)
    expect(marksOf(may, null)).toEqual([
      {
        sign: '◔',
        look: 'warn',
        word: 'May not come (32 %): 2 of 5 visits missed, booked 60 days ahead, Friday',
      },
    ])
    expect(marksOf(visit('b', 'lee', 580, 20), null)).toEqual([])
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
