import { mkdirSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { leaveMessage } from '../../src/features/calls/messages/leave-message.ts'
import { missCall } from '../../src/features/inbox/inbox.fixture.ts'
import { openClinic } from './clinic.ts'
import { violations } from './violations.ts'

const clinic = await openClinic({ providers: 3, patients: 120, weeks: 2 })
const { world } = clinic
const first = await clinic.signIn('secretary')
const second = await clinic.signIn('manager')
const pictures = process.env.PICTURES
if (pictures) mkdirSync(pictures, { recursive: true })
/** Takes a picture if pictures are wanted, and looks for what readers and keyboards would stumble over. */
const shot = async (page: Page, name: string) => {
  expect(await violations(page), name).toEqual([])
  if (pictures) await page.screenshot({ path: `${pictures}/${name}.png` })
}
const staffOf = (role: string) => clinic.made.people.find(one => one.role === role)!.staff
const grid = (page: Page) => page.getByRole('grid', { name: /What waits/ })
const rows = (page: Page) => grid(page).getByRole('row')
const chosen = (page: Page) => grid(page).locator('[aria-selected="true"]')
const rowOf = (page: Page, item: string) => grid(page).locator(`[data-row$="${item}"]`)
/** The number beside the word Inbox. */
const counted = async (page: Page) =>
  Number((await page.getByRole('link', { name: /Inbox/ }).locator('[aria-hidden]').textContent()) ?? '0')
const openInbox = async (page: Page) => {
  await page.keyboard.press('g')
  await page.keyboard.press('i')
  await rows(page).first().waitFor()
}

it('two desks see the same list, take a row once, put one off with its reason and call a missed caller back', {
  timeout: 240_000,
}, async () => {
  const missed = await missCall(world, '+12125550187')
  await openInbox(first.page)
  await openInbox(second.page)
  await rowOf(first.page, missed).waitFor()
  await shot(first.page, 'inbox-first')
  expect(await counted(first.page)).toBe(Number(await grid(first.page).getAttribute('aria-rowcount')))

  // One desk misses a call; the other sees it without asking.
  const later = await missCall(world, '+12125550188')
  await rowOf(second.page, later).waitFor({ timeout: 5_000 })

  // Both walk to the same row and take it: one has it, the other is told who.
  for (const { page } of [first, second]) {
    await rowOf(page, missed).click()
    await page.getByRole('button', { name: /Take it/ }).waitFor()
  }
  await Promise.all([first.page.keyboard.press('t'), second.page.keyboard.press('t')])
  const holders = async () =>
    world.asOwner<{ staff: string }>('select staff_id as staff from inbox.claim where item_id = $1', [missed])
  await expect.poll(holders).toHaveLength(1)
  const [holder] = await holders()
  const [has, hasNot] = holder!.staff === staffOf('secretary') ? [first, second] : [second, first]
  await has.page.getByRole('button', { name: /Give it back/ }).waitFor()
  await rowOf(hasNot.page, missed)
    .getByText(/has it/)
    .waitFor()
  await shot(hasNot.page, 'inbox-taken')
  await has.page.keyboard.press('t')
  await hasNot.page.getByRole('button', { name: /Take it/ }).waitFor()

  // Put off with a number and Enter; it sleeps with its reason, and wakes by its key.
  await rowOf(first.page, later).click()
  await first.page.getByRole('button', { name: /Take it/ }).waitFor()
  await first.page.keyboard.press('s')
  await first.page.getByRole('dialog').waitFor()
  await shot(first.page, 'inbox-snooze')
  await first.page.keyboard.press('3')
  await first.page
    .getByRole('button', { name: /^Snooze/ })
    .last()
    .click()
  await rowOf(first.page, later).waitFor({ state: 'detached' })
  await first.page.getByRole('radio', { name: /Snoozed 1/ }).click()
  await rowOf(first.page, later)
    .getByText(/Waits for the patient/)
    .waitFor()
  await shot(first.page, 'inbox-snoozed')
  await rowOf(first.page, later).click()
  await first.page.getByRole('button', { name: /Bring it back/ }).waitFor()
  await first.page.keyboard.press('s')
  await first.page.getByRole('radio', { name: /Snoozed 0/ }).waitFor()
  await first.page.getByRole('radio', { name: /My list/ }).click()
  await rowOf(first.page, later).waitFor()

  // Called back: the row is gone for both while the call lasts.
  await rowOf(first.page, later).click()
  await first.page
    .getByRole('button', { name: /Call back/ })
    .first()
    .waitFor()
  await first.page.keyboard.press('r')
  await rowOf(second.page, later).waitFor({ state: 'detached' })
  await expect.poll(() => world.asOwner('select missed_id as missed from inbox.call_back')).toEqual([{ missed: later }])
  expect([...first.complaints, ...second.complaints]).toEqual([])
})

it('a row that leaves under the hand takes its keys along: none falls on the next one', {
  timeout: 120_000,
}, async () => {
  const { page } = first
  const one = await missCall(world, '+12125550171')
  await missCall(world, '+12125550172')
  await rowOf(page, one).click()
  await page.getByRole('button', { name: /No call back needed/ }).waitFor()
  const { letGoMissedCall } = await import('../../src/features/inbox/let-go-missed-call.ts')
  await world.as('secretary').do(letGoMissedCall, { call: one, reason: 'no-need' })
  await page.getByText('This one is done').waitFor()
  const before = await world.asOwner('select 1 from inbox.claim')
  await page.keyboard.press('t')
  await page.keyboard.press('x')
  expect(await page.getByRole('dialog').count()).toBe(0)
  expect(await world.asOwner('select 1 from inbox.claim')).toEqual(before)
  await page.keyboard.press('j')
  await chosen(page).waitFor()
  expect(await chosen(page).getAttribute('data-row')).not.toContain(one)
})

it('five thousand rows scroll, narrow by words and change live', { timeout: 240_000 }, async () => {
  const desk = staffOf('secretary')
  await world.asOwner(
    `insert into calls.message (practice_id, id, to_staff, left_at, patient_id, text, priority, due_at)
     select $1, gen_random_uuid(), $2, $3::timestamptz - make_interval(mins => n), p.id, 'Refill number ' || n, (array['normal', 'today', 'urgent'])[1 + n % 40 / 39 + n % 200 / 199],
            $3::timestamptz + make_interval(mins => (n * 7) % 6000 - 600)
       from generate_series(1, 5000) n
       join lateral (select id from patients.patient where practice_id = $1 order by id offset n % 100 limit 1) p on true`,
    [world.practice, desk, world.clock.now().toString()],
  )
  for (const [look, scheme] of [
    ['light', 'light'],
    ['dark', 'dark'],
  ] as const) {
    const desk = await clinic.signIn('secretary', { width: 1280, height: 800, dark: scheme === 'dark' } as never)
    await openInbox(desk.page)
    expect(Number(await grid(desk.page).getAttribute('aria-rowcount'))).toBeGreaterThan(5_000)
    await desk.page.keyboard.press('j')
    await desk.page.keyboard.press('j')
    await chosen(desk.page).waitFor()
    await shot(desk.page, `inbox-many-${look}`)
    await desk.page.keyboard.press('End')
    await expect.poll(async () => chosen(desk.page).getAttribute('aria-rowindex')).toMatch(/^50\d\d$/)
    expect(await rows(desk.page).count()).toBeLessThan(80)
    await desk.page.keyboard.press('F')
    await desk.page.keyboard.type('number 4711')
    await expect.poll(async () => grid(desk.page).getAttribute('aria-rowcount')).toBe('1')
    expect(desk.complaints).toEqual([])
  }
  const page = first.page
  const { message } = await world.as('provider').do(leaveMessage, {
    to: desk,
    text: 'Call the laboratory',
    priority: 'urgent',
    dueAt: '2026-11-20T10:00:00Z',
  })
  await rowOf(page, message).waitFor({ timeout: 5_000 })
})
