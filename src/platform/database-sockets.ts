import net from 'node:net'

/** What whoever waits for the database hears once it was given up. */
class DatabaseGivenUp extends Error {
  constructor() {
    super('the database does not answer and was given up')
  }
}

/** Every socket to one database, also those that only try to connect: a server that hangs, or a network that swallows everything, would
 *  otherwise hold a query and the process for hours. */
export type DatabaseSockets = {
  /** Makes a socket; pg asks for one for each connection. */
  make(): net.Socket
  /** Closes all of them, for good: every query that waits fails, every new connection as well. */
  giveUp(): void
}

export function databaseSockets(): DatabaseSockets {
  const open = new Set<net.Socket>()
  let givenUp = false
  class DatabaseSocket extends net.Socket {
    override connect(...to: unknown[]): this {
      if (givenUp) process.nextTick(() => this.destroy(new DatabaseGivenUp()))
      else super.connect(...(to as [net.SocketConnectOpts]))
      return this
    }
  }
  return {
    make() {
      const socket = new DatabaseSocket()
      open.add(socket)
      socket.once('close', () => open.delete(socket))
      return socket
    },
    giveUp() {
      givenUp = true
      for (const socket of open) socket.destroy(new DatabaseGivenUp())
    },
  }
}
