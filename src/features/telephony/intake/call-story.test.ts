import fc from 'fast-check'
import { expect, it } from 'vitest'
import { callStory, type KeptEvent } from './call-story.ts'

const text = fc.option(fc.constantFrom('+15550100142', '101', '102', 'frontdesk'), { nil: null })
const anyEvent: fc.Arbitrary<KeptEvent> = fc.record({
  what: fc.constantFrom('ringing', 'answered', 'ended', 'missed'),
  at: fc.integer({ min: 0, max: 40 }).map(second => `2026-11-24T15:00:${String(second).padStart(2, '0')}Z`),
  from: text,
  name: fc.option(fc.constantFrom("Anna O'Neil", 'Tom'), { nil: null }),
  to: text,
  extension: fc.option(fc.constantFrom('101', '102'), { nil: null }),
  spoken: fc.boolean(),
})
const event = (what: KeptEvent['what'], second: number, more: Partial<KeptEvent> = {}): KeptEvent => ({
  what,
  at: `2026-11-24T15:00:${String(second).padStart(2, '0')}Z`,
  from: null,
  name: null,
  to: null,
  extension: null,
  spoken: false,
  ...more,
})
const at = (second: number) => `2026-11-24T15:00:${String(second).padStart(2, '0')}Z`

it('tells the same story whatever the order and however often each event came', () => {
  fc.assert(
    fc.property(fc.array(anyEvent, { minLength: 1, maxLength: 7 }), fc.infiniteStream(fc.nat()), (events, numbers) => {
      const again = events.filter(() => numbers.next().value! % 2 === 0)
      const shuffled = [...events, ...again]
        .map(one => ({ one, place: numbers.next().value! }))
        .sort((a, b) => a.place - b.place)
        .map(({ one }) => one)
      expect(callStory(shuffled)).toEqual(callStory(events))
    }),
    { numRuns: 2_000 },
  )
})

it('never puts an answer before the ring or an end before the answer', () => {
  fc.assert(
    fc.property(fc.array(anyEvent, { minLength: 1, maxLength: 7 }), events => {
      const story = callStory(events)!
      const moments = [story.rangAt, story.answeredAt, story.endedAt].filter(one => one !== null)
      expect(moments).toEqual(moments.toSorted())
    }),
    { numRuns: 2_000 },
  )
})

it('reads a call that was answered and a call that was missed', () => {
  const rang = event('ringing', 0, { from: '+15550100142', name: 'Anna', to: 'frontdesk' })
  expect(callStory([event('ended', 9), event('answered', 4, { extension: '101' }), rang])).toEqual({
    rangAt: at(0),
    from: '+15550100142',
    name: 'Anna',
    to: 'frontdesk',
    answeredAt: at(4),
    extension: '101',
    endedAt: at(9),
  })
  expect(callStory([event('missed', 7), rang])).toMatchObject({ answeredAt: null, endedAt: at(7) })
  expect(callStory([])).toBeNull()
})

it('takes a miss beside an answer for another desk that stopped ringing', () => {
  const told = [event('ringing', 0), event('missed', 4), event('answered', 4, { extension: '102' })]
  expect(callStory(told)).toMatchObject({ answeredAt: at(4), endedAt: null })
  expect(callStory([...told, event('ended', 30)])).toMatchObject({ endedAt: at(30) })
})

it('knows of an answer it was never told when the end says there was one', () => {
  expect(callStory([event('ringing', 2), event('ended', 30, { spoken: true })])).toMatchObject({
    answeredAt: at(2),
    endedAt: at(30),
  })
  expect(callStory([event('ringing', 2), event('ended', 30)])).toMatchObject({ answeredAt: null, endedAt: at(30) })
})
