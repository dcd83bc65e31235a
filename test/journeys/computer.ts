import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll } from 'vitest'
import { chromiumArgs, chromiumPath } from './browser.ts'

/** Somebody's own computer: a Chromium with a folder on disk that stays when it dies. */
export type Computer = {
  /** Starts the browser on what the last one left; its page. */
  start(): Promise<Page>
  /** Shoots all of it, the process that writes to disk included: nothing gets a last word. */
  shoot(): Promise<void>
}

/** A computer that is not started yet; the test's end takes it away. */
export function openComputer(): Computer {
  const folder = mkdtempSync(path.join(tmpdir(), 'anteroom-computer-'))
  let running: { pid: number; gone: Promise<unknown>; browser: Browser } | undefined
  const shoot = async () => {
    if (!running) return
    // The whole group: Chromium is many processes.
    process.kill(-running.pid, 'SIGKILL')
    await running.gone
    await running.browser.close().catch(() => {})
    running = undefined
  }
  afterAll(async () => {
    await shoot()
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  })
  return {
    shoot,
    async start() {
      if (!chromiumPath) throw new Error('No Chromium found.')
      const child = spawn(
        chromiumPath,
        [
          ...chromiumArgs,
          '--headless',
          '--remote-debugging-port=0',
          '--hide-crash-restore-bubble',
          '--password-store=basic',
          '--window-size=1280,800',
          `--user-data-dir=${folder}`,
          'about:blank',
        ],
        { detached: true, stdio: ['ignore', 'ignore', 'pipe'] },
      )
      const gone = new Promise(done => child.once('exit', done))
      const address = await new Promise<string>((found, failed) => {
        child.once('exit', code => failed(new Error(`Chromium ended with ${code} before it listened`)))
        createInterface({ input: child.stderr }).on('line', line => {
          const listens = /^DevTools listening on (ws:\S+)/.exec(line)
          if (listens) found(listens[1]!)
        })
      })
      const browser = await chromium.connectOverCDP(address)
      running = { pid: child.pid!, gone, browser }
      const page = await browser.contexts()[0]!.newPage()
      page.setDefaultTimeout(30_000)
      return page
    },
  }
}
