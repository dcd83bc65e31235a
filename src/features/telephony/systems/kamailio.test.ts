import { expect, it } from 'vitest'
import { kamailioEvent } from './kamailio.ts'

it('reads the awkward display names that SIP sends', () => {
  const rang = { event: 'ringing', callId: 'c-1', from: '+15550100142', to: 'frontdesk', ts: 1_795_532_820 }
  const named = (name: string) => kamailioEvent(JSON.stringify({ ...rang, name }))?.name
  expect(named('Anna \\"Nan\\" O\'Neil')).toBe('Anna "Nan" O\'Neil')
  expect(named('"Max Sample"')).toBe('Max Sample')
  expect(named('<null>')).toBeNull()
  expect(kamailioEvent(JSON.stringify(rang))).toEqual({
    externalId: 'c-1',
    what: 'ringing',
    at: '2026-11-24T15:07:00Z',
    from: '+15550100142',
    name: null,
    to: 'frontdesk',
    extension: null,
    spoken: false,
  })
})

it('reads an end as that of a call that was spoken, and the extension that answered', () => {
  expect(kamailioEvent('{"event":"ended","callId":"c-1","ts":"1795532820"}')).toMatchObject({ spoken: true })
  expect(kamailioEvent('{"event":"answered","callId":"c-1","extension":101}')).toMatchObject({
    extension: '101',
    at: null,
  })
})

it.each([
  '',
  'not json',
  '[]',
  '{"event":"dance","callId":"c"}',
  '{"event":"ringing"}',
  '{"event":"ringing","callId":""}',
])('passes over %s', text => {
  expect(kamailioEvent(text)).toBeNull()
})
