import { randomBytes } from 'node:crypto'
import type { Page } from 'playwright-core'
import { newId } from '../src/core/id.ts'
import { tokenHash } from '../src/platform/session.ts'
import { buildWebApp, webFolder } from '../src/servers/cli/web-build.ts'
import { buildWebServer } from '../src/servers/web-api/server.ts'
import { openBrowser } from '../test/journeys/browser.ts'
import { type BenchAsk, benchApp } from './bench-app.ts'
import { fillBoard } from './board-fill.ts'
import { type BenchRow, percentile } from './measure.ts'

/** Frames a second that a hand feels as one movement. Milliseconds a frame. */
const smooth_ms = 1000 / 60
const area = 'board'

/** Milliseconds of each frame, and what the page's own thread worked on average a frame (processor time: others on the machine do not count). */
type Frames = { times: number[]; work_ms: number }

/** Drives something for some frames and returns how long each took, as the page itself counts them. */
const measureFrames = (page: Page, what: 'sideways' | 'down', box: string): Promise<Frames> =>
  withWork(page, () => scrolled(page, what, box))

const scrolled = (page: Page, what: 'sideways' | 'down', box: string): Promise<number[]> =>
  page.evaluate(
    ({ what, box }) =>
      new Promise<number[]>(done => {
        const element = document.querySelector(box)!
        const times: number[] = []
        const most =
          what === 'down' ? element.scrollHeight - element.clientHeight : element.scrollWidth - element.clientWidth
        let before = performance.now()
        let n = 0
        const frame = (now: number) => {
          if (n > 0) times.push(now - before)
          before = now
          if (n++ === 240) return done(times)
          // To and fro, some fifty pixels a frame: a quick hand.
          const at = Math.abs(((n * 24) % (2 * most)) - most)
          if (what === 'down') element.scrollTop = at
          else element.scrollLeft = at
          requestAnimationFrame(frame)
        }
        requestAnimationFrame(frame)
      }),
    { what, box },
  )

/** The board of thirty columns and a thousand visits in a real browser: scrolled and dragged, beside a bare page of as many boxes in the same run. */
export async function boardBench({ db, quick, say }: BenchAsk): Promise<BenchRow[]> {
  const app = await benchApp(db)
  const size = quick ? { providers: 12, visits: 300 } : { providers: 30, visits: 1000 }
  const filled = await fillBoard(app, size)
  await buildWebApp()
  const server = await buildWebServer(app, { version: 'bench', webFolder, requestsPerMinute: 1_000_000 })
  const url = await server.fastify.listen({ host: '127.0.0.1', port: 0 })
  const browser = await openBrowser()
  const label = `${size.providers} columns, ${filled.visits} visits`
  const rows: BenchRow[] = []
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
    const board = '[data-board]'
    const bare = await context.newPage()
    await bare.setContent(bareBoard(size.providers, filled.visits))
    for (const what of ['sideways', 'down'] as const) {
      await page.bringToFront()
      say(`first time over: work a frame ${(await measureFrames(page, what, board)).work_ms.toFixed(2)} ms`)
      const ours = await measureFrames(page, what, board)
      await bare.bringToFront()
      const raw = await measureFrames(bare, what, '#box')
      rows.push(frameRow(`scroll ${what}`, label, ours.times, raw.times))
      say(shares(`scroll ${what}`, ours, raw))
    }
    await page.bringToFront()
    const drag = await dragFrames(page)
    await bare.bringToFront()
    const rawDrag = await bareDragFrames(bare)
    rows.push(frameRow('drag a visit', label, drag.times, rawDrag.times))
    say(shares('drag a visit', drag, rawDrag))
    await page.bringToFront()
    rows.push(...(await screenRows(page)))
  } finally {
    await browser.close()
    await server.close()
  }
  return rows
}

/** Runs it and asks the browser how long the page's thread worked meanwhile. */
async function withWork(page: Page, run: () => Promise<number[]>): Promise<Frames> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  const worked = async () => {
    const { metrics } = await session.send('Performance.getMetrics')
    return (metrics.find(metric => metric.name === 'TaskDuration')?.value ?? 0) * 1000
  }
  const before = await worked()
  const times = await run()
  const after = await worked()
  await session.detach()
  return { times, work_ms: (after - before) / times.length }
}

function shares(what: string, { times: ours, work_ms }: Frames, { times: raw, work_ms: rawWork_ms }: Frames): string {
  const share = (times: readonly number[], over: number) =>
    `${Math.round((100 * times.filter(each => each > over + 1).length) / times.length)} %`
  return `${what}: p95 ${percentile(ours, 95).toFixed(1)} ms; over 16.7 ms ${share(ours, smooth_ms)}, over 33 ms ${share(ours, 2 * smooth_ms)}; bare: p95 ${percentile(raw, 95).toFixed(1)} ms, ${share(raw, smooth_ms)}, ${share(raw, 2 * smooth_ms)}. Work a frame ${work_ms.toFixed(2)} ms, bare ${rawWork_ms.toFixed(2)} ms`
}

function frameRow(what: string, size: string, ours: readonly number[], raw: readonly number[]): BenchRow {
  const rounded = (value: number) => Math.round(value * 100) / 100
  return {
    area,
    what,
    size,
    p50_ms: rounded(percentile(ours, 50)),
    p99_ms: rounded(percentile(ours, 99)),
    raw_p50_ms: rounded(percentile(raw, 50)),
    raw_p99_ms: rounded(percentile(raw, 99)),
    ratio: rounded(percentile(ours, 50) / percentile(raw, 50)),
    target: 'p50 16.7 ms',
  }
}

/** A page that does nothing but hold as many boxes with a word each, placed as ours are: what the browser itself needs. */
function bareBoard(columns: number, visits: number): string {
  const width = 56 + columns * 116
  const boxes = Array.from({ length: visits }, (_, n) => {
    const left = 60 + (n % columns) * 116
    const top = Math.floor(n / columns) * 26
    return `<div class="v" style="transform:translate(${left}px,${top}px)">Somebody ${n}</div>`
  })
  return `<style>body{margin:0}#box{width:1300px;height:980px;overflow:auto;position:relative}#canvas{position:relative;width:${width}px;height:1400px}
    .v{position:absolute;left:0;top:0;width:106px;height:24px;overflow:hidden;background:#e6eef9;border-left:3px solid #36c;border-radius:6px;font:12px sans-serif}</style>
    <div id="box"><div id="canvas">${boxes.join('')}</div></div>`
}

/** Frames while one visit is carried over the board in circles by the pointer. */
async function dragFrames(page: Page): Promise<Frames> {
  const block = page.locator('[data-board] [data-block]:not([data-state="checked-out"])').nth(3)
  await page.evaluate(() => document.querySelector('[data-board]')!.scrollTo(0, 0))
  const box = (await block.boundingBox())!
  const from = { x: box.x + box.width / 2, y: box.y + 8 }
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move(from.x + 20, from.y + 20)
  const frames = await circle(page, { x: 900, y: 560, radius: 260 })
  await page.keyboard.press('Escape')
  await page.mouse.up()
  return frames
}

async function bareDragFrames(page: Page): Promise<Frames> {
  await page.evaluate(() => {
    const ghost = document.createElement('div')
    ghost.className = 'v'
    document.querySelector('#canvas')!.append(ghost)
    window.addEventListener('pointermove', event => {
      ghost.style.transform = `translate(${event.clientX}px, ${event.clientY}px)`
    })
  })
  return circle(page, { x: 600, y: 500, radius: 260 })
}

/** Pointer events on a circle, one a frame, from inside the page: what is timed is the page, not the wire to the browser. */
const circle = (page: Page, around: { x: number; y: number; radius: number }): Promise<Frames> =>
  withWork(page, () => circled(page, around))

const circled = (page: Page, around: { x: number; y: number; radius: number }): Promise<number[]> =>
  page.evaluate(
    ({ x, y, radius }) =>
      new Promise<number[]>(done => {
        const times: number[] = []
        let before = performance.now()
        let n = 0
        const frame = (now: number) => {
          if (n > 0) times.push(now - before)
          before = now
          if (n++ === 240) return done(times)
          const clientX = x + radius * Math.cos(n / 20)
          const clientY = y + radius * Math.sin(n / 20)
          window.dispatchEvent(new PointerEvent('pointermove', { clientX, clientY, bubbles: true }))
          requestAnimationFrame(frame)
        }
        requestAnimationFrame(frame)
      }),
    around,
  )

/** What a desk waits for: a list after a letter, a screen after a key. */
async function screenRows(page: Page): Promise<BenchRow[]> {
  const times = { letter: [] as number[], screen: [] as number[] }
  const box = page.locator('[data-one-box]')
  await box.focus()
  for (const letter of 'fictional 12') {
    const began = performance.now()
    await page.keyboard.type(letter)
    await page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))))
    times.letter.push(performance.now() - began)
  }
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
  const views = [
    ['2', '[data-board][data-span="week"]'],
    ['3', '[data-day]'],
    ['4', '[data-board][data-span="day"]'],
    ['1', '[data-board][data-span="day"]'],
  ] as const
  for (let round = 0; round < 5; round++) {
    for (const [key, waits] of views) {
      const began = performance.now()
      await page.keyboard.press(key)
      await page.locator(waits).first().waitFor()
      times.screen.push(performance.now() - began)
    }
  }
  const row = (what: string, size: string, values: number[], target: string): BenchRow => ({
    area,
    what,
    size,
    p50_ms: percentile(values, 50),
    p99_ms: percentile(values, 99),
    raw_p50_ms: null,
    raw_p99_ms: null,
    ratio: null,
    target,
  })
  return [
    row('list after a letter, two frames', 'one box', times.letter, '50 ms'),
    row('another view', 'week, month, rooms, day', times.screen, '200 ms'),
  ]
}

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
