import type { Page } from 'playwright-core'
import { afterAll, expect, it } from 'vitest'
import type { Id } from '../../src/core/id.ts'
import { addMessagePool } from '../../src/features/calls/arranging/add-message-pool.ts'
import { openClinic } from './clinic.ts'
import { actionTable, handOn } from './hand.ts'
import { violations } from './violations.ts'

// A message to a pool, taken by one desk before the eyes of the other, passed on with a reason; a refill with its own fields.
const clinic = await openClinic({ providers: 3, patients: 60, weeks: 1 })
const { world } = clinic
const pictures = process.env.PICTURES
const shot = async (page: Page, name: string) => {
  if (pictures) await page.screenshot({ path: `${pictures}/${name}.png` })
}
const counted: { task: string; actions: number; target: number }[] = []
afterAll(() => console.log(`\nActions a task costs\n${actionTable(counted)}\n`))

const staff = (role: string) => clinic.made.people.find(one => one.role === role)!.staff
await world.as('manager').do(addMessagePool, {
  name: 'Front desk',
  members: [staff('secretary') as Id<'staff'>, staff('manager') as Id<'staff'>],
})
const first = await clinic.signIn('secretary')
const second = await clinic.signIn('manager', { dark: true })
const hand = handOn(first.page)
/** Takes somebody in hand through the one box, so that m has a person to be about. */
async function takeSomebody(page: Page): Promise<void> {
  const [person] = await world.asOwner<{ given: string; family: string; birth: string }>(
    `select given, family, to_char(birth_date, 'MM/DD/YYYY') as birth from patients.patient
      where practice_id = $1 and merged_into is null and deceased_on is null order by id limit 1`,
    [world.practice],
  )
  await page.keyboard.press('Control+k')
  await page.keyboard.type(`${person!.given} ${person!.family} ${person!.birth}`)
  await page.getByRole('option').first().waitFor()
  await page.locator('[role="listbox"][aria-busy="true"]').waitFor({ state: 'detached' })
  await page.keyboard.press('Enter')
  await page.getByRole('option').first().waitFor({ state: 'detached' })
  await page.waitForFunction('!document.activeElement.matches("input, textarea")')
  await page.getByRole('complementary', { name: 'Person in hand' }).getByRole('heading').first().waitFor()
}
const last = async () =>
  (
    await world.asOwner<Record<string, unknown>>(
      `select m.kind, m.fields, m.text, p.name as pool, c.name as claimed from calls.message m
         left join calls.message_pool p on p.practice_id = m.practice_id and p.id = m.to_pool
         left join practice.staff c on c.practice_id = m.practice_id and c.id = m.claimed_by
        where m.practice_id = $1 order by m.id desc limit 1`,
      [world.practice],
    )
  )[0]

it('goes to a pool in two actions and the note, is taken by one, and passed on', { timeout: 90_000 }, async () => {
  const { page } = first
  await takeSomebody(page)
  hand.begin()
  await hand.press('m')
  await page.getByRole('region', { name: 'Message' }).waitFor()
  await page.getByRole('combobox', { name: 'To', exact: true }).waitFor()
  await hand.type('front: school form for the Smith boy')
  await expect.poll(() => page.getByRole('combobox', { name: 'To', exact: true }).inputValue()).toBe('Front desk')
  await hand.press('Control+Enter')
  await expect.poll(last).toMatchObject({ kind: 'note', pool: 'Front desk', text: 'school form for the Smith boy' })
  counted.push({ task: '10 message to a pool (2 and the note)', actions: hand.actions, target: 3 })
  expect(hand.actions).toBe(3)
  // Kept at the server; now the form must be gone, else the keys go into its text.
  await page.getByRole('region', { name: 'Message' }).waitFor({ state: 'detached' })

  for (const one of [first.page, second.page]) {
    await one.keyboard.press('g')
    await one.keyboard.press('i')
    await one.getByRole('main').getByText('school form for the Smith boy').first().click()
  }
  await page
    .getByRole('article')
    .getByRole('button', { name: /Take it/ })
    .waitFor()
  await page.keyboard.press('t')
  await page
    .getByRole('article')
    .getByText(/You have it since/)
    .waitFor()
  expect((await last())?.claimed).toBe(clinic.made.people.find(one => one.role === 'secretary')!.name)
  expect(await violations(page)).toEqual([])
  await shot(page, 'message-taken-light')
  await page.keyboard.press('P')
  await page
    .getByRole('option', { name: /Manager/ })
    .first()
    .click()
  await page.getByLabel('Why').fill('Asks for a signature')
  await page.getByRole('option').first().waitFor({ state: 'detached' })
  expect(await violations(page)).toEqual([])
  await shot(page, 'message-pass-on')
  await page.keyboard.press('Enter')
  await expect
    .poll(() =>
      world.asOwner(`select text from calls.message_step where practice_id = $1 and kind = 'reassigned'`, [
        world.practice,
      ]),
    )
    .toEqual([{ text: 'Asks for a signature' }])
  expect([...first.complaints, ...second.complaints]).toEqual([])
})

it('asks what a refill needs', { timeout: 90_000 }, async () => {
  const { page } = first
  await expect.poll(() => page.evaluate('document.activeElement.matches("input, textarea")')).toBe(false)
  await page.keyboard.press('m')
  const form = page.getByRole('region', { name: 'Message' })
  await form.getByRole('textbox', { name: 'Message' }).fill('front: two tablets left')
  await form.getByRole('button', { name: /What is it about/ }).click()
  await page.getByRole('option', { name: 'Refill' }).click()
  await form.getByLabel('Medicine').fill('metformin')
  await form.getByRole('textbox', { name: /^Pharmacy/ }).fill('Main Street Pharmacy')
  expect(await violations(page)).toEqual([])
  await shot(page, 'message-refill')
  await page.keyboard.press('Control+Enter')
  await expect.poll(last).toMatchObject({
    kind: 'refill',
    fields: { medicine: 'metformin', pharmacy: 'Main Street Pharmacy' },
    text: 'two tablets left',
  })
  expect(first.complaints).toEqual([])
})

it('has settings for covers, pools, rules and texts', { timeout: 90_000 }, async () => {
  const { page } = second
  await page.goto(`${clinic.url}/settings/messages`)
  await page.getByText('Front desk').first().waitFor()
  expect(await violations(page)).toEqual([])
  await shot(page, 'message-settings-dark')
  await page.getByRole('button', { name: 'Change Call back' }).click()
  await page.getByLabel('Overdue for minutes').fill('60')
  expect(await violations(page)).toEqual([])
  await shot(page, 'message-rule-dark')
})
