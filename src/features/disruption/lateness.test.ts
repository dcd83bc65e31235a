import { describe, expect, it } from 'vitest'
import { freeAt, knockOnOf, type Planned } from './lateness.ts'

const at = (time: string) => Date.parse(`2026-11-24T${time}:00Z`)
const clock = (ms: number) => new Date(ms).toISOString().slice(11, 16)
const visit = (startsAt: string, minutes = 20, state: Planned['state'] = 'waiting', since = startsAt): Planned => ({
  id: startsAt,
  startsAt: at(startsAt),
  endsAt: at(startsAt) + minutes * 60_000,
  state,
  sinceAt: at(since),
})
const expected = (visits: Planned[], free: number, kept: { from: number; to: number }[] = []) =>
  knockOnOf(visits, free, kept).expected.map(one => `${one.id} ${clock(one.expectedAt)}`)

describe('when a late provider is free', () => {
  const said = (reportedAt: string, minutes: number, hoursFrom: string | null = '08:00') => ({
    reportedAt: at(reportedAt),
    minutes,
    hoursFrom: hoursFrom ? at(hoursFrom) : null,
  })

  it('before the hours: so much after they begin', () => {
    expect(clock(freeAt([visit('08:00')], said('07:40', 40), at('07:40')))).toBe('08:40')
  })

  it('while a visit should run that has not begun: so much after its time', () => {
    expect(clock(freeAt([visit('10:00'), visit('10:20')], said('10:07', 25), at('10:07')))).toBe('10:25')
  })

  it('while a visit runs: so much after it should end', () => {
    const visits = [visit('10:00', 20, 'begun'), visit('10:20')]
    expect(clock(freeAt(visits, said('10:07', 25), at('10:07')))).toBe('10:45')
  })

  it('in a gap: so much from now', () => {
    expect(clock(freeAt([visit('11:00')], said('10:07', 25), at('10:07')))).toBe('10:32')
  })

  it('what has begun since tells better, and nothing is expected before now', () => {
    const visits = [visit('10:00', 20, 'begun', '10:12'), visit('10:20')]
    expect(clock(freeAt(visits, said('10:07', 25), at('10:15')))).toBe('10:32')
    expect(clock(freeAt(visits, said('10:07', 25), at('10:50')))).toBe('10:50')
    const gone = [visit('10:00', 20, 'gone', '10:18'), visit('10:20')]
    expect(clock(freeAt(gone, said('10:07', 25), at('10:19')))).toBe('10:19')
  })
})

describe('the knock-on', () => {
  const day = ['10:00', '10:20', '10:40', '11:20', '13:00', '13:20'].map(time => visit(time))

  it('runs on without gaps and is taken up by a gap', () => {
    expect(expected(day, at('10:25'))).toEqual([
      '10:00 10:25',
      '10:20 10:45',
      '10:40 11:05',
      '11:20 11:25',
      '13:00 13:00',
      '13:20 13:20',
    ])
  })

  it('runs into the noon break, which takes it up', () => {
    const morning = [visit('11:20'), visit('11:40'), visit('13:00')]
    expect(expected(morning, at('12:10'))).toEqual(['11:20 12:10', '11:40 12:30', '13:00 13:00'])
    expect(expected(morning, at('12:30'))).toEqual(['11:20 12:30', '11:40 12:50', '13:00 13:10'])
  })

  it('keeps a meeting: who would begin in it waits for its end', () => {
    const kept = [{ from: at('11:00'), to: at('11:30') }]
    expect(expected([visit('10:20'), visit('10:40'), visit('11:40')], at('10:50'), kept)).toEqual([
      '10:20 10:50',
      '10:40 11:30',
      '11:40 11:50',
    ])
  })

  it('goes to the end of the day and over it', () => {
    const evening = [visit('16:20'), visit('16:40')]
    const { lastEnd } = knockOnOf(evening, at('17:00'), [])
    expect(clock(lastEnd)).toBe('17:40')
  })

  it('leaves out who is in the room or gone', () => {
    expect(expected([visit('10:00', 20, 'gone'), visit('10:20', 20, 'begun'), visit('10:40')], at('11:00'))).toEqual([
      '10:40 11:00',
    ])
  })
})
