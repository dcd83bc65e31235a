import { describe, expect, it } from 'vitest'
import { usualTargets } from '../../arrivals/contract.ts'
import type { BoardVisit } from './board-blocks.ts'
import { clockOf, type FlowFact, flowOf, rowsOf, stageOf } from './flow-board-stages.ts'

const at = (clock: string) => `2026-11-24T${clock}:00Z`
const visit = (id: string, state: string, more: Partial<BoardVisit> = {}) =>
  ({
    id,
    state,
    patientName: id,
    startsAt: at('15:00'),
    stateSince: at('15:00'),
    marks: { arrivedAt: null },
    ...more,
  }) as BoardVisit
const fact = (appointment: string, more: Partial<FlowFact> = {}) =>
  [
    appointment,
    {
      appointment,
      stage: null,
      stageSince: null,
      word: 'nothing',
      wordMinutes: null,
      wordAt: null,
      expectedAt: at('15:00'),
      seen: [],
      ...more,
    },
  ] as [string, FlowFact]
const now = Date.parse(at('15:20'))

describe('the flow of a day', () => {
  it('believes a stage within the room only of somebody in a room', () => {
    const withProvider = fact('a', { stage: 'with-provider' })[1]
    expect(stageOf(visit('a', 'roomed'), withProvider)).toBe('with-provider')
    expect(stageOf(visit('a', 'checked-out'), withProvider)).toBe('gone')
    expect(stageOf(visit('a', 'arrived'), withProvider)).toBe('arrived')
    expect(stageOf(visit('a', 'cancelled'), withProvider)).toBeNull()
  })

  it('puts who waits longest first, and those expected in the order they are likely to come', () => {
    const flow = flowOf(
      [
        visit('late', 'booked', { startsAt: at('15:00') }),
        visit('next', 'booked', { startsAt: at('15:10') }),
        visit('short', 'arrived', { marks: { arrivedAt: at('15:15') } as never }),
        visit('long', 'arrived', { marks: { arrivedAt: at('14:50') } as never }),
      ],
      new Map([
        fact('late', { word: 'late', wordMinutes: 15, expectedAt: at('15:15') }),
        fact('next', { expectedAt: at('15:10') }),
      ]),
    )
    expect(rowsOf(flow, 'expected').map(row => row.id)).toEqual(['next', 'late'])
    expect(rowsOf(flow, 'arrived').map(row => row.id)).toEqual(['long', 'short'])
  })

  it('runs each clock from the step into its stage, and marks it by the practice’s minutes', () => {
    const flow = flowOf(
      [
        visit('early', 'booked', { startsAt: at('16:00') }),
        visit('waits', 'arrived', { marks: { arrivedAt: at('15:08') } as never }),
        visit('inside', 'roomed', { stateSince: at('14:00') }),
      ],
      new Map([
        fact('inside', { stage: 'with-provider', stageSince: at('15:17') }),
        fact('early', { expectedAt: at('16:00') }),
      ]),
    )
    const clock = (id: string, targets = usualTargets) => clockOf(flow.find(row => row.id === id)!, now, targets)
    expect(clock('early')).toBeNull()
    expect(clock('waits')).toEqual({ minutes: 12, level: 'warn' })
    expect(clock('waits', [{ stage: 'arrived', warnMinutes: 5, lateMinutes: 12 }])).toEqual({
      minutes: 12,
      level: 'late',
    })
    expect(clock('inside')).toEqual({ minutes: 3, level: 'calm' })
  })
})
