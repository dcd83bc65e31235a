import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { afterAll } from 'vitest'

const main = path.resolve('src/servers/cli/main.ts')

/** A whole installation with the demo clinic on a durable data folder of its own, as somebody starts it: to be killed. */
export type Installation = {
  /** Where it is served; the same after every start. */
  url(): string
  /** Starts it; resolves when it says that it is ready. */
  start(): Promise<void>
  /** Kills without warning and waits until it is gone. The program is killed each time, so that every start is a new one. */
  kill(what: 'program' | 'database' | 'both'): Promise<void>
  /** Runs the operator's tool on the same folder and answers what it says as JSON. */
  tool<T>(...words: string[]): Promise<T>
}

/** An installation that is not started yet; the test's end stops it and takes its folder away. */
export function openInstallation(name: string): Installation {
  const folder = mkdtempSync(path.join(tmpdir(), `anteroom-${name}-`))
  const settings = {
    ...process.env,
    ANTEROOM_DATA: folder,
    ANTEROOM_PORT: '0',
    ANTEROOM_REQUESTS_PER_MINUTE: '1000000',
    DATABASE_URL: '',
  }
  let server: ChildProcess | undefined
  let url = ''
  const postmaster = (): number => {
    try {
      return Number(readFileSync(path.join(folder, 'pg', 'postmaster.pid'), 'utf8').split('\n')[0])
    } catch {
      return 0
    }
  }
  afterAll(async () => {
    if (server && server.exitCode === null && server.signalCode === null) {
      const gone = new Promise(done => server!.once('exit', done))
      server.kill('SIGTERM')
      await gone
    }
    const left = postmaster()
    if (left) process.kill(left, 'SIGQUIT')
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  })
  return {
    url: () => url,
    async start() {
      const child = spawn(process.execPath, [main, 'start', '--json'], {
        env: settings,
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      server = child
      let complaint = ''
      child.stderr!.on('data', part => {
        complaint = (complaint + part).slice(-2000)
      })
      url = await new Promise<string>((ready, failed) => {
        child.once('exit', code => failed(new Error(`the server ended with ${code} before it was ready: ${complaint}`)))
        createInterface({ input: child.stdout! }).on('line', line => {
          if (!line.startsWith('{')) return
          const told = JSON.parse(line) as { event?: string; address?: string }
          if (told.event === 'ready') ready(told.address!)
        })
      })
      settings.ANTEROOM_PORT = new URL(url).port
    },
    async kill(what) {
      const child = server!
      const gone = new Promise(done => child.once('exit', done))
      if (what !== 'program') process.kill(postmaster(), 'SIGKILL')
      child.kill('SIGKILL')
      await gone
    },
    async tool<T>(...words: string[]) {
      const said = await promisify(execFile)(process.execPath, [main, ...words, '--json'], { env: settings })
      return JSON.parse(said.stdout) as T
    },
  }
}
