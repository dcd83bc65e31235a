import { existsSync } from 'node:fs'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'

/** The Chromium of this machine. */
export const chromiumPath = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
].find(place => place && existsSync(place))

/** What every Chromium of a test is started with. */
export const chromiumArgs = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Starts Chromium; CHROMIUM_PATH names another than Debian's. */
export async function openBrowser(more: readonly string[] = []): Promise<Browser> {
  if (!chromiumPath)
    throw new Error('No Chromium found. Install it (apt-get install chromium) or name it with CHROMIUM_PATH.')
  return chromium.launch({ executablePath: chromiumPath, args: [...chromiumArgs, ...more] })
}

export type Look = {
  width?: number
  height?: number
  dark?: boolean
  now?: Temporal.Instant
  /** Leaves the page the computer's clock. */
  ownClock?: boolean
  /** Runs in every page before its own code. */
  before?: () => void
}

/** LATE_ANSWERS=800 lets every answer to a question come up to so many milliseconds late, as on a bad line: what is typed and sent before the
 *  screen has all it asked for must not get lost. */
async function answerLate(context: BrowserContext): Promise<void> {
  const most_ms = Number(process.env.LATE_ANSWERS ?? 0)
  if (!(most_ms > 0)) return
  await context.route('**/api/**', async route => {
    if (route.request().method() === 'GET' && !/events|live/.test(route.request().url()))
      await new Promise(resolve => setTimeout(resolve, Math.random() * most_ms))
    await route.continue().catch(() => {})
  })
}

/** A window of its own: cookies, storage, size, light or dark, and the clock of the test. Its first page collects every complaint of the page. */
export async function openWindow(
  browser: Browser,
  look: Look = {},
): Promise<{ context: BrowserContext; page: Page; complaints: string[] }> {
  const context = await browser.newContext({
    viewport: { width: look.width ?? 1280, height: look.height ?? 800 },
    colorScheme: look.dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
    locale: 'en-US',
    timezoneId: 'America/New_York',
  })
  await answerLate(context)
  const page = await context.newPage()
  page.setDefaultTimeout(30_000)
  if (look.before) await page.addInitScript(look.before)
  if (look.now && !look.ownClock) await page.clock.install({ time: look.now.epochMilliseconds })
  const complaints: string[] = []
  page.on('pageerror', error => void complaints.push(`page error: ${error.message}`))
  page.on('console', message => {
    if (message.type() === 'error' && !/status of (400|401|403|404|409|429|503)/.test(message.text()))
      complaints.push(message.text())
  })
  return { context, page, complaints }
}
