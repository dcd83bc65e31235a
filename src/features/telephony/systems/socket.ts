import net from 'node:net'
import tls from 'node:tls'
import { type Fault, faultOf, type Listener, type Target } from './connection.ts'

const connectWithin_ms = 10_000
const keepAlive_ms = 15_000

export type Wire = { send(text: string): void; close(fault?: Fault): void }

/** Opens a socket to a phone system and tells its end once. What throws while reading has met another language: the connection ends as nonsense. */
export function openSocket(
  to: Target,
  listener: Listener,
  on: { connected(wire: Wire): void; data(chunk: Buffer, wire: Wire): void },
): Wire {
  let over = false
  const socket: net.Socket = to.secure
    ? tls.connect({ host: to.host, port: to.port, servername: net.isIP(to.host) ? undefined : to.host })
    : net.connect({ host: to.host, port: to.port })
  const end = (fault: Fault) => {
    if (over) return
    over = true
    clearTimeout(late)
    socket.destroy()
    listener.closed(fault)
  }
  const late = setTimeout(() => end('unreachable'), connectWithin_ms)
  const wire: Wire = {
    send: text => void (over || socket.write(text)),
    close: (fault = 'closed') => end(fault),
  }
  const guarded = (work: () => void) => {
    if (over) return
    try {
      work()
    } catch {
      end('nonsense')
    }
  }
  socket.setKeepAlive(true, keepAlive_ms)
  socket.on(to.secure ? 'secureConnect' : 'connect', () => {
    clearTimeout(late)
    guarded(() => on.connected(wire))
  })
  socket.on('data', (chunk: Buffer) => guarded(() => on.data(chunk, wire)))
  socket.on('error', error => end(faultOf(error)))
  socket.on('close', () => end('closed'))
  return wire
}
