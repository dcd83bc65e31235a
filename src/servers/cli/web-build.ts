import { spawn } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import zlib from 'node:zlib'
import { CannotStart, exitStatus } from '../../platform/cannot-start.ts'
import { projectFolder } from '../../platform/settings.ts'

/** Where the built web app lies. */
export const webFolder = path.join(projectFolder, 'build', 'web')

const sources = ['src/web', 'src/core', 'src/features', 'src/formats']
// Beside the folder, not in it: everything in it is served.
const noteOfSources = path.join(projectFolder, 'build', 'web-sources')

/** One hash over everything the web app can be made of. Contents, not times: a fresh clone's times say nothing. */
function hashOfSources(): string {
  const hash = createHash('sha256')
  for (const single of ['vite.config.ts', 'package-lock.json'])
    hash.update(fs.readFileSync(path.join(projectFolder, single)))
  for (const folder of sources) {
    const files = fs
      .readdirSync(path.join(projectFolder, folder), { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
      .map(entry => path.join(entry.parentPath, entry.name))
    for (const file of files.sort()) hash.update(path.relative(projectFolder, file)).update(fs.readFileSync(file))
  }
  return hash.digest('hex')
}

const gzip = promisify(zlib.gzip)
const brotli = promisify(zlib.brotliCompress)

/** Packs every text file once at build time, so that no request pays for it. */
async function compress(folder: string): Promise<void> {
  const files = fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && /\.(js|css|html|svg|json|webmanifest)$/.test(entry.name))
    .map(entry => path.join(entry.parentPath, entry.name))
  await Promise.all(
    files.map(async file => {
      const bytes = await fs.promises.readFile(file)
      if (bytes.length < 1_000) return
      await fs.promises.writeFile(`${file}.br`, await brotli(bytes))
      await fs.promises.writeFile(`${file}.gz`, await gzip(bytes, { level: 9 }))
    }),
  )
}

/** Runs Vite in a process of its own: its memory goes with it. */
function runVite(outDir: string): Promise<{ status: number | null; said: string }> {
  const vite = path.join(projectFolder, 'node_modules', 'vite', 'bin', 'vite.js')
  const child = spawn(process.execPath, [vite, 'build', '--outDir', outDir, '--emptyOutDir', '--logLevel', 'warn'], {
    cwd: projectFolder,
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', part => (said += part))
  return new Promise(done => {
    child.on('error', cause => done({ status: null, said: cause.message }))
    child.on('close', status => done({ status, said }))
  })
}

/** Builds the web app if it was never built or its sources have changed since; answers whether it did. The new one takes
 *  the old one's place in one step, so that a build cut off half way leaves the old one served. */
export async function buildWebApp(onBuild?: () => void): Promise<boolean> {
  const wanted = hashOfSources()
  const built = fs.existsSync(path.join(webFolder, 'index.html')) && fs.existsSync(noteOfSources)
  if (built && fs.readFileSync(noteOfSources, 'utf8') === wanted) return false
  onBuild?.()
  const half = `${webFolder}.${randomUUID()}`
  try {
    const { status, said } = await runVite(half)
    if (status !== 0) {
      throw new CannotStart(
        'web.build-failed',
        `The web app could not be built: ${said.trim().split('\n').slice(0, 8).join('\n')}`,
        'Restore the files under src/ as they were released.',
        exitStatus.unavailable,
      )
    }
    await compress(half)
    fs.rmSync(noteOfSources, { force: true })
    try {
      fs.rmSync(webFolder, { recursive: true, force: true })
      fs.renameSync(half, webFolder)
    } catch (cause) {
      // Two processes that start at once both build; the later one finds the earlier one's work in its place.
      if (!['ENOTEMPTY', 'EEXIST'].includes((cause as NodeJS.ErrnoException).code ?? '')) throw cause
    }
    fs.writeFileSync(noteOfSources, wanted)
    return true
  } finally {
    fs.rmSync(half, { recursive: true, force: true })
  }
}
