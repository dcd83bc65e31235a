import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { chmod, copyFile, mkdir, readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { notFound } from '../../core/refusal.ts'

/** A file to be read: where it is, and what the report calls it. */
export type ImportFile = { at: string; name: string }

const readable = /\.(json|ndjson|fhir)$/i

/** The files meant: named files as they are, of a folder every .json, .ndjson and .fhir below it, in the order of their names. */
export async function filesMeant(paths: readonly string[]): Promise<ImportFile[]> {
  const files: ImportFile[] = []
  for (const given of paths) {
    const kind = await stat(given).catch(() => null)
    if (!kind) throw notFound({ what: 'file', path: given })
    if (!kind.isDirectory()) {
      files.push({ at: given, name: path.basename(given) })
      continue
    }
    const inside = await readdir(given, { recursive: true, withFileTypes: true })
    const found = inside
      .filter(entry => entry.isFile() && readable.test(entry.name))
      .map(entry => path.join(entry.parentPath, entry.name))
      .sort()
    files.push(...found.map(at => ({ at, name: path.relative(given, at) })))
  }
  return files
}

/** SHA-256 of a file, hexadecimal. */
export async function fileHash(at: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const piece of createReadStream(at)) hash.update(piece as Uint8Array)
  return hash.digest('hex')
}

/** Keeps a copy of a file below the data folder, readable by the program's account alone; returns its place relative to that folder.
 *  The same file is kept once. */
export async function keepFile(dataFolder: string, file: ImportFile, sha256: string): Promise<string> {
  const extension = readable.exec(file.name)?.[0].toLowerCase() ?? '.bin'
  const keptAs = path.join('quarantine', `${sha256}${extension}`)
  const to = path.join(dataFolder, keptAs)
  await mkdir(path.dirname(to), { recursive: true, mode: 0o700 })
  await copyFile(file.at, to)
  await chmod(to, 0o600)
  return keptAs
}
