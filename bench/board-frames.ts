import { randomBytes } from 'node:crypto'
import type { Page } from 'playwright-core'
import { newId } from '../src/core/id.ts'
import { tokenHash } from '../src/platform/session.ts'
import { buildWebApp, webFolder } from '../src/servers/cli/web-build.ts'
import { buildWebServer } from '../src/servers/web-api/server.ts'
import { openBrowser } from '../test/journeys/browser.ts'
import { type BenchAsk, benchApp } from './bench-app.ts'
import { bareBoard, bareGhost } from './board-bare.ts'
import { fillBoard } from './board-fill.ts'
import { keyRows } from './board-keys.ts'
import { type BenchRow, percentile } from './measure.ts'
import { type FrameWork, sayWork, traced } from './page-trace.ts'

/** Milliseconds a frame that a hand feels as one movement. */
const smooth_ms = 1000 / 60
const area = 'board'
const board = '[data-board]'

/** What each picture cost the page's own thread, and when each came by the clock on the wall (which others on the machine disturb). */
type Frames = { work: FrameWork[]; times: number[] }

/** The board of thirty columns and a thousand visits in a real browser: scrolled, dragged and walked over, beside a bare page of as many boxes in the
 *  same run. What counts is the work of the page's thread for each picture: more than a sixtieth of a second, and no machine could be smooth. */
export async function boardBench({ db, quick, say }: BenchAsk): Promise<BenchRow[]> {
  const app = await benchApp(db)
  const size = quick ? { providers: 12, rooms: 4, visits: 300 } : { providers: 30, rooms: 10, visits: 1000 }
  const filled = await fillBoard(app, size)
  await buildWebApp()
  const server = await buildWebServer(app, { version: 'bench', webFolder, requestsPerMinute: 1_000_000 })
  const url = await server.fastify.listen({ host: '127.0.0.1', port: 0 })
  const browser = await openBrowser()
  const label = `${size.providers} + ${size.rooms} columns, ${filled.visits} visits`
  const rows: BenchRow[] = []
  const add = (what: string, ours: Frames, bare: Frames) => {
    rows.push(...frameRows(what, label, ours, bare))
    say(`${what}: ${sayWork(ours.work)}; bare: ${sayWork(bare.work)}`)
    say(`${what}: ${sayClock(ours.times)}; bare: ${sayClock(bare.times)}`)
  }
  try {
    const context = await browser.newContext({
      viewport: { width: 1920, height: 1080 },
      timezoneId: 'America/New_York',
    })
    await context.addCookies([{ name: 'anteroom_session', value: await openSession(app, filled), url }])
    const page = await context.newPage()
    page.setDefaultTimeout(30_000)
    const opened = performance.now()
    await page.goto(`${url}/today`)
    await page.locator('[data-block]').first().waitFor()
    say(`first screen after ${Math.round(performance.now() - opened)} ms, scripts and all`)
    const bare = await context.newPage()
    await bare.setContent(bareBoard(size.providers + size.rooms, filled.visits))
    for (const what of ['sideways', 'down'] as const) {
      await page.bringToFront()
      say(`first time over: ${sayWork((await scrollFrames(page, what, board)).work)}`)
      const ours = await scrollFrames(page, what, board)
      await bare.bringToFront()
      add(`scroll ${what}`, ours, await scrollFrames(bare, what, '#box'))
    }
    await page.bringToFront()
    const [dragged, alongEdge] = await dragFrames(page)
    await bare.bringToFront()
    await bareGhost(bare)
    add('drag a visit', dragged, await circle(bare, { x: 600, y: 500, radius: 260 }))
    await page.bringToFront()
    say(`drag along the edge: ${sayWork(alongEdge.work)}`)
    rows.push(workRow('drag along the edge, scrolling', label, alongEdge.work))
    rows.push(...(await keyRows(page, label, say)))
  } finally {
    await browser.close()
    await server.close()
  }
  return rows
}

/** Runs it under the browser's record, with the page itself noting when each of its frames comes. */
async function framesOf(page: Page, run: () => Promise<unknown>): Promise<Frames> {
  let times: number[] = []
  const { frames } = await traced(page, async () => {
    await page.evaluate(() => {
      const seen: number[] = []
      Object.assign(globalThis, { benchFrames: seen })
      const frame = (now: number) => {
        seen.push(now)
        if ((globalThis as never as { benchFrames: unknown }).benchFrames === seen) requestAnimationFrame(frame)
      }
      requestAnimationFrame(frame)
    })
    await run()
    const seen = await page.evaluate(() => {
      const { benchFrames } = globalThis as never as { benchFrames: number[] }
      Object.assign(globalThis, { benchFrames: null })
      return benchFrames
    })
    times = seen.slice(1).map((at, n) => at - seen[n]!)
  })
  return { work: frames, times }
}

/** To and fro, some fifty pixels a frame: a quick hand. */
const scrollFrames = (page: Page, what: 'sideways' | 'down', box: string): Promise<Frames> =>
  framesOf(page, () =>
    page.evaluate(
      ({ what, box }) =>
        new Promise<void>(done => {
          const element = document.querySelector(box)!
          const most =
            what === 'down' ? element.scrollHeight - element.clientHeight : element.scrollWidth - element.clientWidth
          let n = 0
          const frame = () => {
            if (n++ === 240) return done()
            const at = Math.abs(((n * 24) % (2 * most)) - most)
            if (what === 'down') element.scrollTop = at
            else element.scrollLeft = at
            requestAnimationFrame(frame)
          }
          requestAnimationFrame(frame)
        }),
      { what, box },
    ),
  )

/** Frames while one visit is carried over the board in circles, and while it rests at the edge so that the board scrolls along. */
async function dragFrames(page: Page): Promise<[Frames, Frames]> {
  await page.evaluate(() => document.querySelector('[data-board]')!.scrollTo(0, 0))
  const block = page.locator('[data-board] [data-block]:not([data-state="checked-out"])').nth(3)
  const box = (await block.boundingBox())!
  const from = { x: box.x + box.width / 2, y: box.y + 8 }
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move(from.x + 20, from.y + 20)
  await page.locator('[data-ghost]').waitFor()
  const round = await circle(page, { x: 900, y: 560, radius: 260 })
  const along = await framesOf(page, async () => {
    const view = (await page.locator(board).boundingBox())!
    for (const x of [view.x + view.width - 10, view.x + 70]) {
      await page.mouse.move(x, 560)
      await page.waitForTimeout(1500)
    }
  })
  await page.keyboard.press('Escape')
  await page.mouse.up()
  return [round, along]
}

/** The pointer on a circle, as the browser gets it from the system: each move when the one before has been heard. */
const circle = (page: Page, around: { x: number; y: number; radius: number }): Promise<Frames> =>
  framesOf(page, async () => {
    for (let n = 0; n < 240; n++) {
      await page.mouse.move(around.x + around.radius * Math.cos(n / 20), around.y + around.radius * Math.sin(n / 20))
    }
  })

function sayClock(times: readonly number[]): string {
  const share = (over: number) => `${Math.round((100 * times.filter(each => each > over + 1).length) / times.length)} %`
  return `on the clock p95 ${percentile(times, 95).toFixed(1)} ms, over 16.7 ms ${share(smooth_ms)}, over 33 ms ${share(2 * smooth_ms)}`
}

const rounded = (value: number) => Math.round(value * 100) / 100

function workRow(what: string, size: string, ours: readonly FrameWork[], bare?: readonly FrameWork[]): BenchRow {
  const of = (frames: readonly FrameWork[], p: number) =>
    rounded(
      percentile(
        frames.map(frame => frame.all),
        p,
      ),
    )
  return {
    area,
    what: `${what}: work a frame`,
    size,
    p50_ms: of(ours, 50),
    p99_ms: of(ours, 99),
    raw_p50_ms: bare ? of(bare, 50) : null,
    raw_p99_ms: bare ? of(bare, 99) : null,
    ratio: bare ? rounded(of(ours, 50) / of(bare, 50)) : null,
    target: 'p95 under 16.7 ms',
  }
}

const frameRows = (what: string, size: string, ours: Frames, bare: Frames): BenchRow[] => [
  workRow(what, size, ours.work, bare.work),
  {
    area,
    what: `${what}: on the clock`,
    size,
    p50_ms: rounded(percentile(ours.times, 50)),
    p99_ms: rounded(percentile(ours.times, 99)),
    raw_p50_ms: rounded(percentile(bare.times, 50)),
    raw_p99_ms: rounded(percentile(bare.times, 99)),
    ratio: rounded(percentile(ours.times, 50) / percentile(bare.times, 50)),
    target: 'p50 16.7 ms',
  },
]

async function openSession(
  app: Awaited<ReturnType<typeof benchApp>>,
  filled: { practice: string; staff: string },
): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  const now = app.clock.now()
  await app.db.owner.query(
    `insert into access.session (practice_id, id, staff_id, kind, token_hash, created_at, expires_at, seen_at) values ($1, $2, $3, 'browser', $4, $5, $6, $5)`,
    [filled.practice, newId(), filled.staff, tokenHash(token), now.toString(), now.add({ hours: 12 }).toString()],
  )
  return token
}
