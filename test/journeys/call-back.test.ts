import { mkdirSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { openClinic } from './clinic.ts'
import { handOn } from './hand.ts'
import { violations } from './violations.ts'

// A call-back kept in one line, tried by its rule in vain, and the letter that then goes into the post.
const clinic = await openClinic({ providers: 2, patients: 60, weeks: 1 })
const { world } = clinic
const pictures = process.env.PICTURES
if (pictures) mkdirSync(pictures, { recursive: true })
const shot = async (page: Page, name: string) => {
  if (pictures) await page.screenshot({ path: `${pictures}/${name}.png` })
  expect(await violations(page), name).toEqual([])
}
const message = async () =>
  (
    await world.asOwner<Record<string, unknown>>(
      `select m.kind, m.text, m.tries, m.finished_as, m.number is not null as number,
              to_char(m.due_at at time zone 'America/New_York', 'YYYY-MM-DD HH24:MI') as due,
              (select string_agg(s.kind, ' ' order by s.id) from calls.message_step s where s.practice_id = m.practice_id and s.message_id = m.id and s.kind <> 'seen') as steps
         from calls.message m where m.practice_id = $1 order by m.id desc limit 1`,
      [world.practice],
    )
  )[0]

it('call back jane tomorrow 3pm about results: kept, tried, and written to in the end', {
  timeout: 180_000,
}, async () => {
  const { page, complaints } = await clinic.signIn('secretary')
  const hand = handOn(page)
  const [jane] = await world.asOwner<{ id: string }>(
    `select p.id from patients.patient p where p.practice_id = $1 and p.given = 'Jane' and p.family = 'Smith'`,
    [world.practice],
  )
  await world.asOwner(
    `update patients.address set line1 = '12 Testing Street' where patient_id = $1 and ended_on is null`,
    [jane!.id],
  )
  await page.getByRole('button', { name: /Note a call/ }).waitFor()
  await hand.press('Control+k')
  await page.locator('input:focus').waitFor()
  await hand.type('call back jane smith tomorrow 3pm about results')
  const line = page.getByRole('option').filter({ hasText: 'Call back Jane Smith' }).first()
  await line.waitFor()
  await page.getByText('results · due Wed, Nov 25, 3:00 PM · 3 tries, then a letter').waitFor()
  await shot(page, 'call-back-one-box')
  await hand.press('Enter')
  await expect
    .poll(message)
    .toMatchObject({ kind: 'call-back', text: 'results', due: '2026-11-25 15:00', number: true, steps: 'left' })
  await page.locator('input:focus, textarea:focus').waitFor({ state: 'detached' })
  await hand.press('g')
  await hand.press('i')
  await page.getByRole('listbox').or(page.getByRole('grid')).getByText('Jane Smith').first().click()
  const pane = page.getByRole('article', { name: 'Jane Smith' })
  await pane.getByText('results', { exact: true }).waitFor()
  expect(await page.getByText('for you').count()).toBeGreaterThan(0)
  await shot(page, 'call-back-kept')
  for (const n of [1, 2, 3]) {
    await hand.press('z')
    await expect.poll(message).toMatchObject({ tries: n })
    // The next key is pressed when the desk shows the last: until then the deed is under way.
    await pane.getByText(n === 1 ? /^1 try/ : new RegExp(`^${n} tries`)).waitFor()
  }
  await pane.getByRole('button', { name: /Print the letter/ }).waitFor()
  await shot(page, 'call-back-letter-due')
  await hand.press('l')
  await page.getByText('12 Testing Street').waitFor()
  await page.getByText('Hola Jane Smith:').waitFor()
  await shot(page, 'call-back-letter')
  await hand.press('s')
  await expect.poll(message).toMatchObject({
    finished_as: 'letter',
    steps: 'left attempt attempt attempt letter-due letter-sent finished',
  })
  await page.getByRole('button', { name: /Print the letter/ }).waitFor({ state: 'detached' })
  await page
    .getByRole('tab', { name: 'Finished' })
    .or(page.getByText('Finished', { exact: true }))
    .first()
    .click()
  await page.getByText('What it said').click()
  await page.getByText('Intentamos comunicarnos con usted por teléfono').waitFor()
  await shot(page, 'call-back-finished')
  expect(complaints).toEqual([])
})

it('the manager words the letter and says times as the desk writes them', { timeout: 90_000 }, async () => {
  const { page, complaints } = await clinic.signIn('manager', { dark: true })
  await page.goto(`${clinic.url}/settings/messages`)
  await page.getByText('urgent 30 min · today by 5:00 PM · next days by 12:00 PM').first().waitFor()
  await shot(page, 'message-rules-dark')
  await page.getByRole('button', { name: 'Change Refill' }).click()
  const dialog = page.getByRole('dialog')
  expect(await dialog.getByLabel('Today: by').inputValue()).toBe('5:00 PM')
  await dialog.getByLabel('Today: by').fill('half past')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.getByText('This is no time: write 3:30 PM').waitFor()
  await shot(page, 'message-rule-dark')
  await dialog.getByLabel('Today: by').fill('4p')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await page.getByText('today by 4:00 PM').waitFor()
  await page.goto(`${clinic.url}/settings/lists`)
  await page.getByText('The letter after a call-back').scrollIntoViewIfNeeded()
  await shot(page, 'call-back-wording-dark')
  expect(complaints).toEqual([])
})
