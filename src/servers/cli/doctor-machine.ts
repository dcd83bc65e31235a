import fs from 'node:fs'
import { CannotStart } from '../../platform/cannot-start.ts'
import { requireFreePort } from './address.ts'
import type { Check } from './finding.ts'

const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(1)} GB`

export const checkNode: Check = async () => {
  const fits = Number.parseInt(process.versions.node, 10) >= 26 && Boolean(process.features.typescript)
  return {
    check: 'Node',
    state: fits ? 'good' : 'bad',
    says: `${process.versions.node}${fits ? '' : ', 26 is needed'}`,
  }
}

export const checkDisk: Check = async (program, { ANTEROOM_DATA: data }) => {
  if (program.postgres.kind === 'url') {
    return { check: 'disk', state: 'good', says: 'of the server of DATABASE_URL: watch it there' }
  }
  const { bavail, bsize, blocks } = fs.statfsSync(data)
  const free = bavail * bsize
  const share = bavail / blocks
  const state = free < 0.5e9 ? 'bad' : free < 2e9 || share < 0.1 ? 'watch' : 'good'
  return { check: 'disk', state, says: `${gigabytes(free)} free (${(share * 100).toFixed(0)} %) for ${data}` }
}

/** Free, or answered by an Anteroom: anything else would be met at the next start. */
export const checkPort: Check = async (_program, { ANTEROOM_HOST: host, ANTEROOM_PORT: port }) => {
  try {
    await requireFreePort(host, port)
    return { check: 'port', state: 'good', says: `${port} is free` }
  } catch (cause) {
    if (!(cause instanceof CannotStart)) throw cause
    const near = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host
    const ours = await fetch(`http://${near.includes(':') ? `[${near}]` : near}:${port}/readyz`, {
      signal: AbortSignal.timeout(2_000),
    })
      .then(answer => answer.json() as Promise<{ status?: string }>)
      .catch(() => undefined)
    return ours?.status === 'ready'
      ? { check: 'port', state: 'good', says: `${port} is served by Anteroom` }
      : { check: 'port', state: 'bad', says: cause.message }
  }
}
