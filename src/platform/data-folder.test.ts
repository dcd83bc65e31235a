import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, expect, onTestFinished, test } from 'vitest'
import { CannotStart } from './cannot-start.ts'
import { openDataFolder } from './data-folder.ts'

const base = fs.mkdtempSync(path.join(os.tmpdir(), 'anteroom-folder-'))
const asRoot = process.getuid?.() === 0
const moduleAddress = JSON.stringify(new URL('./data-folder.ts', import.meta.url).href)

afterAll(() => fs.rmSync(base, { recursive: true, force: true }))

const refusedBy = (work: () => unknown): CannotStart => {
  try {
    work()
  } catch (cause) {
    if (cause instanceof CannotStart) return cause
    throw cause
  }
  throw new Error('was not refused')
}

test('a folder belongs to one process; the next one learns who has it, and gets it after a kill -9', async () => {
  const folder = path.join(base, 'one')
  const code = `
    const { openDataFolder } = await import(${moduleAddress})
    openDataFolder(${JSON.stringify(folder)}, '0.1.0').announce('http://127.0.0.1:4180')
    globalThis.gc()
    console.log('held')
    setInterval(() => undefined, 1000)`
  const child = spawn('node', ['--expose-gc', '--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  await once(child.stdout, 'data')
  const refused = refusedBy(() => openDataFolder(folder, '0.1.0'))
  expect([refused.code, refused.exitCode]).toEqual(['data.in-use', 75])
  expect(refused.message).toContain(`process ${child.pid}, http://127.0.0.1:4180`)
  child.kill('SIGKILL')
  await once(child, 'exit')
  openDataFolder(folder, '0.1.0').release()
})

test('a folder given back can be taken again, and keeps what was noted about it', () => {
  const folder = path.join(base, 'again')
  const first = openDataFolder(folder, '0.1.0')
  expect(first.fresh).toBe(true)
  first.note({ empty: true })
  first.release()
  const second = openDataFolder(folder, '0.1.1')
  expect([second.fresh, second.notes.empty]).toEqual([false, true])
  second.release()
})

test('a folder of a newer Anteroom is refused and left as it was; one of a later fix is not', () => {
  const folder = path.join(base, 'newer')
  openDataFolder(folder, '0.3.0').release()
  const before = fs.readFileSync(path.join(folder, 'anteroom.json'), 'utf8')
  const refused = refusedBy(() => openDataFolder(folder, '0.2.9'))
  expect([refused.code, refused.exitCode]).toEqual(['data.newer-version', 78])
  expect(refused.message).toContain('0.3.0')
  expect(fs.readFileSync(path.join(folder, 'anteroom.json'), 'utf8')).toBe(before)
  openDataFolder(folder, '0.3.1').release()
  openDataFolder(folder, '0.3.0').release()
})

test('a folder whose layout this program does not know is refused', () => {
  const folder = path.join(base, 'layout')
  fs.mkdirSync(folder)
  fs.writeFileSync(path.join(folder, 'anteroom.json'), '{"layout":99,"version":"0.1.0"}')
  expect(refusedBy(() => openDataFolder(folder, '0.1.0')).code).toBe('data.newer-version')
})

test('a version mark cut off by a crash does not stop the next start', () => {
  const folder = path.join(base, 'torn')
  fs.mkdirSync(folder)
  fs.writeFileSync(path.join(folder, 'anteroom.json'), '')
  openDataFolder(folder, '0.1.0').release()
})

test('a file in the place of the folder is refused by name', () => {
  const file = path.join(base, 'file')
  fs.writeFileSync(file, '')
  expect(refusedBy(() => openDataFolder(file, '0.1.0')).code).toBe('data.no-folder')
  expect(refusedBy(() => openDataFolder(path.join(file, 'data'), '0.1.0')).code).toBe('data.no-folder')
})

test('a folder that may not be written is refused', () => {
  const folder = path.join(base, 'read-only')
  fs.mkdirSync(folder)
  fs.chmodSync(folder, 0o555)
  fs.chmodSync(base, 0o755)
  if (!asRoot) {
    const refused = refusedBy(() => openDataFolder(folder, '0.1.0'))
    expect([refused.code, refused.exitCode]).toEqual(['data.read-only', 73])
    return
  }
  // Root may write anywhere: another account tries.
  const code = `
    const { openDataFolder } = await import(${moduleAddress})
    try { openDataFolder(${JSON.stringify(folder)}, '0.1.0') } catch (cause) { console.log(cause.code, cause.exitCode) }`
  const tried = spawnSync('node', ['--input-type=module', '-e', code], { uid: 65534, gid: 65534, encoding: 'utf8' })
  expect(tried.stdout.trim()).toBe('data.read-only 73')
})

test.runIf(asRoot)('one start as root does not lock the folder’s own account out of it', () => {
  const folder = path.join(base, 'lent')
  fs.mkdirSync(folder)
  fs.chownSync(folder, 65534, 65534)
  openDataFolder(folder, '0.1.0').release()
  for (const name of fs.readdirSync(folder))
    expect([name, fs.statSync(path.join(folder, name)).uid]).toEqual([name, 65534])
})

const small = path.join(base, 'small')
fs.mkdirSync(small)
const mounted = asRoot && spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', small]).status === 0

test.runIf(mounted)('a full disk is refused with its own words, whether one byte is left or a few', () => {
  try {
    const few = refusedBy(() => openDataFolder(path.join(small, 'data'), '0.1.0'))
    expect([few.code, few.exitCode]).toEqual(['data.disk-full', 74])
    expect(() => fs.writeFileSync(path.join(small, 'rest'), Buffer.alloc(2_000_000))).toThrow('ENOSPC')
    expect(refusedBy(() => openDataFolder(path.join(small, 'data'), '0.1.0')).code).toBe('data.disk-full')
    spawnSync('mount', ['-o', 'remount,ro', small])
    expect(refusedBy(() => openDataFolder(path.join(small, 'data'), '0.1.0')).code).toBe('data.read-only')
  } finally {
    spawnSync('umount', [small])
  }
})
