import { describe, expect, it } from 'vitest'
import type { Opening, Visit } from '../../../features/schedule/contract.ts'
import { dueAt, instantAt } from './due-at.ts'
import { understand } from './understand.ts'
import { withoutName } from './use-message-choices.ts'
import { visitsMeant } from './use-visit-choices.ts'
import { bears, fits, whoIsMeant } from './use-who.ts'
import type { Vocabulary } from './vocabulary.ts'
import { nextInput, sooner, soonerInput, thatSuit } from './wish.ts'

const zone = 'America/New_York'
const vocabulary: Vocabulary = {
  visitTypes: [{ id: 'follow', name: 'Follow-up', minutes: 20 }],
  providers: [{ id: 'lee', name: 'Lee MD' }],
  locations: [{ id: 'lake', name: 'Lakeside' }],
  people: [],
  screens: [],
}
const read = (line: string) => understand(line, vocabulary, '2026-11-24')
const opening = (date: string, time: string) => {
  const startsAt = instantAt(date, time, zone)
  return {
    date,
    time,
    startsAt,
    endsAt: new Date(Date.parse(startsAt) + 20 * 60_000).toISOString(),
    provider: 'lee',
  } as Opening
}

describe('what a line asks of the openings', () => {
  it('asks for the days, the part of the day, the provider and the place that were typed', () => {
    expect(nextInput(read('book smith f/u lee lakeside next tue am'), 4)).toEqual({
      visitType: 'follow',
      limit: 24,
      providers: ['lee'],
      locations: ['lake'],
      from: '2026-12-01',
      to: '2026-12-01',
      partOfDay: 'am',
    })
  })
  it('asks for the whole day where an hour has to be picked out of it', () => {
    expect(nextInput(read('book smith tue after 3'), 4)).toMatchObject({ limit: 100 })
    expect(nextInput(read('book smith tue after 3'), 4)).not.toHaveProperty('partOfDay')
  })
  const day = ['08:00', '09:20', '10:40', '15:00', '16:20'].map(time => opening('2026-12-01', time))
  it('keeps what suits the hour', () => {
    expect(thatSuit(day, { after: '15:00' }, 4).map(one => one.time)).toEqual(['15:00', '16:20'])
    expect(thatSuit(day, { before: '10:00' }, 4).map(one => one.time)).toEqual(['08:00', '09:20'])
  })
  it('puts the time that was asked for first, then the nearest', () => {
    expect(thatSuit(day, { time: '10:30' }, 3).map(one => one.time)).toEqual(['10:40', '09:20', '08:00'])
  })
  it('offers times that differ instead of every ten minutes', () => {
    const close = ['08:00', '08:10', '08:20', '08:30', '08:50'].map(time => opening('2026-12-01', time))
    expect(thatSuit(close, undefined, 3).map(one => one.time)).toEqual(['08:00', '08:20', '08:50'])
  })
  it('asks for something sooner of anybody, shortly before the wished-for day and never before today', () => {
    const input = nextInput(read('book smith f/u lee next tue am'), 4)!
    expect(soonerInput(input, { from: '2026-12-01', to: '2026-12-01' }, '2026-11-24')).toEqual({
      visitType: 'follow',
      locations: undefined,
      from: '2026-11-28',
      to: '2026-12-01',
      limit: 1,
    })
    expect(soonerInput(input, { from: '2026-11-25' }, '2026-11-24')).toMatchObject({ from: '2026-11-24' })
  })
  it('tells of a colleague only if it is on an earlier day', () => {
    expect(sooner(day, [opening('2026-11-30', '08:00')])?.date).toBe('2026-11-30')
    expect(sooner(day, [opening('2026-12-01', '07:00')])).toBeNull()
    expect(sooner([], [opening('2026-12-09', '07:00')])?.date).toBe('2026-12-09')
  })
})

describe('due times', () => {
  const now = Date.parse('2026-11-24T15:07:00Z')
  it('reads wall-clock times in the zone, on both sides of the clock changes', () => {
    expect(instantAt('2026-11-24', '15:00', zone)).toBe('2026-11-24T20:00:00.000Z')
    expect(instantAt('2027-03-15', '09:00', zone)).toBe('2027-03-15T13:00:00.000Z')
    expect(instantAt('2027-03-14', '09:00', zone)).toBe('2027-03-14T13:00:00.000Z')
    expect(instantAt('2026-11-01', '09:00', zone)).toBe('2026-11-01T14:00:00.000Z')
  })
  it('takes the earlier of two and goes past a gap', () => {
    expect(instantAt('2026-11-01', '01:30', zone)).toBe('2026-11-01T05:30:00.000Z')
    expect(instantAt('2027-03-14', '02:30', zone)).toBe('2027-03-14T07:30:00.000Z')
  })
  it('means today, and tomorrow when the time is over', () => {
    expect(dueAt({ time: '15:00' }, now, zone)).toBe('2026-11-24T20:00:00.000Z')
    expect(dueAt({ time: '09:00' }, now, zone)).toBe('2026-11-25T14:00:00.000Z')
    expect(dueAt({ inMinutes: 20 }, now, zone)).toBe('2026-11-24T15:27:00.000Z')
    expect(dueAt({ from: '2026-11-27', to: '2026-11-27', part: 'morning' }, now, zone)).toBe('2026-11-27T17:00:00.000Z')
    expect(dueAt(undefined, now, zone)).toBeUndefined()
  })
})

describe('a patient named at the end of a note', () => {
  const jane = { family: 'Smith', given: 'Jane', preferred: '' }
  it('is one only if somebody bears the words', () => {
    expect(bears('smith', jane)).toBe(true)
    expect(bears('jane smith', jane)).toBe(true)
    expect(bears('metformin smith', jane)).toBe(false)
    expect(bears('smi', jane)).toBe(false)
    expect(bears('refill', jane)).toBe(false)
  })
  it('is guessed among several for a deed that shows it, never for a note', () => {
    const found = [{ id: 'a' }, { id: 'b' }]
    expect(whoIsMeant(found, undefined, undefined, false)?.id).toBe('a')
    expect(whoIsMeant(found, undefined, 'b', false)?.id).toBe('b')
    expect(whoIsMeant(found, 'a', 'b', false)?.id).toBe('a')
    expect(whoIsMeant(found, undefined, undefined, true)).toBeUndefined()
    expect(whoIsMeant(found.slice(1), undefined, undefined, true)?.id).toBe('b')
  })
  it('is nobody by a birth date or number that is not theirs', () => {
    const why = (...on: string[]) => ({ why: on.map(each => ({ on: each })) }) as never
    expect(fits('jane jan 1 1990', why('given', 'family'))).toBe(false)
    expect(fits('jane jan 1 1990', why('given', 'birth-date'))).toBe(true)
    expect(fits('smith 0142', why('family', 'phone'))).toBe(true)
    expect(fits('jane smith', why('given', 'family'))).toBe(true)
  })
  it('is taken out of the text, with the word that led to it', () => {
    expect(withoutName('refill metformin smith', ['metformin smith', 'smith'], 'smith')).toBe('refill metformin')
    expect(withoutName('call the lab about Jane Smith', ['Jane Smith', 'Smith'], 'Jane Smith')).toBe('call the lab')
    expect(withoutName('refill metformin smith', ['smith'], null)).toBe('refill metformin smith')
    expect(withoutName('Smith', ['Smith'], 'Smith')).toBe('Smith')
  })
})

describe('the visits a line can mean', () => {
  const at = (id: string, date: string, time: string, more: Partial<Visit> = {}) =>
    ({
      id,
      zone,
      startsAt: instantAt(date, time, zone),
      state: 'booked',
      provider: 'lee',
      visitType: 'follow',
      ...more,
    }) as unknown as Visit
  const visits = [
    at('today', '2026-11-24', '09:40', { state: 'arrived' }),
    at('friday', '2026-11-27', '10:00'),
    at('friday-late', '2026-11-27', '15:00', { provider: 'ortiz' as never }),
    at('gone', '2026-11-27', '16:00', { state: 'cancelled' }),
  ]
  const meant = (line: string) => visitsMeant(visits, read(line)).map(visit => visit.id)
  it('cancels only what is still ahead, by day, time, provider and type', () => {
    expect(meant('cancel gomez')).toEqual(['friday', 'friday-late'])
    expect(meant('cancel gomez fri 3pm')).toEqual(['friday-late'])
    expect(meant('cancel gomez fri lee')).toEqual(['friday'])
    expect(meant('cancel gomez thu')).toEqual([])
  })
  it('moves also who has arrived; the day after "from" says which visit, the provider where to', () => {
    expect(meant('move gomez 10:40')).toEqual(['today', 'friday', 'friday-late'])
    expect(meant('move gomez from fri to mon 9:00')).toEqual(['friday', 'friday-late'])
    expect(meant('move gomez lee')).toEqual(['today', 'friday', 'friday-late'])
  })
})
