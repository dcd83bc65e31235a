import fs from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { CannotStart, exitStatus } from './cannot-start.ts'

export type DataFolder = {
  path: string
  /** True when nothing had ever been kept here. */
  fresh: boolean
  /** What earlier starts wrote down about this folder. */
  notes: Readonly<FolderNotes>
  /** Keeps a note for later starts. */
  note(notes: FolderNotes): void
  /** Tells who asks for the folder next where we serve. */
  announce(address: string): void
  /** Lets another process have the folder. The system does the same when this one dies, however it dies. */
  release(): void
}

export type FolderNotes = {
  /** The operator asked for no demo clinic, once and for good. */
  empty?: boolean
  /** 'loading' from before the demo clinic's first row until after its last: still there means it was cut off. */
  demo?: 'loading' | 'loaded'
}

type Mark = { layout: number; version: string } & FolderNotes

// Raised when files below the data folder move or change their meaning; the database has its migrations.
const layout = 1
const least_bytes = 64 * 1024 * 1024

const parts = (version: string): number[] => version.split(/[.-]/).slice(0, 2).map(Number)
/** Whether a version is of a later release than another: major and minor count, a fix does not change what is stored. */
export const isNewer = (a: string, b: string): boolean => {
  const [major = 0, minor = 0] = parts(a)
  const [ourMajor = 0, ourMinor = 0] = parts(b)
  return major > ourMajor || (major === ourMajor && minor > ourMinor)
}

/** What a failed write means to the person at the machine; anything unexpected stays what it is. */
function refusalOf(cause: unknown, folder: string): unknown {
  const code = (cause as NodeJS.ErrnoException).code
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new CannotStart(
      'data.disk-full',
      `The disk of ${folder} is full.`,
      'Free some space and start again; nothing is lost.',
      exitStatus.diskFull,
    )
  }
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return new CannotStart(
      'data.read-only',
      `Anteroom may not write to ${folder}.`,
      'Give the folder to the account that starts Anteroom, or choose another with ANTEROOM_DATA.',
      exitStatus.cannotWrite,
    )
  }
  if (code === 'ENOTDIR' || code === 'EEXIST') {
    return new CannotStart(
      'data.no-folder',
      `${folder} is not a folder.`,
      'Choose another place with ANTEROOM_DATA.',
      exitStatus.badSetting,
    )
  }
  return cause
}

/** Holds the folder by a lock of the operating system on an (empty) SQLite file: atomic, the same on every system, gone with
 *  the process also after kill -9, and never mistaken for a stranger that inherited a process number. */
function lock(folder: string): DatabaseSync {
  const file = new DatabaseSync(path.join(folder, 'lock'))
  try {
    file.exec('pragma busy_timeout = 0; begin exclusive')
    ownedLikeFolder(path.join(folder, 'lock'))
    return file
  } catch (cause) {
    file.close()
    // 5 = SQLITE_BUSY
    if ((cause as { errcode?: number }).errcode !== 5) throw cause
    let holder = ''
    try {
      const { pid, address } = JSON.parse(fs.readFileSync(path.join(folder, 'running.json'), 'utf8'))
      holder = ` (process ${pid}${address ? `, ${address}` : ''})`
    } catch {
      // it has only just begun, or is a restore
    }
    throw new CannotStart(
      'data.in-use',
      `Another Anteroom already works on ${folder}${holder}.`,
      'Use that one, stop it first, or choose another folder with ANTEROOM_DATA.',
      exitStatus.inUse,
    )
  }
}

/** Refuses before anything is written when the folder is the work of a newer program. */
function requireOurs(folder: string, version: string): Mark | undefined {
  let text: string
  try {
    text = fs.readFileSync(path.join(folder, 'anteroom.json'), 'utf8')
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw cause
  }
  let mark: Mark
  try {
    mark = JSON.parse(text)
  } catch {
    // A crash in the very first second can leave it empty; the database inside tells its own version again.
    return { layout, version }
  }
  if (mark.layout > layout || isNewer(mark.version, version)) {
    throw new CannotStart(
      'data.newer-version',
      `The data folder ${folder} was last used by Anteroom ${mark.version}; this is ${version}.`,
      'Start the newer Anteroom, or restore a backup made with this one into another folder. Nothing was changed.',
      exitStatus.badSetting,
    )
  }
  return mark
}

/** Gives a file to whom its folder belongs: one start as root must not lock the folder's own account out of it for ever. */
export function ownedLikeFolder(file: string): void {
  if (process.getuid?.() !== 0) return
  const { uid, gid } = fs.statSync(path.dirname(file))
  fs.chownSync(file, uid, gid)
}

/** Writes a small file so that a crash leaves the old or the new one whole. */
export function writeWhole(file: string, text: string): void {
  const half = `${file}.new`
  const opened = fs.openSync(half, 'w', 0o600)
  fs.writeFileSync(opened, text)
  fs.fsyncSync(opened)
  fs.closeSync(opened)
  ownedLikeFolder(half)
  fs.renameSync(half, file)
}

// Kept here, whatever the caller does with the folder: a lock that nobody points to is closed, and so given back, by the garbage collector.
const leases = new Set<DatabaseSync>()

/** Takes the data folder for this process alone, creating it at first. Throws CannotStart when it is in use, read-only,
 *  full, or was written by a newer version. */
export function openDataFolder(folder: string, version: string): DataFolder {
  let held: DatabaseSync | undefined
  try {
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 })
    const probe = path.join(folder, `.writable-${process.pid}`)
    fs.writeFileSync(probe, 'x'.repeat(4096))
    fs.rmSync(probe)
    held = lock(folder)
    const known = requireOurs(folder, version)
    const { bavail, bsize } = fs.statfsSync(folder)
    if (bavail * bsize < least_bytes) throw Object.assign(new Error('disk full'), { code: 'ENOSPC' })
    const mark = { ...known, layout, version }
    const writeMark = () => writeWhole(path.join(folder, 'anteroom.json'), JSON.stringify(mark))
    writeMark()
    const running = path.join(folder, 'running.json')
    writeWhole(running, JSON.stringify({ pid: process.pid }))
    const lease = held
    leases.add(lease)
    return {
      path: folder,
      fresh: !known,
      notes: mark,
      note(notes) {
        Object.assign(mark, notes)
        writeMark()
      },
      announce: address => writeWhole(running, JSON.stringify({ pid: process.pid, address })),
      release() {
        fs.rmSync(running, { force: true })
        leases.delete(lease)
        lease.close()
      },
    }
  } catch (cause) {
    held?.close()
    throw refusalOf(cause, folder)
  }
}
