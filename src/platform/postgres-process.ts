import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

const pidFile = (cluster: string): string => path.join(cluster, 'postmaster.pid')

const pidInFile = (cluster: string): number => {
  try {
    return Math.abs(Number.parseInt(fs.readFileSync(pidFile(cluster), 'utf8'), 10)) || 0
  } catch {
    return 0
  }
}

const exists = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (cause) {
    return (cause as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Whether this process is the PostgreSQL of this cluster, and neither a zombie nor a stranger that inherited its number. */
function isPostmaster(pid: number, cluster: string): boolean {
  if (!pid || !exists(pid)) return false
  if (process.platform === 'linux') {
    try {
      return fs.readlinkSync(`/proc/${pid}/cwd`) === fs.realpathSync(cluster)
    } catch {
      return false
    }
  }
  const listed = spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
  return listed.stdout?.includes(cluster) ?? false
}

/** The process number of the PostgreSQL that runs this cluster now; 0 when none does. */
export function postmasterOf(cluster: string): number {
  const pid = pidInFile(cluster)
  return isPostmaster(pid, cluster) ? pid : 0
}

/** The socket folder a running server wrote down (fifth line of postmaster.pid): the one that counts, since another process
 *  may have another idea of where temporary files go. */
export function socketFolderOf(cluster: string): string | undefined {
  try {
    return fs.readFileSync(pidFile(cluster), 'utf8').split('\n')[4] || undefined
  } catch {
    return undefined
  }
}

/** After a restart of the machine the number in postmaster.pid may belong to some other program of the same account, and
 *  PostgreSQL would refuse to start. It takes its own parent's number for stale, though, so that one is written; deleting the
 *  file instead would also drop its check for backends that still hold the shared memory. */
export function disownStalePidFile(cluster: string): void {
  const pid = pidInFile(cluster)
  if (!pid || !exists(pid) || isPostmaster(pid, cluster)) return
  const lines = fs.readFileSync(pidFile(cluster), 'utf8').split('\n')
  lines[0] = String(process.pid)
  fs.writeFileSync(pidFile(cluster), lines.join('\n'))
}

/** Whether anything listens on the socket. It listens before it can answer a query. */
export const listensOn = (socket: string): Promise<boolean> =>
  new Promise(done => {
    const probe = net.connect(socket)
    probe.once('connect', () => {
      probe.destroy()
      done(true)
    })
    probe.once('error', () => done(false))
  })

/** Ends the PostgreSQL of a cluster and says how. SIGINT closes connections and writes a checkpoint; during crash recovery
 *  it was seen never to end, and SIGQUIT (recovery at the next start, nothing lost) cured it. */
export async function stopPostmaster(
  cluster: string,
  patience_ms = { fast: 10_000, immediate: 5_000 },
): Promise<string> {
  const pid = postmasterOf(cluster)
  if (!pid) return 'was not running'
  for (const [signal, wait_ms] of [
    ['SIGINT', patience_ms.fast],
    ['SIGQUIT', patience_ms.immediate],
    ['SIGKILL', 5_000],
  ] as const) {
    try {
      process.kill(pid, signal)
    } catch {
      return 'had stopped'
    }
    const until = performance.now() + wait_ms
    while (performance.now() < until) {
      await pause(20)
      if (!isPostmaster(pid, cluster)) return `stopped by ${signal}`
    }
  }
  return 'did not stop'
}
