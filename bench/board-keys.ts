import type { Page } from 'playwright-core'
import { type BenchRow, percentile } from './measure.ts'
import { spanBegins, spanEnds, traced } from './page-trace.ts'

type Took = { work_ms: number; wall_ms: number }

/** The views by their keys, and what stands on the screen once each is there. */
const views = [
  ['2', 'week', '[data-board="week"]'],
  ['3', 'month', '[data-day]'],
  ['4', 'rooms', '[data-board="rooms"]'],
  ['5', 'flow', '[data-flow]'],
  ['1', 'day', '[data-board="day"]'],
] as const

/** What a desk waits for: the next visit after an arrow, the letter after a letter, the list after that, a screen after a digit. */
export async function keyRows(page: Page, size: string, say: (text: string) => void): Promise<BenchRow[]> {
  const rows: BenchRow[] = []
  const add = (what: string, of: string, took: readonly Took[], target: string) => {
    const at = (pick: keyof Took, p: number) =>
      percentile(
        took.map(each => each[pick]),
        p,
      )
    const say_ms = (pick: keyof Took) => [50, 95, 99].map(p => at(pick, p).toFixed(1)).join(' / ')
    say(
      `${what}: work p50 / p95 / p99 ${say_ms('work_ms')} ms, on the clock ${say_ms('wall_ms')} ms, ${took.length} times`,
    )
    for (const [pick, word] of [
      ['work_ms', 'work'],
      ['wall_ms', 'on the clock'],
    ] as const) {
      const line = { area: 'board', size: of, raw_p50_ms: null, raw_p99_ms: null, ratio: null }
      rows.push({ ...line, what: `${what}: ${word}`, p50_ms: at(pick, 50), p99_ms: at(pick, 99), target })
    }
  }
  const focusBoard = () => page.locator('[data-board] [data-block][tabindex="0"]').focus()
  await focusBoard()
  const walk = ['ArrowDown', 'ArrowRight', 'ArrowDown', 'ArrowRight', 'ArrowUp', 'ArrowLeft', 'ArrowDown', 'ArrowLeft']
  const walked = await traced(page, async () => {
    for (let n = 0; n < 120; n++) await pressAndRest(page, walk[n % walk.length]!)
  })
  add('next visit after an arrow', size, walked.keys, 'p95 50 ms')

  await page.locator('[data-one-box]').focus()
  const typed = await traced(page, async () => {
    for (const letter of 'fictional 12') await pressAndRest(page, letter === ' ' ? 'Space' : letter)
  })
  add('letter after its key', 'one box', typed.keys, 'p95 50 ms')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())

  const changed = new Map<string, Took[]>(views.map(([, name]) => [name, []]))
  const switched = await traced(page, async () => {
    for (let round = 0; round < 6; round++) {
      for (const [key, , shows] of views) {
        await markUntilShown(page, shows)
        await page.keyboard.press(key)
        await page.evaluate(() => (globalThis as never as { benchShown: Promise<void> }).benchShown)
      }
    }
  })
  // Each view asks the server the first time: that is a measure of another thing.
  for (const [n, took] of switched.spans.entries()) {
    if (n >= views.length) changed.get(views[n % views.length]![1])!.push(took)
  }
  for (const [name, took] of changed) add(`to the view "${name}"`, size, took, 'p95 200 ms')
  return rows
}

/** A key, and two frames for its picture. */
async function pressAndRest(page: Page, key: string): Promise<void> {
  await page.keyboard.press(key)
  await page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))))
}

/** From the next key on until the view stands and its picture was drawn. */
const markUntilShown = (page: Page, shows: string): Promise<void> =>
  page.evaluate(
    ({ shows, begins, ends }) => {
      const shown = new Promise<void>(done => {
        document.addEventListener(
          'keydown',
          () => {
            performance.mark(begins)
            const look = () => {
              if (!document.querySelector(shows)) return void requestAnimationFrame(look)
              requestAnimationFrame(() => {
                performance.mark(ends)
                done()
              })
            }
            requestAnimationFrame(look)
          },
          { capture: true, once: true },
        )
      })
      Object.assign(globalThis, { benchShown: shown })
    },
    { shows, begins: spanBegins, ends: spanEnds },
  )
