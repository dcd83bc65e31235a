import net from 'node:net'
import { CannotStart, exitStatus } from '../../platform/cannot-start.ts'

/** What a refused listen means to the person at the machine; anything unexpected stays what it is. */
export function listenRefusal(cause: unknown, host: string, port: number): unknown {
  const { code } = cause as NodeJS.ErrnoException
  if (code === 'EADDRINUSE') {
    return new CannotStart(
      'port.busy',
      `Port ${port} on ${host} is in use by another program.`,
      `Stop that program, or choose another port: ANTEROOM_PORT=${port + 1} npm start`,
      exitStatus.inUse,
    )
  }
  if (code === 'EACCES') {
    return new CannotStart(
      'port.not-allowed',
      `This account may not open port ${port}.`,
      'Choose a port above 1023 with ANTEROOM_PORT.',
      exitStatus.noPermission,
    )
  }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return new CannotStart(
      'host.unknown',
      `${host} is not an address of this machine.`,
      'Set ANTEROOM_HOST to 127.0.0.1, 0.0.0.0 or an address of this machine.',
      exitStatus.badSetting,
    )
  }
  return cause
}

/** Tries the port and lets it go again, so that a busy one is refused before anything else has been started. */
export async function requireFreePort(host: string, port: number): Promise<void> {
  const probe = net.createServer()
  try {
    await new Promise<void>((done, fail) => {
      probe.once('error', fail)
      probe.listen({ host, port, exclusive: true }, done)
    })
  } catch (cause) {
    throw listenRefusal(cause, host, port)
  } finally {
    await new Promise(done => probe.close(done))
  }
}
