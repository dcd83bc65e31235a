import { expect, it } from 'vitest'
import { reportDisruption } from '../../src/features/disruption/report-disruption.ts'
import { openClinic } from './clinic.ts'

const clinic = await openClinic({ providers: 30, patients: 500, weeks: 1 })
const { world } = clinic
const providers = await world.asOwner<{ id: string }>(
  'select id from practice.provider where practice_id = $1 order by family',
  [world.practice],
)
const desk = await clinic.signIn('secretary')
const { page } = desk

/** How far the heads, the columns behind the visits, and the visits stand apart from each other, at most; in pixels. */
const drift = () =>
  page.evaluate(() => {
    const board = document.querySelector('[data-board]')!
    const edges = (which: string) =>
      [...board.querySelectorAll(which)].map(each => each.getBoundingClientRect()).map(box => [box.left, box.right])
    const heads = edges('[data-head]')
    const columns = edges('[data-column]')
    const apart = columns.flatMap(([left, right], n) => [
      Math.abs(left! - heads[n]![0]!),
      Math.abs(right! - heads[n]![1]!),
    ])
    // Every visit lies within one column.
    const outside = edges('[data-block]').map(([left, right]) =>
      Math.min(...columns.map(([from, to]) => Math.max(from! - left!, right! - to!, 0))),
    )
    return { heads: heads.length, columns: columns.length, apart: Math.max(...apart), outside: Math.max(0, ...outside) }
  })

async function stand(place: Record<string, unknown>): Promise<void> {
  await page.evaluate(next => {
    const was = JSON.parse(sessionStorage.getItem('anteroom.board') ?? '{}') as object
    sessionStorage.setItem('anteroom.board', JSON.stringify({ ...was, ...next }))
  }, place)
  await page.reload()
  await page.locator('[data-block]').first().waitFor()
}

const straight = async (columns: number) => {
  const found = await drift()
  expect(found.heads).toBe(found.columns)
  expect(found.columns).toBeGreaterThanOrEqual(columns)
  expect(found.apart).toBeLessThanOrEqual(1)
  expect(found.outside).toBeLessThanOrEqual(1)
}

it('heads, columns and visits stand in line: 1 to 30 columns, day, rooms and week, before and after the window changes', {
  timeout: 120_000,
}, async () => {
  for (const width of [1280, 1920]) {
    await page.setViewportSize({ width, height: width === 1280 ? 800 : 1080 })
    for (const n of [1, 3, 5, 12, 30]) {
      await stand({ view: 'day', providers: n === 30 ? [] : providers.slice(0, n).map(each => each.id) })
      await straight(n)
    }
    await stand({ providers: providers.slice(0, 5).map(each => each.id) })
    for (const [key, view, columns] of [
      ['2', 'week', 7],
      ['4', 'rooms', 3],
      ['1', 'day', 5],
    ] as const) {
      await page.keyboard.press(key)
      await page.locator(`[data-board="${view}"] [data-block]`).first().waitFor()
      await straight(columns)
    }
    // Another width under the same board: a person taken in hand, the window pulled smaller, the board scrolled aside.
    await page.setViewportSize({ width: width - 180, height: 800 })
    await page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))))
    await straight(5)
    await page.evaluate(() => document.querySelector('[data-board]')!.scrollTo(230, 120))
    await straight(5)
  }
  expect(desk.complaints).toEqual([])
})

it('a visit is carried by the pointer: the ghost follows, the block stays, the board scrolls at its edge, Esc lays it down', {
  timeout: 60_000,
}, async () => {
  await page.setViewportSize({ width: 1280, height: 800 })
  await stand({ view: 'day', providers: [] })
  await page.evaluate(() => document.querySelector('[data-board]')!.scrollTo(0, 0))
  const block = page.locator('[data-block][data-state="confirmed"], [data-block][data-state="booked"]').first()
  await block.scrollIntoViewIfNeeded()
  const before = (await block.boundingBox())!
  await page.mouse.move(before.x + 20, before.y + 6)
  await page.mouse.down()
  await page.mouse.move(before.x + 200, before.y + 60)
  const ghost = page.locator('[data-ghost]')
  await ghost.waitFor()
  expect((await block.boundingBox())!.x).toBe(before.x)
  const at = async () => (await ghost.boundingBox())!
  const first = await at()
  await page.mouse.move(before.x + 330, before.y + 120)
  await expect.poll(async () => (await at()).x, { timeout: 10_000 }).toBeGreaterThan(first.x + 90)
  const board = (await page.locator('[data-board]').boundingBox())!
  await page.mouse.move(board.x + board.width - 10, before.y + 120)
  // Resting there is enough.
  await expect
    .poll(() => page.evaluate(() => document.querySelector('[data-board]')!.scrollLeft), { timeout: 10_000 })
    .toBeGreaterThan(400)
  await page.keyboard.press('Escape')
  await ghost.waitFor({ state: 'detached' })
  await page.mouse.up()
  expect(await page.getByRole('region', { name: /^Visit of/ }).count()).toBe(0)
  expect(desk.complaints).toEqual([])
})

it('a room that is out is shut on the board, and who was to sit in it is marked, for the eye and for readers', {
  timeout: 60_000,
}, async () => {
  const [visit] = await world.asOwner<{ id: string; room: string }>(
    `select id, room_id as room from schedule.appointment
      where practice_id = $1 and room_id is not null and state in ('booked', 'confirmed') and starts_at > $2 and wall_start::date = '2026-11-24'
      order by starts_at desc limit 1`,
    [world.practice, world.clock.now().toString()],
  )
  await world
    .as('secretary')
    .do(reportDisruption, { kind: 'room-out', room: visit!.room as never, reason: 'Leaking tap' })
  await stand({ view: 'rooms', providers: [] })
  await page.locator('[data-board="rooms"]').getByText('Leaking tap').waitFor()
  const block = page.locator(`[data-block="${visit!.id}@room"]`)
  await expect.poll(() => block.getAttribute('aria-label')).toMatch(/oom( \d)? is out of use: still to settle/)
  expect(await block.locator('[data-sign="⊘"]').count()).toBe(1)
  if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/rooms-out.png` })
})
