import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { chmodSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const FORM = 1
const hexKey = /^[0-9a-fA-F]{64}$/
const keys = new Map<string, Buffer>()

/** The key of this installation: ANTEROOM_KEY, else the file secrets/key in the data folder, made at first need and readable by its
 *  owner alone. It is linked into place whole, so that two processes starting at once agree on one. */
function keyOf(dataFolder: string): Buffer {
  const named = process.env.ANTEROOM_KEY
  if (named && hexKey.test(named)) return Buffer.from(named, 'hex')
  let key = keys.get(dataFolder)
  if (key) return key
  const folder = path.join(dataFolder, 'secrets')
  const file = path.join(folder, 'key')
  const read = () => readFileSync(file, 'utf8').trim()
  let text: string
  try {
    text = read()
  } catch (missing) {
    if ((missing as NodeJS.ErrnoException).code !== 'ENOENT') throw missing
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    chmodSync(folder, 0o700)
    const fresh = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`
    writeFileSync(fresh, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx', flush: true })
    try {
      linkSync(fresh, file)
    } catch (taken) {
      if ((taken as NodeJS.ErrnoException).code !== 'EEXIST') throw taken
    } finally {
      rmSync(fresh)
    }
    text = read()
  }
  if (!hexKey.test(text)) throw new Error('the key file does not hold 64 hexadecimal digits')
  key = Buffer.from(text, 'hex')
  keys.set(dataFolder, key)
  return key
}

/** Locks a secret for the database (AES-256-GCM). `place` says where it belongs (practice, column, row): moved elsewhere it does not open. */
export function sealSecret(dataFolder: string, place: string, secret: Uint8Array): Buffer {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keyOf(dataFolder), nonce).setAAD(Buffer.from(place))
  const hidden = Buffer.concat([cipher.update(secret), cipher.final()])
  return Buffer.concat([Buffer.of(FORM), nonce, cipher.getAuthTag(), hidden])
}

/** Opens what sealSecret locked. Throws if the key is another one, or the bytes were changed or moved. */
export function openSecret(dataFolder: string, place: string, sealed: Buffer): Buffer {
  if (sealed[0] !== FORM || sealed.length < 29) throw new Error('a secret in a form this program does not know')
  const decipher = createDecipheriv('aes-256-gcm', keyOf(dataFolder), sealed.subarray(1, 13))
    .setAAD(Buffer.from(place))
    .setAuthTag(sealed.subarray(13, 29))
  return Buffer.concat([decipher.update(sealed.subarray(29)), decipher.final()])
}
