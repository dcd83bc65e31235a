import type { Socket } from 'node:net'
import { expect, it } from 'vitest'
import { addPhoneSystem } from '../setting-up/add-phone-system.ts'
import { changePhoneSystem } from '../setting-up/change-phone-system.ts'
import { acceptKey, listenAs, openPhoneWorld, textFrame } from './systems.fixture.ts'

const { world, manager, staff, keep, stateOf, callsOf } = await openPhoneWorld()
const within = { timeout: 8_000, interval: 25 }
// 2026-11-24T15:00:00Z
const start = 1_795_532_400
const at = (second: number) => `2026-11-24T15:00:${String(second).padStart(2, '0')}Z`

const netstring = (json: unknown) => {
  const text = JSON.stringify(json)
  return Buffer.from(`${Buffer.byteLength(text)}:${text},`)
}

it('hears kamailio through a cut in the middle of a frame, a reconnect and repetitions, and makes one record', async () => {
  const exchange = await listenAs(() => undefined)
  const { system } = await manager.do(addPhoneSystem, {
    kind: 'kamailio',
    name: 'Kamailio',
    host: '127.0.0.1',
    port: exchange.port,
  })
  keep()
  await expect.poll(() => stateOf(system), within).toEqual({ state: 'connected', fault: null })
  const rang = netstring({
    event: 'ringing',
    callId: 'k1',
    from: '+15550100142',
    name: 'Ägidius O’Neil',
    to: 'desk',
    ts: start,
  })
  const answered = netstring({ event: 'answered', callId: 'k1', extension: '101', ts: start + 5 })
  const ended = netstring({ event: 'ended', callId: 'k1', ts: start + 50 })
  exchange.send(Buffer.concat([rang, rang, answered.subarray(0, 30)]))
  await expect.poll(() => callsOf(system, 'k1'), within).toHaveLength(1)
  exchange.cut()
  await expect.poll(() => exchange.state.connections, within).toBe(2)
  await expect.poll(() => stateOf(system), within).toEqual({ state: 'connected', fault: null })
  for (const byte of Buffer.concat([rang, answered, ended, answered])) exchange.send(Buffer.of(byte))
  const whole = [
    {
      number: '+15550100142',
      line: 'desk',
      ringing_at: at(0),
      taken_at: at(5),
      taken_by: staff,
      ended_at: at(50),
      outcome: null,
    },
  ]
  await expect.poll(() => callsOf(system, 'k1'), within).toEqual(whole)
  expect(await world.asOwner('select what from telephony.call_event where system_id = $1', [system])).toHaveLength(3)
})

it('tells the desk why a system is not there, and tries until it is', async () => {
  const unused = await listenAs(() => undefined)
  await unused.stop()
  const { system } = await manager.do(addPhoneSystem, {
    kind: 'kamailio',
    name: 'Late',
    host: '127.0.0.1',
    port: unused.port,
  })
  keep()
  await expect.poll(() => stateOf(system), within).toEqual({ state: 'cut', fault: 'refused' })
  const exchange = await listenAs(socket => socket.write('HTTP/1.1 400 Bad Request\r\n\r\n'), unused.port)
  await expect.poll(() => stateOf(system), within).toEqual({ state: 'cut', fault: 'nonsense' })
  expect(exchange.state.connections).toBeGreaterThan(0)
  await manager.do(changePhoneSystem, { system, active: false })
  await expect.poll(() => stateOf(system), within).toEqual({ state: 'waiting', fault: null })
})

it('lets one process at a time be connected, and another take over when it stops', async () => {
  const exchange = await listenAs(() => undefined)
  const { system } = await manager.do(addPhoneSystem, {
    kind: 'kamailio',
    name: 'Shared',
    host: '127.0.0.1',
    port: exchange.port,
  })
  const first = keep()
  await expect.poll(() => stateOf(system), within).toMatchObject({ state: 'connected' })
  const { rows } = await world.app.db.owner.query('select pg_try_advisory_lock(hashtext($1)) as got', [
    `anteroom.phone-system.${system}`,
  ])
  expect(rows).toEqual([{ got: false }])
  await first.stop()
  expect(exchange.state.connections).toBe(1)
  keep()
  await expect.poll(() => exchange.state.connections, within).toBe(2)
})

const freeswitchEvent = (body: Record<string, string>) => {
  const text = JSON.stringify(body)
  return Buffer.from(`Content-Length: ${Buffer.byteLength(text)}\nContent-Type: text/event-json\n\n${text}`)
}

it('listens at FreeSWITCH’s event socket, and ends what ended while it was cut', async () => {
  let channels: string[] = []
  const exchange = await listenAs(socket => {
    let asked = ''
    socket.write('Content-Type: auth/request\n\n')
    socket.on('data', chunk => {
      asked += chunk.toString()
      for (let end = asked.indexOf('\n\n'); end >= 0; end = asked.indexOf('\n\n')) {
        const line = asked.slice(0, end)
        asked = asked.slice(end + 2)
        if (line === 'auth correct-horse') socket.write('Content-Type: command/reply\nReply-Text: +OK accepted\n\n')
        else if (line.startsWith('auth')) socket.write('Content-Type: command/reply\nReply-Text: -ERR invalid\n\n')
        else if (line.startsWith('event json'))
          socket.write('Content-Type: command/reply\nReply-Text: +OK event listener enabled json\n\n')
        else {
          const body = JSON.stringify({ row_count: channels.length, rows: channels.map(uuid => ({ uuid })) })
          socket.write(`Content-Type: api/response\nContent-Length: ${body.length}\n\n${body}`)
        }
      }
    })
  })
  const settings = { kind: 'freeswitch', name: 'FreeSWITCH', host: '127.0.0.1', port: exchange.port } as const
  const { system } = await manager.do(addPhoneSystem, { ...settings, secret: 'wrong' })
  keep()
  await expect.poll(() => stateOf(system), within).toEqual({ state: 'cut', fault: 'denied' })
  await manager.do(changePhoneSystem, { system, secret: 'correct-horse' })
  await expect.poll(() => stateOf(system), within).toEqual({ state: 'connected', fault: null })

  const micros = (second: number) => `${(start + second) * 1_000_000}`
  const leg = (name: string, id: string, second: number, more: Record<string, string>) =>
    freeswitchEvent({ 'Event-Name': name, 'Unique-ID': id, 'Event-Date-Timestamp': micros(second), ...more })
  const incoming = {
    'Call-Direction': 'inbound',
    'Caller-Caller-ID-Number': '+15550100142',
    'Caller-Caller-ID-Name': 'Jürgen',
    'Caller-Destination-Number': '5550100100',
  }
  const outgoing = (call: string) => ({
    'Call-Direction': 'outbound',
    'Other-Leg-Unique-ID': call,
    'Caller-Destination-Number': '101',
  })
  const first = Buffer.concat([
    leg('CHANNEL_CREATE', 'f1', 0, incoming),
    leg('CHANNEL_CREATE', 'f1-b', 1, outgoing('f1')),
    leg('CHANNEL_ANSWER', 'f1-b', 6, outgoing('f1')),
    leg('CHANNEL_ANSWER', 'f1', 6, incoming),
    leg('CHANNEL_CREATE', 'f2', 8, incoming),
  ])
  for (let n = 0; n < first.length; n += 7) exchange.send(first.subarray(n, n + 7))
  await expect.poll(() => callsOf(system, 'f2'), within).toHaveLength(1)
  expect(await callsOf(system, 'f1')).toMatchObject([{ taken_by: staff, taken_at: at(6), ended_at: null }])

  // The first call goes on, the second is given up while nobody listens.
  channels = ['f1', 'f1-b']
  world.clock.advance({ seconds: 30 })
  exchange.send(leg('CHANNEL_HANGUP_COMPLETE', 'f1-b', 9, outgoing('f1')).subarray(0, 60))
  exchange.cut()
  await expect.poll(() => callsOf(system, 'f2'), within).toMatchObject([{ outcome: 'abandoned', taken_at: null }])
  expect(await callsOf(system, 'f1')).toMatchObject([{ ended_at: null }])
  exchange.send(leg('CHANNEL_HANGUP_COMPLETE', 'f1', 20, incoming))
  exchange.send(leg('CHANNEL_HANGUP_COMPLETE', 'never-heard-of', 20, incoming))
  await expect
    .poll(() => callsOf(system, 'f1'), within)
    .toMatchObject([{ ended_at: at(20), outcome: null, taken_by: staff }])
  expect(await callsOf(system, 'never-heard-of')).toEqual([])
})

/** Asterisk's REST interface as far as it is asked: the list of channels, a ping, and the events. */
async function listenAsAsterisk(channels: { id: string }[], key: string) {
  // Events go to the event connections alone: the others wait for answers.
  const listening = new Set<Socket>()
  const server = await listenAs(socket => {
    let asked = ''
    socket.on('data', chunk => {
      asked += chunk.toString('latin1')
      const end = asked.indexOf('\r\n\r\n')
      if (end < 0 || !asked.startsWith('GET ')) return
      const head = asked.slice(0, end)
      asked = ''
      const accept = /sec-websocket-key: (\S+)/i.exec(head)?.[1]
      const body = JSON.stringify(channels)
      if (!head.toLowerCase().includes(`authorization: basic ${key.toLowerCase()}`))
        socket.write('HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n')
      else if (accept) {
        listening.add(socket)
        socket.on('close', () => listening.delete(socket))
        socket.write(
          `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${acceptKey(accept)}\r\n\r\n`,
        )
      } else
        socket.write(
          `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
        )
    })
  })
  const send = (bytes: Buffer) => {
    for (const socket of listening) socket.write(bytes)
  }
  return { ...server, send }
}

it('listens at Asterisk’s REST interface, and ends what ended while it was cut', async () => {
  const channels: { id: string }[] = []
  const key = Buffer.from('anteroom:correct-horse').toString('base64')
  const exchange = await listenAsAsterisk(channels, key)
  const { system } = await manager.do(addPhoneSystem, {
    kind: 'asterisk',
    name: 'Asterisk',
    host: '127.0.0.1',
    port: exchange.port,
    account: 'anteroom',
    application: 'anteroom',
    secret: 'wrong',
  })
  keep()
  await expect.poll(() => stateOf(system), within).toEqual({ state: 'cut', fault: 'denied' })
  await manager.do(changePhoneSystem, { system, secret: 'correct-horse' })
  await expect.poll(() => stateOf(system), within).toEqual({ state: 'connected', fault: null })

  const trunk = (id: string, state: string) => ({
    id,
    name: `PJSIP/trunk-${id}`,
    state,
    caller: { name: 'Jürgen "Jo" Testing', number: '+15550100142' },
    dialplan: { exten: '5550100100' },
  })
  const desk = { id: 'peer', name: 'PJSIP/101-0000002a', state: 'Ringing', caller: { number: '101' } }
  const tell = (second: number, type: string, more: Record<string, unknown>) =>
    exchange.send(
      textFrame(
        JSON.stringify({ type, timestamp: `2026-11-24T10:00:${String(second).padStart(2, '0')}.000-0500`, ...more }),
      ),
    )
  tell(0, 'ChannelCreated', { channel: trunk('1.1', 'Ring') })
  tell(0, 'StasisStart', { channel: trunk('1.1', 'Ring') })
  tell(1, 'ChannelStateChange', { channel: trunk('1.1', 'Up') })
  tell(1, 'Dial', { caller: trunk('1.1', 'Up'), peer: desk, dialstatus: '' })
  tell(4, 'Dial', { caller: trunk('1.1', 'Up'), peer: { ...desk, state: 'Up' }, dialstatus: 'ANSWER' })
  tell(5, 'ChannelCreated', { channel: trunk('1.2', 'Ring') })
  await expect.poll(() => callsOf(system, '1.2'), within).toHaveLength(1)
  expect(await callsOf(system, '1.1')).toMatchObject([
    { number: '+15550100142', taken_by: staff, taken_at: at(4), ended_at: null },
  ])

  channels.push({ id: '1.1' }, { id: 'peer' })
  world.clock.advance({ seconds: 30 })
  exchange.cut()
  await expect.poll(() => callsOf(system, '1.2'), within).toMatchObject([{ outcome: 'abandoned' }])
  expect(await callsOf(system, '1.1')).toMatchObject([{ ended_at: null }])
  tell(20, 'ChannelDestroyed', { channel: desk })
  tell(20, 'ChannelDestroyed', { channel: trunk('1.1', 'Up') })
  await expect
    .poll(() => callsOf(system, '1.1'), within)
    .toMatchObject([{ ended_at: at(20), outcome: null, taken_by: staff }])
  expect(await callsOf(system, 'peer')).toEqual([])
})
