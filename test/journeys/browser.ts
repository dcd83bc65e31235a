import { existsSync } from 'node:fs'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'

const executablePath = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
].find(place => place && existsSync(place))

const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Starts Chromium; CHROMIUM_PATH names another than Debian's. */
export async function openBrowser(): Promise<Browser> {
  if (!executablePath)
    throw new Error('No Chromium found. Install it (apt-get install chromium) or name it with CHROMIUM_PATH.')
  return chromium.launch({ executablePath, args })
}

export type Look = { width?: number; height?: number; dark?: boolean; now?: Temporal.Instant }

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
  const page = await context.newPage()
  page.setDefaultTimeout(30_000)
  if (look.now) await page.clock.install({ time: look.now.epochMilliseconds })
  const complaints: string[] = []
  page.on('pageerror', error => void complaints.push(`page error: ${error.message}`))
  page.on('console', message => {
    if (message.type() === 'error' && !/status of (400|401|403|404|409|429|503)/.test(message.text()))
      complaints.push(message.text())
  })
  return { context, page, complaints }
}
