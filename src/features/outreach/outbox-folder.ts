import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Carrier } from './carrier.ts'
import { emlOf } from './eml.ts'

/** Without a mail server: each message becomes a file in the outbox folder, readable by its owner alone, that any mail program opens. */
export function outboxFolder(dataFolder: string, now: () => Temporal.Instant): Carrier {
  return async letter => {
    const folder = path.join(dataFolder, 'outbox')
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const eml = await emlOf(letter, 'front-desk@localhost', new Date(now().epochMilliseconds))
    const name = `${now().toString({ smallestUnit: 'second' }).replaceAll(':', '')}-${letter.id}.eml`
    const half = path.join(folder, `.${name}.half`)
    writeFileSync(half, eml, { mode: 0o600, flush: true })
    renameSync(half, path.join(folder, name))
    return { outcome: 'sent', why: '' }
  }
}
