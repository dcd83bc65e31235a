import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { tokenHash } from '../../src/platform/session.ts'
import { openWindow } from './browser.ts'
import { openClinic } from './clinic.ts'
import { handOn } from './hand.ts'
import { violations } from './violations.ts'

const clinic = await openClinic({ providers: 3, patients: 120, weeks: 2 })
const first = await clinic.signIn('secretary')
const second = await clinic.signIn('manager')
const pictures = process.env.PICTURES
if (pictures) mkdirSync(pictures, { recursive: true })
/** Takes a picture if pictures are wanted, and looks for what readers and keyboards would stumble over. */
const shot = async (page: Page, name: string) => {
  expect(await violations(page), name).toEqual([])
  if (pictures) await page.screenshot({ path: `${pictures}/${name}.png` })
}

const rows = (page: Page) => page.getByRole('grid', { name: /Rows/ }).getByRole('row')
const inHand = (page: Page) => page.locator('[data-row-in-hand]')
const itemOf = async (page: Page) => inHand(page).getAttribute('data-row-in-hand')
const confirmed = async () => {
  const [row] = await clinic.world.asOwner<{ n: number }>(
    `select count(*)::int as n from worklists.item_fact where result = 'confirmed'`,
  )
  return row!.n
}
/** Who has which row in hand by what the server keeps, not by what a screen shows: a row one looks at may be another's. */
const claimed = async () => {
  const held = await clinic.world.asOwner<{ item: string }>('select item_id as item from worklists.claim')
  return new Set(held.map(one => one.item))
}
/** Takes the next row by its key; done when the row that the server gave stands open. One may have lain open before. */
const next = async (page: Page, press: (key: string) => Promise<void> = key => page.keyboard.press(key)) => {
  const answer = page.waitForResponse(one => one.url().includes('/worklists/take-next'))
  await press('j')
  const { item } = (await (await answer).json()) as { item: string }
  await page.locator(`[data-row-in-hand="${item}"]`).waitFor()
  return item
}
/** The secrets of the links that went out by e-mail: files, as no mail server is named. */
const mailedTokens = () => {
  const folder = path.join(clinic.world.app.dataFolder, 'outbox')
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter(name => name.endsWith('.eml'))
    .flatMap(name => {
      const text = readFileSync(path.join(folder, name), 'utf8').replace(/=\r?\n/g, '')
      return /\/confirm\/([\w-]+)/.exec(text)?.[1] ?? []
    })
}

it('two desks confirm tomorrow by keyboard, five each, and never have one row in both hands', {
  timeout: 240_000,
}, async () => {
  const worked: string[][] = [[], []]
  for (const [at, desk] of [first, second].entries()) {
    await desk.page.keyboard.press('g')
    await desk.page.keyboard.press('l')
    await rows(desk.page).first().waitFor()
    await shot(desk.page, `confirm-${at}`)
  }
  const hands = [first.page, second.page].map(handOn)
  await Promise.all(hands.map(hand => hand.press('j')))
  // Before the press the first row lies open on both desks, so an open row says nothing yet.
  await expect
    .poll(async () => {
      const open = new Set(await Promise.all([first.page, second.page].map(itemOf)))
      const held = await claimed()
      return open.size === 2 && [...open].every(item => held.has(item!))
    })
    .toBe(true)
  const actions = await Promise.all(
    [first.page, second.page].map(async (page, at) => {
      const hand = hands[at]!
      for (let n = 0; n < 5; n++) {
        const item = (await itemOf(page))!
        worked[at]!.push(item)
        await hand.press('1')
        await expect.poll(() => itemOf(page)).not.toBe(item)
      }
      return hand.actions
    }),
  )
  expect(actions).toEqual([6, 6])
  const all = worked.flat()
  expect(new Set(all).size).toBe(all.length)
  await expect.poll(confirmed).toBe(10)
  await shot(first.page, 'confirm-after')
  await first.page
    .getByText(/has it/)
    .first()
    .waitFor()
  const last = await itemOf(first.page)
  await first.page.keyboard.press('2')
  await first.page.getByText(/no answer; due again/).waitFor()
  await expect.poll(() => itemOf(first.page)).not.toBe(last)
  await first.page.keyboard.press('Escape')
  await inHand(first.page).waitFor({ state: 'detached' })
})

it('a patient asked by e-mail confirms on a page that names nobody', { timeout: 240_000 }, async () => {
  const { page } = first
  await page.goto(`${clinic.url}/lists/confirm`)
  await rows(page).first().waitFor()
  await page.keyboard.press('e')
  await page.getByText(/patients? asked|\d+ asked/).waitFor()
  await expect.poll(() => mailedTokens().length).toBeGreaterThan(0)
  const [token] = mailedTokens()
  const [asked] = await clinic.world.asOwner<{ visit: string }>(
    'select appointment_id as visit from worklists.confirm_link where token_hash = $1',
    [tokenHash(token!)],
  )
  const patient = await openWindow(clinic.browser, { now: clinic.world.clock.now(), width: 390, height: 700 })
  await patient.page.goto(`${clinic.url}/confirm/${token}`)
  const come = patient.page.getByRole('button', { name: 'I will come' })
  await come.waitFor()
  await shot(patient.page, 'confirm-page')
  await patient.page.getByRole('button', { name: 'Español' }).click()
  await patient.page.getByRole('button', { name: 'Necesito otra hora' }).waitFor()
  expect(await patient.page.evaluate('document.documentElement.lang')).toBe('es')
  await shot(patient.page, 'confirm-page-es')
  await patient.page.emulateMedia({ colorScheme: 'dark' })
  await shot(patient.page, 'confirm-page-es-dark')
  await patient.page.emulateMedia({ colorScheme: 'light' })
  await patient.page.getByRole('button', { name: 'English' }).click()
  await come.click()
  await patient.page.getByText('We expect you').waitFor()
  const [row] = await clinic.world.asOwner<{ state: string }>('select state from schedule.appointment where id = $1', [
    asked!.visit,
  ])
  expect(row!.state).toBe('confirmed')
  await patient.page.goto(`${clinic.url}/confirm/${'x'.repeat(32)}`)
  await patient.page.getByText('no longer of use').waitFor()
  expect(patient.complaints).toEqual([])
})

it('a recall is booked on the board, with type and provider in hand, and leaves its list', {
  timeout: 240_000,
}, async () => {
  const { page } = first
  const hand = handOn(page)
  await page.goto(`${clinic.url}/lists/recall`)
  await rows(page).first().waitFor()
  await shot(page, 'recall')
  hand.begin()
  const item = await next(page, hand.press)
  await hand.press('b')
  const panel = page.getByRole('region', { name: /Book/ })
  await panel.getByRole('listitem').first().waitFor()
  await shot(page, 'recall-booking')
  await hand.press('1')
  await panel.waitFor({ state: 'detached' })
  await page.goto(`${clinic.url}/lists/recall`)
  await page.getByText(/\d due/).waitFor()
  await expect.poll(() => page.locator(`[data-key="${item}"]`).count()).toBe(0)
  expect(hand.actions).toBe(3)
})

it('letters are printed together, and noted as sent when somebody says so', { timeout: 60_000 }, async () => {
  const { page } = first
  await page.goto(`${clinic.url}/lists/rebook`)
  await rows(page).first().waitFor()
  const found = await rows(page).evaluateAll(all => all.slice(0, 3).map(row => row.getAttribute('data-key')))
  const items = found.filter(item => item !== null)
  expect(items.length).toBeGreaterThan(1)
  await clinic.world.asOwner(
    `insert into worklists.work_item (practice_id, list, id, patient_id, state, next_at, tries, last_at, last_by_name, last_what)
     select a.practice_id, 'rebook', a.id, a.patient_id, 'open', $3::timestamptz, 3, $3::timestamptz, 'Test', 'no-answer'
       from schedule.appointment a where a.practice_id = $1 and a.id = any($2::uuid[])
     on conflict (practice_id, list, id) do update set tries = 3, letters = 0, state = 'open', next_at = excluded.next_at`,
    [clinic.world.practice, items, clinic.world.clock.now().toString()],
  )
  await clinic.world.asOwner(
    `update patients.patient p set language = 'es' from worklists.work_item w where w.id = $1 and p.id = w.patient_id`,
    [items[1]],
  )
  await page.goto(`${clinic.url}/lists/rebook`)
  await rows(page).first().waitFor()
  await page.keyboard.press('Shift+P')
  const sheets = page.locator('[data-print] article')
  await sheets.first().waitFor()
  const written = await sheets.count()
  expect(written).toBeGreaterThan(0)
  await page.locator('[data-print] article[lang="es"]').getByText('Saludos cordiales').waitFor()
  await shot(page, 'letters')
  await page.emulateMedia({ media: 'print' })
  expect(await page.getByRole('heading', { name: 'Letters' }).isVisible()).toBe(false)
  if (pictures) await page.screenshot({ path: `${pictures}/letters-print.png`, fullPage: true })
  const pdf = await page.pdf({ format: 'Letter' })
  expect(pdf.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(written)
  await page.emulateMedia({ media: 'screen' })
  await page.evaluate('window.print = () => { document.body.dataset.printed = "yes" }')
  const letters = async () =>
    (
      await clinic.world.asOwner<{ n: number }>(
        `select count(*)::int as n from worklists.item_fact where what = 'letter' and item_id = any($1::uuid[])`,
        [items],
      )
    )[0]!.n
  await page.keyboard.press('p')
  await expect.poll(() => page.evaluate('document.body.dataset.printed')).toBe('yes')
  expect(await letters()).toBe(0)
  await page.keyboard.press('s')
  await page.getByText(/noted as sent/).waitFor()
  expect(await letters()).toBe(written)
})

it('a request is booked by its number, an order is held back by its authorisation, pictures are taken', {
  timeout: 240_000,
}, async () => {
  const { page } = second
  await page.goto(`${clinic.url}/lists/requests`)
  await rows(page).first().waitFor()
  const item = await next(page)
  await inHand(page)
    .getByRole('button', { name: /^Book .*2026|^Book \w+, / })
    .first()
    .waitFor()
  await shot(page, 'requests')
  await page.keyboard.press('1')
  await page.getByText(/is booked/).waitFor()
  await expect.poll(() => page.locator(`[data-key="${item}"]`).count(), { timeout: 10_000 }).toBe(0)
  await page.goto(`${clinic.url}/lists/orders`)
  const order = rows(page).filter({ hasText: 'Second opinion' })
  await order.click()
  // Another row may lie open from the start: the key must fall on this one.
  await expect.poll(async () => (await itemOf(page)) === (await order.getAttribute('data-key'))).toBe(true)
  await page.keyboard.press('b')
  await page.getByText(/authorisation of .* is denied/).waitFor()
  await shot(page, 'orders')
  await page.goto(`${clinic.url}/lists/rebook`)
  await rows(page).first().waitFor()
  await next(page)
  await page.keyboard.press('x')
  await page.getByRole('dialog').waitFor()
  await shot(page, 'rebook-close')
  await page.keyboard.press('Escape')
  await page.goto(`${clinic.url}/settings/lists`)
  await page.getByText('Yearly physical').waitFor()
  await shot(page, 'settings')
  const dark = await clinic.signIn('secretary', { dark: true })
  await dark.page.goto(`${clinic.url}/lists/confirm`)
  await rows(dark.page).first().waitFor()
  await dark.page.keyboard.press('j')
  await inHand(dark.page).waitFor()
  await shot(dark.page, 'confirm-dark')
  expect([...first.complaints, ...second.complaints, ...dark.complaints]).toEqual([])
})
