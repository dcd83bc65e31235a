import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  after,
  aside,
  dialable,
  hasRoom,
  inHand,
  type Phone,
  type PhoneEvent,
  quietPhone,
  ringingFrom,
  soundOf,
  toHold,
} from './phone-state.ts'

const run = (...events: PhoneEvent[]): Phone => events.reduce(after, quietPhone)
const first: PhoneEvent[] = [
  { is: 'rang', id: 'a', number: '+15550100142', name: 'Anna Test' },
  { is: 'joining', id: 'a' },
  { is: 'talking', id: 'a', at: 1000 },
]

describe('a telephone on the screen', () => {
  it('has a call from the ring to the hang-up, with the moment it was answered', () => {
    expect(run(...first)).toMatchObject({
      legs: [{ id: 'a', direction: 'in', state: 'talking', since: 1000, muted: false }],
      fault: null,
    })
    expect(run(...first, { is: 'over', id: 'a', fault: null }).legs).toEqual([])
  })

  it('keeps the clock of a call over hold and back', () => {
    const back = run(...first, { is: 'held', id: 'a' }, { is: 'resumed', id: 'a' })
    expect(back.legs[0]).toMatchObject({ state: 'talking', since: 1000 })
  })

  it('lets a second one ring while the first is spoken, holds the first before the second may speak, and knows both', () => {
    const both = run(...first, { is: 'rang', id: 'b', number: '+15550100143', name: '' })
    expect(inHand(both)?.id).toBe('a')
    expect(hasRoom(both)).toBe(false)
    expect(toHold(both, 'b').map(leg => leg.id)).toEqual(['a'])
    const swapped = [{ is: 'held', id: 'a' } as const, { is: 'talking', id: 'b', at: 2000 } as const].reduce(
      after,
      both,
    )
    expect(inHand(swapped)?.id).toBe('b')
    expect(aside(swapped)?.id).toBe('a')
    expect(toHold(swapped, 'b')).toEqual([])
  })

  it('does not hear twice that the same call rings, nor anything of a call that is gone', () => {
    const twice = run(...first, first[0]!)
    expect(twice.legs).toHaveLength(1)
    expect(twice.legs[0]!.state).toBe('talking')
    expect(run({ is: 'talking', id: 'gone', at: 1 }, { is: 'over', id: 'gone', fault: 'failed' })).toEqual(quietPhone)
  })

  it('says why a transfer did not happen, and the call is still there', () => {
    const asked = run(...first, { is: 'passing', id: 'a' }, { is: 'not-passed', id: 'a' })
    expect(asked).toMatchObject({ fault: 'not-passed', legs: [{ id: 'a', state: 'talking', passing: false }] })
  })

  it('forgets the last fault with the next call', () => {
    const failed = run({ is: 'called', id: 'x', number: '102' }, { is: 'over', id: 'x', fault: 'busy' })
    expect(failed.fault).toBe('busy')
    expect(after(failed, { is: 'called', id: 'y', number: '102' }).fault).toBeNull()
  })

  it('rings until it is answered, only hints while somebody is spoken with, and lets one hear that it rings there', () => {
    const ring: PhoneEvent = { is: 'rang', id: 'b', number: '102', name: '' }
    expect(soundOf(quietPhone)).toBeNull()
    expect(soundOf(run(ring))).toBe('ring')
    expect(soundOf(run(ring, { is: 'joining', id: 'b' }))).toBeNull()
    expect(soundOf(run(...first, ring))).toBe('waiting')
    expect(soundOf(run(...first, { is: 'held', id: 'a' }, ring))).toBe('ring')
    expect(soundOf(run({ is: 'called', id: 'c', number: '102' }))).toBe('ringback')
    expect(soundOf(run({ is: 'called', id: 'c', number: '102' }, { is: 'joining', id: 'c' }))).toBeNull()
  })

  it('never holds a call twice, whatever happens in whatever order', () => {
    const id = fc.constantFrom('a', 'b', 'c')
    const event: fc.Arbitrary<PhoneEvent> = fc.oneof(
      fc.record({ is: fc.constant('rang' as const), id, number: fc.constant('1'), name: fc.constant('') }),
      fc.record({ is: fc.constant('called' as const), id, number: fc.constant('1') }),
      fc.record({
        is: fc.constantFrom('joining' as const, 'held' as const, 'resumed' as const, 'passing' as const),
        id,
      }),
      fc.record({ is: fc.constant('talking' as const), id, at: fc.nat() }),
      fc.record({ is: fc.constant('over' as const), id, fault: fc.constantFrom(null, 'busy' as const) }),
    )
    fc.assert(
      fc.property(fc.array(event, { maxLength: 40 }), events => {
        const phone = run(...events)
        expect(new Set(phone.legs.map(leg => leg.id)).size).toBe(phone.legs.length)
        expect(inHand(phone)?.state).not.toBe('ringing')
        if (inHand(phone)) expect(aside(phone)?.id).not.toBe(inHand(phone)?.id)
      }),
    )
  })
})

describe('which ringing call a card means', () => {
  const two = run(
    { is: 'rang', id: 'a', number: '15550100142', name: '' },
    { is: 'rang', id: 'b', number: '5550100143', name: '' },
  )
  it('finds it by number in any writing, with or without country', () => {
    expect(ringingFrom(two, '+15550100142')?.id).toBe('a')
    expect(ringingFrom(two, '+15550100143')?.id).toBe('b')
  })
  it('answers nobody else in place of a number that does not ring here', () => {
    expect(ringingFrom(two, '+15550100199')).toBeNull()
    expect(ringingFrom(two, null)).toBeNull()
  })
  it('finds it by what the server told of it, also when two ring from one number, and never another', () => {
    const same = run(
      { is: 'rang', id: 'a', number: '+15550100142', name: '' },
      { is: 'rang', id: 'b', number: '+15550100142', name: '' },
      { is: 'named', id: 'b', callId: 'b@127.0.0.1' },
      { is: 'recorded', id: 'b', record: 'second' },
    )
    expect(same.legs[1]).toMatchObject({ callId: 'b@127.0.0.1', record: 'second' })
    expect(ringingFrom(same, '+15550100142', 'second')?.id).toBe('b')
    expect(ringingFrom(same, '+15550100142', 'first')?.id).toBe('a')
    const told = after(same, { is: 'recorded', id: 'a', record: 'third' })
    expect(ringingFrom(told, '+15550100142', 'first')).toBeNull()
  })
  it('takes the only ringing one when the number is withheld', () => {
    expect(ringingFrom(run({ is: 'rang', id: 'a', number: 'anonymous', name: '' }), null)?.id).toBe('a')
    expect(ringingFrom(run({ is: 'rang', id: 'a', number: 'anonymous', name: '' }), '+15550100142')?.id).toBe('a')
    expect(ringingFrom(run({ is: 'rang', id: 'a', number: '+15550100143', name: '' }), '+15550100142')).toBeNull()
  })
})

describe('what may be dialled', () => {
  it('takes numbers as people write them and names of extensions', () => {
    expect(dialable(' +1 (555) 010-0142 ')).toBe('+15550100142')
    expect(dialable('*98#')).toBe('*98#')
    expect(dialable('frontdesk')).toBe('frontdesk')
  })
  it('takes nothing that could lead elsewhere', () => {
    for (const text of ['', 'sip:1@elsewhere.example', '1@elsewhere.example', 'a;b', '1?Replaces=x', '1,2'])
      expect(dialable(text)).toBeNull()
  })
})
