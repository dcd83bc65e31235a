import { createHmac, generateKeyPairSync, sign } from 'node:crypto'
import { afterAll, expect, it } from 'vitest'
import { openWorld, type World } from '../../../../test/world.ts'
import { type Id, newId } from '../../../core/id.ts'
import { buildWebServer } from '../../../servers/web-api/server.ts'
import { recordId } from '../intake/hear-event.ts'
import { addExtension } from '../setting-up/add-extension.ts'
import { addPhoneSystem } from '../setting-up/add-phone-system.ts'
import { changePhoneSystem } from '../setting-up/change-phone-system.ts'
import { removePhoneSystem } from '../setting-up/remove-phone-system.ts'
import { isFromTwilio } from './signatures.ts'

const world = await openWorld()
const neighbour = await world.neighbour()
const { fastify, close } = await buildWebServer(world.app, { version: 'test', requestsPerMinute: 1_000_000 })
afterAll(close)
const staff = world.as('secretary').caller.staff!
await world.as('manager').do(addExtension, { number: '101', staff })

const refused = { status: 403, body: { code: 'telephony.hook-signature' } }
const key = 'a key that both sides know'
const account = generateKeyPairSync('ed25519')
const publicKey = account.publicKey.export({ format: 'der', type: 'spki' }).subarray(12).toString('base64')
const publicAddress = 'https://desk.example.org/hooks/phone/front?practice=1'

async function send(system: string, body: string, headers: Record<string, string>) {
  const answer = await fastify.inject({
    method: 'POST',
    url: `/hooks/phone/${system}`,
    headers: { 'content-type': 'application/json', ...headers },
    payload: body,
  })
  return { status: answer.statusCode, body: answer.json() as Record<string, unknown> }
}
const seconds = (late = 0) => `${Math.floor(world.clock.now().epochMilliseconds / 1000) - late}`
const ownHeaders = (body: string, ask: { key?: string; late?: number } = {}) => ({
  'anteroom-timestamp': seconds(ask.late),
  'anteroom-signature': createHmac('sha256', ask.key ?? key)
    .update(`${seconds(ask.late)}.${body}`)
    .digest('hex'),
})
const telnyxHeaders = (body: string, late = 0) => ({
  'telnyx-timestamp': seconds(late),
  'telnyx-signature-ed25519': sign(null, Buffer.from(`${seconds(late)}|${body}`), account.privateKey).toString(
    'base64',
  ),
})
const twilioHeaders = (form: URLSearchParams, address = publicAddress) => ({
  'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
  'x-twilio-signature': createHmac('sha1', key)
    .update(
      address +
        [...form]
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(pair => pair.join(''))
          .join(''),
    )
    .digest('base64'),
})
async function make(at: World, kind: 'twilio' | 'telnyx' | 'signed-json', secret: string): Promise<Id<'phone-system'>> {
  const name = `${kind} ${newId()}`
  return (await at.as('manager').do(addPhoneSystem, { kind, name, secret, publicAddress })).system
}
const callOf = async (system: Id<'phone-system'>, externalId: string) =>
  world.asOwner<Record<string, unknown>>(
    'select practice_id, number, line, taken_by, taken_at, ended_at, outcome from calls.call where external_id = $1',
    [recordId(system, externalId)],
  )
const written = async () =>
  (
    await world.asOwner<{ n: number }>(
      'select (select count(*) from telephony.call_event)::int + (select count(*) from calls.call)::int as n',
    )
  )[0]!.n
async function nothingWritten(deed: () => Promise<void>) {
  const before = await written()
  await deed()
  expect(await written()).toBe(before)
}

const ringing = (externalId: string) =>
  JSON.stringify({ externalId, what: 'ringing', from: '+15550100142', to: 'main' })

it('takes a signed message once, however often it is sent', async () => {
  const system = await make(world, 'signed-json', key)
  const body = ringing('j1')
  expect(await send(system, body, ownHeaders(body))).toEqual({ status: 200, body: { taken: 1 } })
  expect(await callOf(system, 'j1')).toMatchObject([
    { number: '+15550100142', line: 'main', practice_id: world.practice },
  ])
  await nothingWritten(async () => {
    expect((await send(system, body, ownHeaders(body))).status).toBe(200)
  })
  const whole = JSON.stringify({
    events: [
      { externalId: 'j1', what: 'ended' },
      { externalId: 'j1', what: 'answered', extension: '101' },
    ],
  })
  expect((await send(system, whole, ownHeaders(whole))).body).toEqual({ taken: 2 })
  expect(await callOf(system, 'j1')).toMatchObject([{ taken_by: staff, outcome: null }])
  const [row] = await world.asOwner<{ state: string }>('select state from telephony.phone_system where id = $1', [
    system,
  ])
  expect(row).toEqual({ state: 'connected' })
})

it('answers a wrong signature, an unknown system, one that is off or gone, and another practice in the same words', async () => {
  const system = await make(world, 'signed-json', key)
  const theirs = await make(neighbour, 'signed-json', 'their own key')
  const off = await make(world, 'signed-json', key)
  await world.as('manager').do(changePhoneSystem, { system: off, active: false })
  const gone = await make(world, 'signed-json', key)
  await world.as('manager').do(removePhoneSystem, { system: gone })
  const socket = await world
    .as('manager')
    .do(addPhoneSystem, { kind: 'freeswitch', name: 'Socket', host: 'pbx.example.net', port: 8021, secret: key })
  const body = ringing('bad')
  await nothingWritten(async () => {
    for (const unknown of [newId(), 'nonsense', off, gone, socket.system, theirs]) {
      expect(await send(unknown, body, ownHeaders(body))).toEqual(refused)
    }
    expect(await send(system, body, ownHeaders(body, { key: 'their own key' }))).toEqual(refused)
    expect(await send(system, `${body} `, ownHeaders(body))).toEqual(refused)
    expect(await send(system, body, { ...ownHeaders(body), 'anteroom-timestamp': seconds(1) })).toEqual(refused)
    expect(await send(system, body, {})).toEqual(refused)
    expect(await send(system, body, { 'anteroom-timestamp': seconds(), 'anteroom-signature': 'zz' })).toEqual(refused)
  })
})

it('takes nothing that is older than five minutes, or from a clock that far ahead', async () => {
  const system = await make(world, 'signed-json', key)
  const telnyx = await make(world, 'telnyx', publicKey)
  const body = ringing('late')
  await nothingWritten(async () => {
    for (const late of [301, -301]) {
      const expected = { status: 403, body: { code: 'telephony.hook-late' } }
      expect(await send(system, body, ownHeaders(body, { late }))).toEqual(expected)
      expect(await send(telnyx, body, telnyxHeaders(body, late))).toEqual(expected)
    }
  })
  expect((await send(system, body, ownHeaders(body, { late: 299 }))).status).toBe(200)
})

it('refuses what is signed and still no message, and a body that is too large', async () => {
  const system = await make(world, 'signed-json', key)
  await nothingWritten(async () => {
    for (const body of ['', 'not json', '[]', '{"externalId":"x","what":"dance"}', '{"events":[]}']) {
      expect(await send(system, body, ownHeaders(body))).toMatchObject({ status: 400 })
    }
    const large = JSON.stringify({ externalId: 'x', what: 'ringing', from: 'x'.repeat(70_000) })
    expect((await send(system, large, ownHeaders(large))).status).toBe(413)
  })
})

const form = (fields: Readonly<Record<string, string>>) =>
  new URLSearchParams({ AccountSid: 'AC0', CallSid: 'CA1', ...fields })
const twilioTime = (late = 0) => new Date(world.clock.now().epochMilliseconds - late * 1000).toUTCString()

it('knows Twilio by its signature over the public address and the form', async () => {
  const system = await make(world, 'twilio', key)
  const rang = form({
    CallStatus: 'ringing',
    From: '+15550100142',
    To: '+15550100100',
    CallerName: 'ANNA  O+NEIL & SON',
  })
  expect(await send(system, rang.toString(), twilioHeaders(rang))).toEqual({ status: 200, body: { taken: 1 } })
  const leg = { CallSid: 'CA2', ParentCallSid: 'CA1', To: 'client:101', From: '+15550100142' }
  const callbacks: Record<string, string>[] = [
    { ...leg, CallStatus: 'ringing' },
    { ...leg, CallStatus: 'in-progress', Timestamp: twilioTime(4) },
    { ...leg, CallStatus: 'completed' },
    { CallStatus: 'completed', Timestamp: twilioTime() },
  ]
  for (const more of callbacks) {
    const told = form(more)
    expect((await send(system, told.toString(), twilioHeaders(told))).status).toBe(200)
  }
  const [call] = await callOf(system, 'CA1')
  expect(call).toMatchObject({ number: '+15550100142', line: '+15550100100', taken_by: staff, outcome: null })
  expect(call!.ended_at).not.toBeNull()
  await nothingWritten(async () => {
    expect((await send(system, rang.toString(), twilioHeaders(rang))).status).toBe(200)
    const changed = form({ CallStatus: 'ringing', From: '+15550100199', To: '+15550100100' })
    expect(await send(system, changed.toString(), twilioHeaders(rang))).toEqual(refused)
    expect(await send(system, rang.toString(), twilioHeaders(rang, 'https://elsewhere.example.org/'))).toEqual(refused)
    const late = form({ CallStatus: 'completed', Timestamp: twilioTime(400) })
    expect((await send(system, late.toString(), twilioHeaders(late))).body).toEqual({ code: 'telephony.hook-late' })
  })
})

it('makes the address that Twilio calls from where the server is reached', async () => {
  const told = form({ CallSid: 'CA9', CallStatus: 'ringing', From: '+15550100142', To: '+15550100100' })
  for (const [named, origin] of [
    ['https://desk.example.org', 'https://desk.example.org'],
    ['https://desk.example.org:8443/', 'https://desk.example.org:8443'],
    [null, world.app.outside.address],
  ] as const) {
    const { system } = await world
      .as('manager')
      .do(addPhoneSystem, { kind: 'twilio', name: `Twilio ${newId()}`, secret: key, publicAddress: named })
    const calledAt = (address: string) => send(system, told.toString(), twilioHeaders(told, address))
    expect(await calledAt(origin)).toEqual(refused)
    expect(await calledAt(`${origin}/hooks/phone/${newId()}`)).toEqual(refused)
    expect((await calledAt(`${origin}/hooks/phone/${system}`)).status).toBe(200)
  }
})

it('agrees with the example in Twilio’s own documentation', () => {
  const address = 'https://mycompany.com/myapp.php?foo=1&bar=2'
  const example = new URLSearchParams({
    To: '+18005551212',
    From: '+14158675309',
    Digits: '1234',
    CallSid: 'CA1234567890ABCDE',
    Caller: '+14158675309',
  })
  expect(isFromTwilio('12345', address, example, 'RSOYDt4T1cUTdK1PDd93/VVr8B8=')).toBe(true)
  expect(isFromTwilio('12346', address, example, 'RSOYDt4T1cUTdK1PDd93/VVr8B8=')).toBe(false)
})

it('knows Telnyx by its Ed25519 signature over time and body', async () => {
  const system = await make(world, 'telnyx', publicKey)
  const tell = (event_type: string, payload: Record<string, string>) =>
    JSON.stringify({
      data: { event_type, occurred_at: world.clock.now().toString(), payload: { call_session_id: 't1', ...payload } },
    })
  const rang = tell('call.initiated', { direction: 'incoming', from: '+15550100142', to: '+15550100100' })
  const bodies = [
    rang,
    tell('call.initiated', { direction: 'outgoing', to: 'sip:101@pbx.example.net' }),
    tell('call.answered', { direction: 'outgoing', to: 'sip:101@pbx.example.net' }),
    tell('call.hangup', { direction: 'outgoing' }),
    tell('call.hangup', { direction: 'incoming' }),
    tell('message.received', {}),
  ]
  for (const body of bodies) expect((await send(system, body, telnyxHeaders(body))).status).toBe(200)
  const [call] = await callOf(system, 't1')
  expect(call).toMatchObject({ number: '+15550100142', taken_by: staff, outcome: null })
  await nothingWritten(async () => {
    expect((await send(system, rang, telnyxHeaders(rang))).status).toBe(200)
    expect(await send(system, `${rang} `, telnyxHeaders(rang))).toEqual(refused)
    expect(await send(system, rang, { ...telnyxHeaders(rang), 'telnyx-timestamp': seconds(2) })).toEqual(refused)
    const other = generateKeyPairSync('ed25519').privateKey
    const forged = sign(null, Buffer.from(`${seconds()}|${rang}`), other).toString('base64')
    expect(await send(system, rang, { ...telnyxHeaders(rang), 'telnyx-signature-ed25519': forged })).toEqual(refused)
  })
})
