import { expect, it } from 'vitest'
import { openClinic } from './clinic.ts'

// What is begun stays: a booking over a reload, the first key of two while one looks for the second, a key pressed before the box is there.
const clinic = await openClinic({ providers: 3, patients: 120, weeks: 2 })
const { world } = clinic
const { page } = await clinic.signIn('secretary')
const panel = page.getByRole('region', { name: /^Book / })
const [person] = await world.asOwner<{ id: string }>(
  `select p.id from patients.patient p where p.practice_id = $1 and p.merged_into is null order by p.family, p.given, p.id limit 1`,
  [world.practice],
)

it('a reload keeps the booking that was begun, its type, the way it looks and the chain', {
  timeout: 120_000,
}, async () => {
  await page.goto(`${clinic.url}/today`)
  await page.getByRole('main').getByText('Lunch').first().waitFor()
  await page.evaluate(`sessionStorage.setItem('anteroom.in-hand', ${JSON.stringify(person!.id)})`)
  await page.reload()
  await page.getByRole('main').getByText('Lunch').first().waitFor()
  await page.keyboard.press('n')
  await panel.waitFor()
  await panel.getByRole('radio', { name: 'Chain', exact: true }).click()
  await panel.getByRole('listitem').nth(1).waitFor()
  await panel
    .getByRole('button', { name: /30 min/ })
    .first()
    .click()
  await page
    .getByRole('option', { name: /^60 min|^1 h/ })
    .first()
    .click()
  const kept = () => page.evaluate<string | null>(`sessionStorage.getItem('anteroom.booking')`)
  const before = JSON.parse((await kept())!)
  expect(before).toMatchObject({ patient: person!.id, mode: 'chain' })
  expect(before.chain.map((step: { within: number }) => step.within)).toContain(60)
  await page.reload()
  await panel.waitFor()
  await expect.poll(() => panel.getByRole('radio', { name: 'Chain', exact: true }).isChecked()).toBe(true)
  expect(JSON.parse((await kept())!)).toEqual(before)
})

it('the refusal that the server is not reached goes by itself', { timeout: 60_000 }, async () => {
  await panel.getByRole('radio', { name: 'One visit', exact: true }).click()
  const openings = panel.getByRole('list', { name: 'Next openings' }).getByRole('button')
  await openings.first().waitFor()
  await page.context().setOffline(true)
  await openings.first().click()
  await panel.getByRole('alert').waitFor()
  await page.context().setOffline(false)
  await panel.getByRole('alert').waitFor({ state: 'detached' })
  expect(await panel.isVisible()).toBe(true)
})

it('after g the places are named, and a slow l still goes to the lists', { timeout: 60_000 }, async () => {
  await page.goto(`${clinic.url}/today`)
  await page.getByRole('main').getByText('Lunch').first().waitFor()
  await page.evaluate('document.activeElement.blur()')
  const pressed = Date.now()
  await page.keyboard.press('g')
  await page.locator('[data-chord="g"]').getByText('Lists').waitFor()
  if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/chord.png` })
  await page.waitForTimeout(Math.max(0, 2_000 - (Date.now() - pressed)))
  await page.keyboard.press('l')
  await page.waitForURL(/\/lists/)
  await page.locator('[data-chord]').waitFor({ state: 'detached' })
})

it('Ctrl K at the first sight of the frame leads into the box, and a kept booking that comes back later leaves one there', {
  timeout: 60_000,
}, async () => {
  // The openings of the booking that stood before the reload come late.
  let release = () => {}
  const typed = new Promise<void>(go => {
    release = go
  })
  await page.route(/schedule.next-available/, async route => {
    await typed
    await route.continue()
  })
  const inBox = () => page.evaluate('document.activeElement?.matches("[data-one-box]")')
  await page.goto(`${clinic.url}/today`, { waitUntil: 'commit' })
  await page.getByRole('link', { name: 'Today' }).first().waitFor()
  await page.keyboard.press('Control+k')
  await expect.poll(inBox).toBe(true)
  await page.keyboard.type('gar')
  release()
  await panel.getByRole('list', { name: 'Next openings' }).getByRole('button').first().waitFor()
  await page.keyboard.type('cia')
  expect(await inBox()).toBe(true)
  expect(await page.locator('[data-one-box]').inputValue()).toBe('garcia')
})
