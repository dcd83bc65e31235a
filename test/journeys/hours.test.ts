import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { openClinic } from './clinic.ts'

const clinic = await openClinic({ providers: 2, patients: 80, weeks: 2 })
const { page, complaints } = await clinic.signIn('manager')
const main = page.getByRole('main')
const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true })

/** Types a day into a field made of parts, as digits in the order of the place. */
async function typeDay(on: Page, label: RegExp, digits: string): Promise<void> {
  await on.getByRole('group', { name: label }).getByRole('spinbutton').first().focus()
  await on.keyboard.type(digits)
}

it('a visit type is added, and a name that is given says so', { timeout: 240_000 }, async () => {
  await page.goto(`${clinic.url}/settings/visit-types`)
  const add = async (name: string, short: string) => {
    await main.getByRole('button', { name: 'Add a visit type' }).click()
    await page.getByLabel('Name', { exact: true }).fill(name)
    await page.getByLabel('Short name').fill(short)
    await page.getByLabel('Minutes', { exact: true }).fill('25')
    await page.keyboard.press('Enter')
  }
  await add('Made-up visit', 'made')
  await main.getByRole('row', { name: /Made-up visit/ }).waitFor()
  await add('made-up VISIT', 'other')
  await page.getByText('Another visit type has this name or short name already.').waitFor()
  await page.keyboard.press('Escape')
  expect(await main.getByRole('row', { name: /made-up visit/i }).count()).toBe(1)
})

it('a week is typed with the keyboard, copied, refused where it overlaps, kept over a reload and taken back', {
  timeout: 240_000,
}, async () => {
  await page.goto(`${clinic.url}/settings/hours`)
  await button('Change the hours').click()
  const lines = page.getByLabel('Sunday, from')
  expect(await lines.count()).toBe(0)
  // A new line takes the focus when it stands: what is typed before goes nowhere.
  const newLine = (nth: number) =>
    expect.poll(() => lines.nth(nth).evaluate(field => field === field.ownerDocument.activeElement)).toBe(true)
  await button('Add hours on Sunday').press('Enter')
  await newLine(0)
  await page.keyboard.type('8')
  await page.keyboard.press('Tab')
  await page.keyboard.type('12')
  await button('Add hours on Sunday').press('Enter')
  await newLine(1)
  await page.keyboard.type('11:30')
  await page.keyboard.press('Tab')
  await page.keyboard.type('5')
  await button('Copy Sunday to other days').press('Enter')
  await page.getByRole('menuitem', { name: 'To Saturday' }).press('Enter')
  await button('Save').click()
  await page.getByText('Saturday: two stretches overlap at 11:30 AM.').waitFor()
  await page.reload()
  for (const day of ['Saturday', 'Sunday']) await page.getByLabel(`${day}, from`).nth(1).fill('1')
  await button('Save').click()
  const sunday = main.getByRole('definition').last()
  await sunday.getByText('1:00 PM – 5:00 PM').waitFor()
  await button(/^Undo/).click()
  await page.getByText(/are as before/).waitFor()
  await sunday.getByText('off').waitFor()
})

it('who is away leaves visits outside: they are shown until it is undone, and lead to their day', {
  timeout: 240_000,
}, async () => {
  await page.goto(`${clinic.url}/settings/hours`)
  const plan = async () => {
    await button('Add').click()
    await typeDay(page, /First day/, '11252026')
    await page.getByRole('dialog').getByRole('button', { name: 'Add' }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  }
  const outside = main.getByRole('region', { name: /outside the hours/ })
  await plan()
  await outside.waitFor()
  await page.keyboard.press('u')
  await outside.waitFor({ state: 'detached' })
  await plan()
  await outside.getByRole('link').first().click()
  await main.getByRole('heading', { name: /Wednesday, November 25/ }).waitFor()
  expect(complaints).toEqual([])
})

it('a session is kept for short notice, what falls out is seen before saving, and it stands in the week', {
  timeout: 240_000,
}, async () => {
  await page.goto(`${clinic.url}/settings/hours`)
  await button('Change the hours').click()
  await button(/^More about .* on Monday$/)
    .first()
    .press('Enter')
  await page.getByLabel('Session name').fill('Diabetes clinic')
  await page.getByRole('checkbox', { name: 'Vaccination' }).press('Space')
  await button('Save').click()
  await page.getByText(/booked visits? would fall out of these hours/).waitFor()
  await button('Save all the same').click()
  await main.getByRole('definition').first().getByText('Diabetes clinic').waitFor()
  await main.getByRole('region', { name: /outside the hours/ }).waitFor()
  await button(/^Undo/).click()
  await page.getByText(/are as before/).waitFor()
  await expect.poll(() => main.getByText('Diabetes clinic').count()).toBe(0)
})

it('the federal holidays come with one press, and one more is made by rule', { timeout: 240_000 }, async () => {
  await page.goto(`${clinic.url}/settings/holidays`)
  await button('Add the US federal holidays').press('Enter')
  await main.getByRole('row', { name: /Thanksgiving Day.*Nov 26, 2026/ }).waitFor()
  await button('Add a holiday').press('Enter')
  await page.waitForFunction('document.activeElement.matches("[role=dialog] input")')
  await page.keyboard.type('Good Friday')
  await page.getByRole('radio', { name: 'By Easter' }).click()
  await page.getByLabel('Days later').fill('-2')
  await page.getByText('2 days before Easter Sunday').waitFor()
  await page.keyboard.press('Enter')
  await main.getByRole('row', { name: /Good Friday.*Mar 26, 2027/ }).waitFor()
  expect(complaints).toEqual([])
})
