import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'

/** What a copied file was: its length and what it must hash to for ever. */
export type CopiedFile = { bytes: number; sha256: string }

const chunk_bytes = 1024 * 1024
const together = 8

/** Copies one file to a new place, hashing on the way, and returns when it is on the disk. Answers undefined when the source
 *  is gone: in a running database a table's file may vanish at any moment, and its log knows why. */
export async function copyDurably(source: string, target: string): Promise<CopiedFile | undefined> {
  let from: fs.promises.FileHandle
  try {
    from = await fs.promises.open(source, 'r')
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw cause
  }
  try {
    const to = await fs.promises.open(target, 'wx', 0o600)
    try {
      const hash = createHash('sha256')
      const buffer = Buffer.allocUnsafe(chunk_bytes)
      let bytes = 0
      for (;;) {
        const { bytesRead } = await from.read(buffer, 0, chunk_bytes, bytes)
        if (bytesRead === 0) break
        const part = buffer.subarray(0, bytesRead)
        hash.update(part)
        await to.write(part, 0, bytesRead, bytes)
        bytes += bytesRead
      }
      await to.sync()
      return { bytes, sha256: hash.digest('hex') }
    } finally {
      await to.close()
    }
  } finally {
    await from.close()
  }
}

/** Makes the names in a folder as durable as the files behind them. */
export async function syncFolder(folder: string): Promise<void> {
  // Windows keeps no separate journal of names and cannot open a folder.
  if (process.platform === 'win32') return
  const handle = await fs.promises.open(folder, 'r')
  await handle.sync()
  await handle.close()
}

/** What becomes of one entry of a tree: 'empty' makes a folder without what is in it. */
export type Treatment = 'copy' | 'empty' | 'skip'

/** Copies a tree durably. `treat` sees the path relative to the source, with slashes. Answers what was copied, by that path. */
export async function copyTree(
  source: string,
  target: string,
  treat: (relative: string, isFolder: boolean) => Treatment = () => 'copy',
): Promise<Map<string, CopiedFile>> {
  const copied = new Map<string, CopiedFile>()
  const walk = async (relative: string): Promise<void> => {
    await fs.promises.mkdir(path.join(target, relative), { recursive: true, mode: 0o700 })
    const entries = await fs.promises.readdir(path.join(source, relative), { withFileTypes: true }).catch(cause => {
      if (cause.code === 'ENOENT') return []
      throw cause
    })
    const files: string[] = []
    for (const entry of entries) {
      const name = relative ? `${relative}/${entry.name}` : entry.name
      const treatment = treat(name, entry.isDirectory())
      if (treatment === 'skip') continue
      if (entry.isFile()) files.push(name)
      else if (entry.isDirectory() && treatment === 'copy') await walk(name)
      else if (entry.isDirectory()) await fs.promises.mkdir(path.join(target, name), { mode: 0o700 })
    }
    // Several at a time, because each waits for the disk; not all, because each holds a buffer and two open files.
    for (let at = 0; at < files.length; at += together) {
      const copies = files.slice(at, at + together).map(async name => {
        const file = await copyDurably(path.join(source, name), path.join(target, name))
        if (file) copied.set(name, file)
      })
      await Promise.all(copies)
    }
    await syncFolder(path.join(target, relative))
  }
  await walk('')
  return copied
}
