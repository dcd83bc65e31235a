import { mkdirSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { openClinic } from './clinic.ts'
import { handOn } from './hand.ts'
import { violations } from './violations.ts'

const clinic = await openClinic({ providers: 3, patients: 60, weeks: 1 })
const pictures = process.env.PICTURES
if (pictures) mkdirSync(pictures, { recursive: true })
/** Takes a picture if pictures are wanted, and looks for what readers and keyboards would stumble over. */
const shot = async (page: Page, name: string) => {
  if (pictures) await page.screenshot({ path: `${pictures}/${name}.png` })
  expect(await violations(page), name).toEqual([])
}
/** The same at the width of a large screen. */
const wide = async (page: Page, name: string) => {
  if (!pictures) return
  const usual = page.viewportSize()!
  await page.setViewportSize({ width: 1920, height: 1080 })
  await page.screenshot({ path: `${pictures}/${name}.png` })
  await page.setViewportSize(usual)
}
const noteOf = (page: Page) => page.getByRole('textbox', { name: 'Note', exact: true })
const firings = () =>
  clinic.world.asOwner<{ flag: string; facts: string }>(
    `select v.content->>'group' as flag, string_agg(x.kind || coalesce(x.step::text, ''), ' ' order by x.at, x.id) as facts
       from calls.red_flag_firing f
       join calls.guidance_version v on v.guidance_id = f.flag_id and v.version = f.flag_version
       join calls.firing_fact x on x.firing_id = f.id
      where f.practice_id = $1 group by f.id, v.content order by f.id`,
    [clinic.world.practice],
  )
const callByHand = async (page: Page) => {
  await page.getByRole('button', { name: /Note a call/ }).waitFor()
  await page.keyboard.press('C')
  await page.getByRole('button', { name: 'Start' }).waitFor()
  await page.keyboard.press('Enter')
  await noteOf(page).waitFor()
}
const provider = clinic.made.people.find(one => one.role === 'provider')!
const { name: providerName } = (
  await clinic.world.asOwner<{ name: string }>('select name from practice.staff where id = $1', [provider.staff])
)[0]!

it('chest pain in the note: the script shows at once, no keystroke is lost, the nurse is alerted at another desk, the provider reviews', {
  timeout: 240_000,
}, async () => {
  const desk = await clinic.signIn('secretary')
  const other = await clinic.signIn('provider')
  const { page } = desk
  const hand = handOn(page)
  await callByHand(page)
  await noteOf(page).click()
  const words = 'Mother called, chest pain since breakfast, sits on the sofa and is pale, address 12 Testing Street'
  await page.keyboard.type(words.slice(0, 25))
  // In the same breath as the letter, before any answer of the server.
  await page.getByRole('alert').filter({ hasText: 'Emergency? Chest pain' }).waitFor()
  expect(await noteOf(page).evaluate(element => element === element.ownerDocument.activeElement)).toBe(true)
  await page.keyboard.type(words.slice(25))
  expect(await noteOf(page).inputValue()).toBe(words)
  const steps = page.locator('[data-red-flag]').getByRole('listitem')
  const pressed = (n: number) => steps.nth(n).getByRole('button').first().getAttribute('aria-pressed')
  await shot(page, 'red-flag-light')
  await wide(page, 'red-flag-light-1920')
  hand.begin()
  for (const n of [0, 1, 2]) {
    await hand.press('Alt+Enter')
    await expect.poll(() => pressed(n)).toBe('true')
  }
  expect(await noteOf(page).inputValue()).toBe(words)
  // The fourth asks whom: chosen once, and known from then on.
  await hand.press('Alt+Enter')
  await page.waitForFunction('document.activeElement.matches("input")')
  await hand.type(providerName)
  await page.getByRole('option', { name: providerName }).first().waitFor()
  await hand.walk('ArrowDown', 1)
  await hand.press('Enter')
  await expect.poll(() => pressed(3)).toBe('true')
  await hand.press('Alt+Enter')
  await expect.poll(() => pressed(4)).toBe('true')
  await expect
    .poll(firings)
    .toEqual([{ flag: 'chest-pain', facts: 'shown ticked0 ticked1 ticked2 alerted ticked3 ticked4' }])
  await shot(page, 'red-flag-done')

  await other.page
    .getByText(/Red flag on the phone: Chest pain/)
    .first()
    .waitFor()
  await other.page.goto(`${clinic.url}/lists/red-flags`)
  const row = other.page.getByRole('article', { name: /Chest pain/ })
  await row.getByText('sits on the sofa').waitFor()
  await shot(other.page, 'red-flag-review')
  await row.getByLabel('What do you say about it?').fill('Handled well')
  await other.page.keyboard.press('Enter')
  await row.waitFor({ state: 'detached' })
  const [facts] = await firings()
  expect(facts!.facts).toMatch(/reviewed$/)
  expect([...desk.complaints, ...other.complaints]).toEqual([])
})

it('while the server is away it shows all the same, and what was done is written when it is back', {
  timeout: 240_000,
}, async () => {
  const { page, context } = await clinic.signIn('manager')
  await callByHand(page)
  await noteOf(page).click()
  await page.keyboard.type('He says ')
  await page.getByText('saved', { exact: true }).waitFor()
  await context.setOffline(true)
  await page.keyboard.type('he is suicidle')
  await page.getByRole('alert').filter({ hasText: 'Thoughts of suicide' }).waitFor()
  await page.keyboard.press('Alt+Enter')
  await page.getByText('kept on this computer, written when the server is back').waitFor()
  expect(await noteOf(page).inputValue()).toBe('He says he is suicidle')
  expect((await firings()).filter(one => one.flag === 'suicide')).toEqual([])
  await context.setOffline(false)
  await page.clock.fastForward(15_000)
  await expect
    .poll(async () => (await firings()).find(one => one.flag === 'suicide')?.facts, { timeout: 30_000 })
    .toMatch(/shown.*ticked0/)
})

it('a script is begun by one key, answered by digits, and its ending becomes the end of the call', {
  timeout: 240_000,
}, async () => {
  const { page, complaints } = await clinic.signIn('biller', { dark: true })
  await callByHand(page)
  await page.keyboard.press('Escape')
  await page.locator('[data-one-box]').waitFor()
  await page.waitForFunction('!document.activeElement.matches("input, textarea")')
  await page.keyboard.press('s')
  await page
    .getByRole('region', { name: /script/i })
    .getByRole('button', { name: /Refill/ })
    .waitFor()
  await shot(page, 'script-choose-dark')
  await page.keyboard.press('2')
  await page.getByText('How many days does your supply still last?').waitFor()
  await page.keyboard.press('2')
  await page.getByText('Is it the same medicine').waitFor()
  await shot(page, 'script-dark')
  await page.keyboard.press('0')
  // The question alone would not say it: it stood on the way so far.
  await page.getByRole('button', { name: /More than three days/ }).waitFor()
  await page.keyboard.press('3')
  await page.getByText('Is it the same medicine').waitFor()
  await page.keyboard.press('1')
  await page.getByText('I pass it on. Ask your pharmacy tomorrow afternoon.').waitFor()
  await page.getByRole('button', { name: 'End as “Message taken”' }).click()
  await page.getByRole('button', { name: /^Message taken/ }).waitFor()
  await shot(page, 'script-ending-dark')
  await noteOf(page).click()
  await page.keyboard.type('denies chest pain')
  await page.getByRole('status').filter({ hasText: 'Mentioned as absent: Chest pain' }).waitFor()
  expect(await page.getByRole('alert').filter({ hasText: 'Chest pain' }).count()).toBe(0)
  await shot(page, 'red-flag-absent-dark')
  await page.keyboard.type(', now chest pain')
  await page.getByRole('alert').filter({ hasText: 'Chest pain' }).waitFor()
  await shot(page, 'red-flag-dark')
  await wide(page, 'red-flag-dark-1920')
  expect(complaints).toEqual([])
})

it('the clinician in charge changes the words, tries them and approves', { timeout: 240_000 }, async () => {
  const { page, complaints } = await clinic.signIn('provider')
  await page.goto(`${clinic.url}/settings/red-flags`)
  await page.getByLabel('A sentence as it might be typed').fill('grandma fell down the stairs')
  await page.getByText('Nothing shows.').waitFor()
  await page.getByRole('button', { name: 'New list' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Fall')
  await dialog.getByLabel('Words in English').fill('fell down stairs')
  await shot(page, 'red-flag-dialog')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.waitFor({ state: 'detached' })
  await page.getByText('Fall: fell down the stairs').waitFor()
  await page.getByRole('button', { name: 'Approve: Fall' }).click()
  await page
    .getByText(/Approved by/)
    .first()
    .waitFor()
  await page.getByRole('button', { name: 'Change Medical emergency: 911' }).click()
  await dialog.getByLabel('Steps, a line each').fill('Say: Call 911.\nnonsense')
  await dialog.getByText('Line 2 begins with none of').waitFor()
  await shot(page, 'emergency-dialog')
  await page.keyboard.press('Escape')
  await page.goto(`${clinic.url}/settings/call-scripts`)
  await page.getByRole('button', { name: 'Change Refill' }).click()
  await dialog.getByRole('textbox', { name: 'Question 1' }).fill('How long does your supply last?')
  await shot(page, 'script-dialog')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.waitFor({ state: 'detached' })
  await page.getByText(/Version 2/).waitFor()
  await shot(page, 'call-scripts')
  // The words of before are not lost: what changed stands beside who and when, and they come back as a version that wants approval.
  await page.getByRole('button', { name: 'Versions of Refill' }).click()
  await dialog.getByText('How long does your supply last?').first().waitFor()
  await shot(page, 'versions')
  await dialog.getByRole('button', { name: 'Bring it back: version 1' }).click()
  await dialog.getByRole('heading', { name: 'Version 3' }).waitFor()
  expect(await dialog.getByRole('button', { name: 'Bring it back: version 1' }).count()).toBe(0)
  await dialog.getByRole('button', { name: 'Bring it back: version 2' }).waitFor()
  await page.keyboard.press('Escape')
  await page
    .getByText(/Version 3/)
    .first()
    .waitFor()
  expect(complaints).toEqual([])
})
