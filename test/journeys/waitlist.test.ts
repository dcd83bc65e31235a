import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, expect, it } from 'vitest'
import type { Id } from '../../src/core/id.ts'
import { changeSetting } from '../../src/features/waitlist/change-setting.ts'
import { openWindow } from './browser.ts'
import { openClinic } from './clinic.ts'
import { actionTable, handOn } from './hand.ts'
import { violations } from './violations.ts'

// A desk cancels; the program writes to who waits; the patient says yes on a phone; the other desk's board shows it. Nobody telephones.
const clinic = await openClinic({ providers: 3, patients: 80, weeks: 2 })
const { world, url } = clinic
const pictures = process.env.PICTURES
const shot = async (page: Page, name: string) => {
  if (pictures) await page.screenshot({ path: `${pictures}/${name}.png` })
}
const counted: { task: string; actions: number; target: number }[] = []
afterAll(() => console.log(`\nActions a task costs\n${actionTable(counted)}\n`))

const first = await clinic.signIn('secretary')
const second = await clinic.signIn('manager', { dark: true })
const hand = handOn(first.page)

type Person = { id: Id<'patient'>; given: string; email: string }
const [waiter] = await world.asOwner<Person>(
  `select p.id, p.given, p.email from patients.patient p
    where p.practice_id = $1 and p.merged_into is null and p.deceased_on is null and p.email <> '' and p.may_email is not false
      and p.preferred_channel is distinct from 'phone' and p.language in ('', 'en')
      and not exists (select from schedule.appointment a where a.practice_id = p.practice_id and a.patient_id = p.id and a.starts_at > $2)
      and not exists (select from waitlist.wish w where w.practice_id = p.practice_id and w.patient_id = p.id)
    order by p.family limit 1`,
  [world.practice, world.clock.now().subtract({ hours: 12 }).toString()],
)
const [doomed] = await world.asOwner<{ id: string; startsAt: string; provider: string; visitType: string }>(
  `select a.id, a.starts_at as "startsAt", a.provider_id as provider, a.visit_type_id as "visitType" from schedule.appointment a
     join schedule.visit_type t on t.practice_id = a.practice_id and t.id = a.visit_type_id and t.name = 'Follow-up'
    where a.practice_id = $1 and a.state in ('booked', 'confirmed') and a.starts_at between $2 and $3 order by a.starts_at limit 1`,
  [world.practice, world.clock.now().add({ hours: 3 }).toString(), world.clock.now().add({ hours: 7 }).toString()],
)
const mails = () => {
  const folder = path.join(world.app.dataFolder, 'outbox')
  return readdirSync(folder)
    .filter(name => name.endsWith('.eml'))
    .map(name => readFileSync(path.join(folder, name), 'utf8').replace(/=\r?\n/g, ''))
    .filter(text => text.includes(`To: ${waiter!.email}`))
}

it('puts somebody on the waitlist in two actions', { timeout: 240_000 }, async () => {
  await world.as('manager').do(changeSetting, {
    mode: 'by-itself',
    manner: 'one-after-another',
    minutesEach: 30,
    atOnce: 3,
    fromTime: '08:00',
    toTime: '20:00',
    tasksTo: null,
  })
  // Who waits in the made-up clinic steps back for this test.
  await world.asOwner(`update waitlist.wish set notice_minutes = 43200 where practice_id = $1`, [world.practice])
  const { page } = first
  // The kind of visit this desk books mostly.
  await page.evaluate(`localStorage.setItem('anteroom.visit-type', '${doomed!.visitType}')`)
  await page.goto(`${url}/patients/${waiter!.id}`)
  await page
    .getByRole('complementary', { name: 'Person in hand' })
    .getByRole('button', { name: /Waitlist/ })
    .waitFor()
  hand.begin()
  await hand.press('w')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: /Put on the waitlist/ }).waitFor()
  await shot(page, 'waitlist-wish')
  await hand.press('Enter')
  await page.getByText(/is on the waitlist/).waitFor()
  counted.push({ task: 'wait for a time', actions: hand.actions, target: 3 })
  await expect
    .poll(() =>
      world.asOwner(`select urgency, notice_minutes from waitlist.wish where patient_id = $1 and state = 'open'`, [
        waiter!.id,
      ]),
    )
    .toEqual([{ urgency: 'normal', notice_minutes: 120 }])
})

it('a cancelled visit becomes a message, a yes on a phone, and a block on the other desk', {
  timeout: 240_000,
}, async () => {
  const { page } = first
  await second.page.goto(`${url}/today`)
  await page.goto(`${url}/today`)
  const block = page.locator(`[data-block="${doomed!.id}"]`)
  await block.waitFor()
  await block.click()
  await page.getByText('1 person waits for this time').waitFor()
  await shot(page, 'waitlist-visit-bar')
  await page.keyboard.press('x')
  await page.getByRole('dialog').getByRole('button', { name: 'No ride' }).waitFor()
  await page.keyboard.press('2')
  await expect.poll(() => mails().length).toBe(1)
  const link = mails()[0]!.match(/\/yes\/[\w-]+/)![0]

  // Held meanwhile, and shown with the time that is left.
  await page.goto(`${url}/lists/waitlist`)
  await page.getByText(/left$/).first().waitFor()
  await shot(page, 'waitlist-times')
  await second.page.goto(`${url}/lists/waitlist`)
  await second.page.getByText(/left$/).first().waitFor()
  await shot(second.page, 'waitlist-times-dark')
  expect(await violations(page)).toEqual([])
  expect(await violations(second.page)).toEqual([])
  await second.page.goto(`${url}/today`)

  const phone = await openWindow(clinic.browser, { width: 390, height: 844, now: world.clock.now() })
  await phone.page.goto(url + link)
  await phone.page.getByRole('heading', { name: /Hello/ }).waitFor()
  expect(await violations(phone.page)).toEqual([])
  expect(await phone.page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390)
  await shot(phone.page, 'waitlist-yes')
  await phone.page.getByRole('button', { name: 'ES', exact: true }).click()
  await phone.page.getByRole('heading', { name: /Hola/ }).waitFor()
  await shot(phone.page, 'waitlist-yes-es')
  await phone.page.getByRole('button', { name: 'EN', exact: true }).click()
  await phone.page.getByRole('button', { name: 'Yes, I will come' }).click()
  await phone.page.getByRole('heading', { name: 'It is booked. See you then!' }).waitFor()
  await shot(phone.page, 'waitlist-booked')
  expect(phone.complaints).toEqual([])

  const [visit] = await world.asOwner<{ id: string; startsAt: string; provider: string }>(
    `select id, starts_at as "startsAt", provider_id as provider from schedule.appointment
      where practice_id = $1 and patient_id = $2 and state = 'booked'`,
    [world.practice, waiter!.id],
  )
  expect(visit).toMatchObject({ startsAt: doomed!.startsAt, provider: doomed!.provider })
  await second.page.locator(`[data-block="${visit!.id}"]`).waitFor()
  await shot(second.page, 'waitlist-board-dark')

  // The link again says what stands; a made-up one says so kindly.
  await phone.page.reload()
  await phone.page.getByRole('heading', { name: 'It is booked. See you then!' }).waitFor()
  await phone.page.goto(`${url}/yes/not-a-link-of-ours`)
  await phone.page.getByRole('heading', { name: 'This link does not work.' }).waitFor()
  expect(await violations(phone.page)).toEqual([])
  const dark = await openWindow(clinic.browser, { width: 390, height: 844, dark: true, now: world.clock.now() })
  await dark.page.goto(url + link)
  await dark.page.getByRole('heading', { name: 'It is booked. See you then!' }).waitFor()
  expect(await violations(dark.page)).toEqual([])
  await shot(dark.page, 'waitlist-booked-dark')
})

it('staff see what was sent, who waits, and how it is set up', { timeout: 240_000 }, async () => {
  for (const [desk, theme] of [
    [first, 'light'],
    [second, 'dark'],
  ] as const) {
    const { page } = desk
    await page.goto(`${url}/lists/sent`)
    await page.getByText('Your time is booked').first().waitFor()
    await shot(page, `waitlist-sent-${theme}`)
    expect(await violations(page)).toEqual([])
    await page.goto(`${url}/patients/${waiter!.id}`)
    await page.getByRole('tab', { name: 'Messages' }).click()
    const messages = page.getByRole('table', { name: 'Messages' })
    await messages.getByText('Your time is booked').waitFor()
    await messages.getByRole('button', { name: /Text of .*booked/ }).click()
    await page
      .getByRole('article', { name: /booked/ })
      .getByText(waiter!.given)
      .first()
      .waitFor()
    await shot(page, `waitlist-messages-${theme}`)
    expect(await violations(page)).toEqual([])
    await page.goto(`${url}/lists/waitlist`)
    await page.getByRole('radio', { name: /wait/ }).click()
    await page.getByRole('button', { name: /Take off the list/ }).waitFor()
    await shot(page, `waitlist-people-${theme}`)
    expect(await violations(page)).toEqual([])
  }
  await second.page.goto(`${url}/settings/waitlist`)
  await second.page.getByLabel('Minutes to answer').waitFor()
  await shot(second.page, 'waitlist-setting-dark')
  expect(await violations(second.page)).toEqual([])

  // Taken off by its letter, back by undo.
  const { page } = first
  const count = async () =>
    (await world.asOwner<{ n: number }>(`select count(*)::int as n from waitlist.wish where state = 'open'`))[0]!.n
  const before = await count()
  await page.keyboard.press('x')
  await expect.poll(count).toBe(before - 1)
  await page.getByText(/is off the waitlist/).waitFor()
  await page.keyboard.press('u')
  await expect.poll(count).toBe(before)
  expect([...first.complaints, ...second.complaints]).toEqual([])
})

it('a wish may say exact times and days of the week', { timeout: 60_000 }, async () => {
  const [late] = await world.asOwner<Person>(
    `select p.id from patients.patient p
      where p.practice_id = $1 and p.deceased_on is null and p.merged_into is null
        and not exists (select from waitlist.wish w where w.practice_id = p.practice_id and w.patient_id = p.id)
      order by p.chart_number desc limit 1`,
    [world.practice],
  )
  const { page } = first
  await page.goto(`${url}/patients/${late!.id}`)
  await page
    .getByRole('complementary', { name: 'Person in hand' })
    .getByRole('button', { name: /Waitlist/ })
    .waitFor()
  await page.keyboard.press('w')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: /Time of day/ }).click()
  await page.getByRole('option', { name: 'Exact times' }).click()
  await dialog.getByLabel('Begins no earlier than').fill('3:30')
  await dialog.getByLabel('Over by').fill('late')
  await dialog.getByText('Tue', { exact: true }).click()
  await dialog.getByRole('button', { name: /Put on the waitlist/ }).click()
  await dialog.getByText('This is no time: write 3:30 PM').waitFor()
  await shot(page, 'waitlist-exact-times')
  await dialog.getByLabel('Over by').fill('5p')
  await dialog.getByRole('button', { name: /Put on the waitlist/ }).click()
  await page.getByText(/is on the waitlist/).waitFor()
  expect(
    await world.asOwner(
      `select from_time::text as "from", to_time::text as "to", weekdays, part from waitlist.wish where patient_id = $1`,
      [late!.id],
    ),
  ).toEqual([{ from: '15:30:00', to: '17:00:00', weekdays: [2], part: 'any' }])
})
