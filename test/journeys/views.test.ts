import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import type { Id } from '../../src/core/id.ts'
import { checkIn } from '../../src/features/schedule/attendance/check-in.ts'
import { makeDowntimePacks } from '../../src/features/schedule/views/make-downtime-packs.ts'
import { openClinic } from './clinic.ts'
import { violations } from './violations.ts'

const clinic = await openClinic()

const view = (page: Page, name: string) => page.getByRole('radio', { name, exact: true })

it('walks through week, month, rooms and flow by keys alone, moves a visit in the week, and comes back to where it stood', async () => {
  const { page, complaints } = await clinic.signIn('secretary')
  await page.locator('[data-block]').first().waitFor()

  await page.keyboard.press('2')
  await page.getByRole('heading', { name: 'Week of Nov 23' }).waitFor()
  await page.waitForFunction(() => document.querySelectorAll('[data-block]').length > 20)
  await expect.poll(() => page.getByText('Mon, Nov 23').count()).toBe(1)
  expect(await violations(page)).toEqual([])
  await page.keyboard.press(']')
  await page.getByRole('heading', { name: 'Week of Nov 30' }).waitFor()
  await page.getByText('Mon, Nov 30').waitFor()
  await page.locator('[data-block]').first().waitFor()
  await page.keyboard.press('ArrowDown')
  await page.waitForFunction(() => document.activeElement?.hasAttribute('data-block'))
  const moved = await page.evaluate(() => (document.activeElement as HTMLElement).dataset.block!)
  const columnOf = async () => (await page.locator(`[data-block="${moved}"]`).boundingBox())!.x
  const before = await columnOf()
  await page.keyboard.press('v')
  // Sunday is free of everything: into the last column, and to a time when nobody is there.
  for (let n = 0; n < 6; n++) await page.keyboard.press('ArrowRight')
  await page.locator('[data-ghost]').waitFor()
  await page.keyboard.press('Enter')
  const warning = page.getByRole('alert').filter({ has: page.getByRole('button', { name: 'Move anyway' }) })
  await warning.waitFor()
  await warning.getByRole('button', { name: 'Move anyway' }).press('Enter')
  await expect.poll(columnOf).toBeGreaterThan(before + 400)
  // The week shows it there before the server has said so.
  await expect
    .poll(() =>
      clinic.world.asOwner<{ day: string }>(
        'select wall_start::date::text as day from schedule.appointment where id = $1',
        [moved],
      ),
    )
    .toEqual([{ day: '2026-12-06' }])

  await page.keyboard.press('3')
  await page
    .getByRole('heading', { name: 'November 2026' })
    .or(page.getByRole('heading', { name: 'December 2026' }))
    .waitFor()
  await page.locator('[data-day]').first().waitFor()
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('t')
  await page.getByRole('heading', { name: 'November 2026' }).waitFor()
  const cell = page.locator('[data-day="2026-11-24"]')
  await cell.focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowUp')
  await expect.poll(() => page.evaluate(() => (document.activeElement as HTMLElement).dataset.day)).toBe('2026-11-18')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Wednesday, November 18' }).waitFor()

  await page.keyboard.press('t')
  await page.keyboard.press('4')
  await page.getByText('Room 1').first().waitFor()
  await page.locator('[data-block$="@room"]').first().waitFor()
  expect(await page.locator('[data-block]:not([data-block$="@room"])').count()).toBe(0)
  expect(await violations(page)).toEqual([])

  // Kept for the next sign-in, in another window of the same person.
  await expect
    .poll(
      async () =>
        (await clinic.world.asOwner<{ view: string }>("select filter->>'view' as view from schedule.view_filter"))[0]
          ?.view,
    )
    .toBe('rooms')
  const again = await clinic.signIn('secretary')
  await expect.poll(() => view(again.page, 'Rooms').getAttribute('aria-checked')).toBe('true')
  await again.page.keyboard.press('1')
  await again.page.locator('[data-block]:not([data-block$="@room"])').first().waitFor()
  expect([...complaints, ...again.complaints]).toEqual([])
}, 240_000)

it('prints the day on paper of its own and gives the downtime pack as a file', async () => {
  const { page, complaints } = await clinic.signIn('secretary')
  // Whichever view this person last stood in.
  await page.getByRole('button', { name: 'What is shown, sets and print' }).waitFor()
  await page.keyboard.press('1')
  await page.locator('[data-block]').first().waitFor()
  await makeDowntimePacks(clinic.world.app)
  await page.getByRole('button', { name: 'What is shown, sets and print' }).click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'Downtime pack' }).click(),
  ])
  expect(readFileSync((await download.path())!, 'utf8')).toContain('downtime pack')

  await page.getByRole('button', { name: 'What is shown, sets and print' }).click()
  await page.getByRole('menuitem', { name: 'Print the day' }).click()
  await page.locator('[data-print] table').first().waitFor()
  expect(await violations(page)).toEqual([])
  await page.emulateMedia({ media: 'print' })
  expect(await page.getByRole('navigation', { name: 'Screens' }).isVisible()).toBe(false)
  expect(await page.locator('[data-print]').isVisible()).toBe(true)
  const paper = await page.pdf({ format: 'Letter' })
  // The frame is not on it: a handful of sheets for some dozens of visits, not one cut off at the window's edge.
  const sheets = paper.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0
  expect(sheets).toBeGreaterThanOrEqual(2)
  expect(sheets).toBeLessThan(12)
  await page.emulateMedia({ media: 'screen' })
  await page.keyboard.press('Escape')
  await page.locator('[data-block]').first().waitFor()
  expect(complaints).toEqual([])
}, 240_000)

it('shows what happened after the first answers and before anybody listened', async () => {
  const { page } = await clinic.signIn('manager')
  await page.keyboard.press('1')
  const expected = page.locator('[data-block][data-state="booked"]:not([data-block$="@room"])')
  await expected.first().waitFor()
  let listen = () => {}
  const held = new Promise<void>(release => {
    listen = release
  })
  await page.route('**/api/live', async route => {
    await held
    await route.continue()
  })
  await page.reload()
  await expected.first().waitFor()
  const id = await expected.first().getAttribute('data-block')
  await clinic.world.as('secretary').do(checkIn, { appointment: id as Id<'appointment'> })
  listen()
  await page.locator(`[data-block="${id}"][data-state="arrived"]`).waitFor()
}, 240_000)
