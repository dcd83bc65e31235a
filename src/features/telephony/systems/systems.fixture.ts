import { createHash } from 'node:crypto'
import net from 'node:net'
import { onTestFinished } from 'vitest'
import { openWorld } from '../../../../test/world.ts'
import type { Id } from '../../../core/id.ts'
import { recordId } from '../intake/hear-event.ts'
import { addExtension } from '../setting-up/add-extension.ts'
import { keepConnected } from './keep-connected.ts'

/** A practice with extension 101, and the worker's keeping of its phone systems in a quick rhythm. */
export async function openPhoneWorld() {
  const world = await openWorld()
  const secretary = world.as('secretary')
  await world.as('manager').do(addExtension, { number: '101', staff: secretary.caller.staff! })
  return {
    world,
    manager: world.as('manager'),
    staff: secretary.caller.staff!,
    keep() {
      const standing = keepConnected({ lookEvery_ms: 50, firstPause_ms: 20 }).start(world.app)
      let stopped: Promise<void> | undefined
      const stop = () => {
        stopped ??= standing.stop()
        return stopped
      }
      onTestFinished(stop)
      return { stop }
    },
    async stateOf(system: Id<'phone-system'>) {
      const [row] = await world.asOwner<{ state: string; fault: string | null }>(
        'select state, fault from telephony.phone_system where id = $1',
        [system],
      )
      return row!
    },
    async callsOf(system: Id<'phone-system'>, externalId: string) {
      return world.asOwner<Record<string, unknown>>(
        'select number, line, ringing_at, taken_at, taken_by, ended_at, outcome from calls.call where external_id = $1',
        [recordId(system, externalId)],
      )
    },
  }
}

/** A server on loopback that stands for a phone system. `heard` is what the newest connection has sent so far. */
export async function listenAs(greet: (socket: net.Socket) => void, port = 0) {
  const sockets = new Set<net.Socket>()
  const state = { connections: 0, heard: '' }
  const server = net.createServer(socket => {
    sockets.add(socket)
    state.connections++
    state.heard = ''
    socket.on('data', chunk => {
      state.heard += chunk.toString('latin1')
    })
    socket.on('error', () => undefined)
    socket.on('close', () => sockets.delete(socket))
    greet(socket)
  })
  await new Promise<void>(done => server.listen(port, '127.0.0.1', done))
  const cut = () => {
    for (const socket of sockets) socket.destroy()
  }
  onTestFinished(
    () =>
      new Promise<void>(done => {
        server.close(() => done())
        cut()
      }),
  )
  return {
    port: (server.address() as net.AddressInfo).port,
    state,
    cut,
    send(bytes: Buffer | string) {
      for (const socket of sockets) socket.write(bytes)
    },
    stop: () =>
      new Promise<void>(done => {
        server.close(() => done())
        cut()
      }),
  }
}

/** The key that accepts a WebSocket (RFC 6455, 4.2.2). */
export const acceptKey = (key: string): string =>
  createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64')

/** A text frame of a WebSocket as servers send it, unmasked (RFC 6455, 5.2). */
export function textFrame(text: string): Buffer {
  const body = Buffer.from(text)
  const head =
    body.length < 126 ? Buffer.of(0x81, body.length) : Buffer.of(0x81, 126, body.length >> 8, body.length & 0xff)
  return Buffer.concat([head, body])
}
