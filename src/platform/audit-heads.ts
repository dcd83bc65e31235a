import { createReadStream } from 'node:fs'
import { appendFile } from 'node:fs/promises'
import path from 'node:path'
import { createInterface } from 'node:readline'
import type { App } from './context.ts'

/** Heads of the chains, outside the database: who cuts a chain's end off there, with all that belongs to it, leaves the head here. */
const fileOf = (dataFolder: string): string => path.join(dataFolder, 'audit-heads.jsonl')

const ANCHOR_EVERY_MS = 60_000

type Head = { seq: number; hash: Buffer; anchoredAt: number; waiting: boolean }
const headsOf = new WeakMap<App, Map<string, Head>>()

function known(app: App): Map<string, Head> {
  const heads = headsOf.get(app) ?? new Map<string, Head>()
  headsOf.set(app, heads)
  return heads
}

/** Notes the head that a practice's chain has now; anchorHeads writes it. */
export function noteHead(app: App, practice: string, seq: number, hash: Buffer): void {
  const anchoredAt = known(app).get(practice)?.anchoredAt ?? Number.NEGATIVE_INFINITY
  known(app).set(practice, { seq, hash, anchoredAt, waiting: true })
}

/** Adds to the file every head that is not in it yet, at most once a minute for each practice. */
export async function anchorHeads(app: App): Promise<void> {
  const now = app.clock.now()
  for (const [practice, head] of known(app)) {
    if (!head.waiting || now.epochMilliseconds - head.anchoredAt < ANCHOR_EVERY_MS) continue
    const line = JSON.stringify({ practice, seq: head.seq, hash: head.hash.toString('hex'), at: now.toString() })
    await appendFile(fileOf(app.dataFolder), `${line}\n`, { mode: 0o600, flush: true })
    Object.assign(head, { anchoredAt: now.epochMilliseconds, waiting: false })
  }
}

export type Heads = Map<string, Map<number, string>>

/** Every head in the file: practice → number in the chain → hash. A line that a crash cut short is passed over. */
export async function readHeads(dataFolder: string, only?: string): Promise<Heads> {
  const heads: Heads = new Map()
  const input = createReadStream(fileOf(dataFolder), 'utf8')
  try {
    for await (const text of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      let head: { practice?: unknown; seq?: unknown; hash?: unknown }
      try {
        head = JSON.parse(text)
      } catch {
        continue
      }
      const { practice, seq, hash } = head ?? {}
      if (typeof practice !== 'string' || typeof seq !== 'number' || typeof hash !== 'string') continue
      if (only && practice !== only) continue
      heads.set(practice, (heads.get(practice) ?? new Map<number, string>()).set(seq, hash))
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  return heads
}
