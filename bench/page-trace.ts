import type { Page } from 'playwright-core'
import { percentile } from './measure.ts'

/** What the page's own thread did between two pictures, in milliseconds of processor time: what others on the machine do does not count. */
export type FrameWork = { all: number; script: number; style: number; layout: number; paint: number }

type TraceEvent = {
  name: string
  ph: string
  pid: number
  tid: number
  ts: number
  dur?: number
  tdur?: number
  args?: { data?: { type?: string } }
}

const categories = ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'blink.user_timing', 'cc']

/** Where each kind of work stands in the browser's record. */
const kinds: Record<string, Exclude<keyof FrameWork, 'all'>> = {
  FunctionCall: 'script',
  EvaluateScript: 'script',
  FireAnimationFrame: 'script',
  EventDispatch: 'script',
  TimerFire: 'script',
  UpdateLayoutTree: 'style',
  Layout: 'layout',
  HitTest: 'layout',
  PrePaint: 'paint',
  Paint: 'paint',
  Layerize: 'paint',
  Commit: 'paint',
}

export type Trace = {
  /** The work of each picture that was drawn. */
  frames: FrameWork[]
  /** From each key to its picture: work of the page's thread, and what the clock on the wall said. */
  keys: { work_ms: number; wall_ms: number }[]
  /** From each `spanBegins` to its `spanEnds`, the same two. */
  spans: { work_ms: number; wall_ms: number }[]
}

/** Names of the marks around what is measured from end to end. */
export const spanBegins = 'bench-span-begins'
export const spanEnds = 'bench-span-ends'

/** Runs it under the browser's own record of what its threads do. */
export async function traced(page: Page, run: () => Promise<unknown>): Promise<Trace> {
  const browser = page.context().browser()!
  await browser.startTracing(page, { categories })
  await page.evaluate(() => void performance.mark('bench-begins'))
  await run()
  await page.evaluate(() => void performance.mark('bench-ends'))
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] }
  return readTrace(traceEvents)
}

function readTrace(events: readonly TraceEvent[]): Trace {
  const begins = events.find(event => event.name === 'bench-begins')
  const ends = events.find(event => event.name === 'bench-ends')
  if (!begins || !ends) throw new Error('the browser recorded nothing of the page')
  const mine = events
    .filter(event => event.pid === begins.pid && event.tid === begins.tid && event.ph === 'X')
    .filter(event => event.ts >= begins.ts && event.ts <= ends.ts)
    .sort((a, b) => a.ts - b.ts)
  const worked = (event: TraceEvent) => (event.tdur ?? 0) / 1000
  const tasks = mine.filter(event => event.name === 'RunTask')
  const commits = mine.filter(event => event.name === 'Commit').map(event => event.ts + (event.dur ?? 0))
  // The thread is also asked for pictures in which nothing has changed: those are not shown, and cost next to nothing.
  const dropped = new Set(
    mine.filter(event => event.name === 'MainFrameAborted').map(event => firstFrom(commits, event.ts) - 1),
  )
  // A picture's work is everything since the one before it: what delays it may have been done long before it is drawn.
  const frameAt = (ts: number) => firstFrom(commits, ts)
  const frames = commits.map(() => ({ all: 0, script: 0, style: 0, layout: 0, paint: 0 }))
  for (const task of tasks) {
    const frame = frames[frameAt(task.ts)]
    if (frame) frame.all += worked(task)
  }
  // What runs inside another of its kind is counted with it.
  const until: Partial<Record<keyof FrameWork, number>> = {}
  for (const event of mine) {
    const kind = kinds[event.name]
    if (!kind || event.ts < (until[kind] ?? 0)) continue
    until[kind] = event.ts + (event.dur ?? 0)
    const frame = frames[frameAt(event.ts)]
    if (frame) frame[kind] += worked(event)
  }
  const drawn = commits.filter((_, n) => !dropped.has(n))
  const between = (from: number, to: number) => ({
    work_ms: tasks
      .filter(task => task.ts + (task.dur ?? 0) > from && task.ts < to)
      .reduce((sum, task) => sum + worked(task), 0),
    wall_ms: (to - from) / 1000,
  })
  const pressed = mine.filter(event => event.name === 'EventDispatch' && event.args?.data?.type === 'keydown')
  const keys = pressed.flatMap((key, n) => {
    const shown = drawn[firstFrom(drawn, key.ts)]
    if (shown === undefined || shown > (pressed[n + 1]?.ts ?? Number.POSITIVE_INFINITY)) return []
    return [between(key.ts, shown)]
  })
  const marks = events.filter(event => event.name === spanBegins || event.name === spanEnds)
  const spans = marks
    .sort((a, b) => a.ts - b.ts)
    .flatMap((mark, n, all) => {
      const next = all[n + 1]
      return mark.name === spanBegins && next?.name === spanEnds ? [between(mark.ts, next.ts)] : []
    })
  return { frames: frames.filter((_, n) => !dropped.has(n)), keys, spans }
}

/** The first place in a rising list that is not before `ts`. */
function firstFrom(rising: readonly number[], ts: number): number {
  let low = 0
  let high = rising.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (rising[middle]! < ts) low = middle + 1
    else high = middle
  }
  return low
}

/** One line about the work of many frames: percentiles, the share beyond a sixtieth of a second, and of what it consists. */
export function sayWork(frames: readonly FrameWork[]): string {
  const of = (kind: keyof FrameWork) => frames.map(frame => frame[kind])
  const mean = (kind: keyof FrameWork) => (of(kind).reduce((a, b) => a + b, 0) / frames.length).toFixed(2)
  const late = frames.filter(frame => frame.all > 1000 / 60).length
  const at = (p: number) => percentile(of('all'), p).toFixed(2)
  return `work a frame p50 ${at(50)}, p95 ${at(95)}, p99 ${at(99)} ms, over 16.7 ms ${((100 * late) / frames.length).toFixed(1)} % of ${frames.length}; mean script ${mean('script')}, style ${mean('style')}, layout ${mean('layout')}, paint ${mean('paint')}`
}
