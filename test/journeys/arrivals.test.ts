import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import type { Id } from '../../src/core/id.ts'
import { addKiosk } from '../../src/features/arrivals/add-kiosk.ts'
import { arrivalLink } from '../../src/features/arrivals/arrival-link.ts'
import { openWindow } from './browser.ts'
import { openClinic } from './clinic.ts'
import { handOn } from './hand.ts'
import { violations } from './violations.ts'

const clinic = await openClinic({ providers: 3, patients: 120, weeks: 2 })
const { world, browser, url } = clinic
const pictures = process.env.PICTURES

type Expected = {
  id: Id<'appointment'>
  family: string
  given: string
  birth_date: string
  location: Id<'location'>
  name: string
}
/** Who comes next to the main place, of those with a birth date nobody of that name shares. */
const [next, after] = (await world.asOwner<Expected>(
  `select a.id, p.family, p.given, p.birth_date::text, a.location_id as location,
          concat_ws(' ', coalesce(nullif(p.preferred_name, ''), p.given), p.family) as name
     from schedule.appointment a join patients.patient p on p.practice_id = a.practice_id and p.id = a.patient_id
    where a.practice_id = $1 and a.state in ('booked', 'confirmed') and a.location_id = $2
      and a.starts_at between $3::timestamptz and $3::timestamptz + interval '59 minutes' and p.birth_date is not null
      and not exists (select from schedule.appointment b where b.practice_id = a.practice_id and b.patient_id = a.patient_id and b.id <> a.id
                       and b.starts_at::date = a.starts_at::date)
    order by a.starts_at, a.id limit 2`,
  [world.practice, clinic.made.locations[0], world.clock.now().toString()],
)) as [Expected, Expected]
const { token } = await world.as('manager').do(addKiosk, { location: next.location, name: 'Journey door' })

/** The flow view, whichever this person looked at last. */
async function toFlow(page: Page): Promise<void> {
  await page.getByRole('radio', { name: 'Flow' }).click()
  await page.getByRole('region', { name: 'Expected', exact: true }).waitFor()
}
const shot = async (page: Page, name: string) => {
  if (pictures) await page.screenshot({ path: `${pictures}/${name}.png` })
}

async function phoneAt(path: string, look: { width?: number; height?: number; dark?: boolean } = {}) {
  const window = await openWindow(browser, { width: 390, height: 844, now: world.clock.now(), ...look })
  await window.page.goto(url + path)
  return window
}

async function fillIn(page: Page, who: Expected): Promise<void> {
  const [year, month, day] = who.birth_date.split('-') as [string, string, string]
  await page.getByLabel(/Last name|Apellido/).fill(who.family)
  await page.getByLabel(/Month|Mes/).fill(month)
  await page.getByLabel(/Day|Día/).fill(day)
  await page.getByLabel(/Year|Año/).fill(year)
}

it('from the kiosk over the room to the day of coming back, live on the desk’s flow board', {
  timeout: 240_000,
}, async () => {
  const desk = await clinic.signIn('secretary', { width: 1440, height: 900 })
  const board = desk.page
  await toFlow(board)
  const stage = (name: string) => board.getByRole('region', { name, exact: true })
  const row = (name: string) => stage(name).getByRole('row', { name: new RegExp(next.name) })
  await row('Expected').waitFor()
  await shot(board, 'flow-before-light')

  const kiosk = await phoneAt(`/kiosk/${token}`)
  await kiosk.page.getByRole('heading', { name: 'Welcome' }).waitFor()
  expect(await violations(kiosk.page)).toEqual([])
  expect(await kiosk.page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390)
  await shot(kiosk.page, 'kiosk-390-light')
  await fillIn(kiosk.page, next)
  await kiosk.page.getByRole('button', { name: 'I am here' }).click()
  await kiosk.page.getByRole('heading', { name: 'We found your visit' }).waitFor()
  expect(await violations(kiosk.page)).toEqual([])
  expect(await kiosk.page.content()).not.toContain(next.given)
  await shot(kiosk.page, 'kiosk-welcome-light')
  // Nobody touches it for half a minute: the next person finds it empty.
  await kiosk.page.clock.runFor(31_000)
  await kiosk.page.getByRole('heading', { name: 'Welcome' }).waitFor()
  expect(await kiosk.page.getByLabel('Last name').inputValue()).toBe('')

  await row('Waiting').waitFor()
  expect(await violations(board)).toEqual([])
  await row('Waiting').focus()
  const hand = handOn(board)
  await hand.press('a')
  await row('In a room').waitFor()
  await hand.press('a')
  await row('With provider').waitFor()
  // Another desk sees it too.
  const other = await clinic.signIn('secretary', { width: 1440, height: 900, dark: true })
  await toFlow(other.page)
  const elsewhere = (name: string) =>
    other.page.getByRole('region', { name, exact: true }).getByRole('row', { name: new RegExp(next.name) })
  await elsewhere('With provider').waitFor()
  await hand.press('a')
  await elsewhere('Check-out').waitFor()
  await shot(other.page, 'flow-checkout-dark')
  await row('Check-out').waitFor()
  await board.keyboard.press('u')
  await elsewhere('With provider').waitFor()
  await row('With provider').focus()
  await hand.press('a')
  await row('Check-out').waitFor()
  hand.begin()
  await hand.press('O')
  await board.getByRole('dialog').waitFor()
  await shot(board, 'flow-back-light')
  await hand.press('3')
  await board.getByText(/is due back around/).waitFor()
  expect(hand.actions).toBeLessThanOrEqual(3)
  await row('Checked out').waitFor()
  const kept = await world.asOwner<{ due_on: string; state: string }>(
    'select due_on::text, state from schedule.follow_up where after_appointment_id = $1',
    [next.id],
  )
  expect(kept).toEqual([{ due_on: '2027-02-24', state: 'open' }])
  expect(desk.complaints).toEqual([])
  expect(kiosk.complaints).toEqual([])
})

it('a kiosk of 1080 by 1920 in Spanish and dark, and the words for whoever does not fit', {
  timeout: 240_000,
}, async () => {
  const { page, complaints } = await phoneAt(`/kiosk/${token}`, { width: 1080, height: 1920, dark: true })
  await page.getByRole('button', { name: 'Español' }).click()
  await page.getByRole('heading', { name: 'Bienvenido, bienvenida' }).waitFor()
  expect(await page.evaluate('document.documentElement.lang')).toBe('es')
  await shot(page, 'kiosk-1080-dark')
  expect(await violations(page)).toEqual([])
  await fillIn(page, { ...after, birth_date: '1900-01-01' })
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Pase a la recepción, por favor' }).waitFor()
  expect(await violations(page)).toEqual([])
  await shot(page, 'kiosk-desk-dark')
  expect(complaints).toEqual([])
})

it('a personal link: late, then here in the car, and the desk reads it', { timeout: 240_000 }, async () => {
  const link = await world.as('secretary').do(arrivalLink, { appointment: after.id })
  const speaks = (language: string) =>
    world.asOwner(
      `update patients.patient p set language = $1 from schedule.appointment a
        where a.id = $2 and p.practice_id = a.practice_id and p.id = a.patient_id`,
      [language, after.id],
    )
  await speaks('es-MX')
  const { page, complaints } = await phoneAt(link.path)
  await page.getByRole('heading', { name: 'Su cita de hoy' }).waitFor()
  expect(await page.evaluate('document.documentElement.lang')).toBe('es')
  await speaks('en')
  await page.reload()
  await page.getByRole('heading', { name: 'Your visit today' }).waitFor()
  expect(await violations(page)).toEqual([])
  await shot(page, 'arrive-390-light')
  await page.getByRole('button', { name: 'I will be 15 minutes late' }).click()
  await page.getByText('We know you will be late.').waitFor()
  const desk = await clinic.signIn('secretary', { width: 1440, height: 900 })
  await toFlow(desk.page)
  await desk.page.getByRole('row', { name: new RegExp(`${after.name}.*15 min late, told`) }).waitFor()
  await page.getByRole('button', { name: 'I am here, waiting in the car' }).click()
  await page.getByText('We know you are waiting in the car.').waitFor()
  await desk.page.getByRole('row', { name: new RegExp(`${after.name}.*in the car`) }).waitFor()
  await shot(page, 'arrive-arrived-light')
  await page.goto(`${url}/arrive/${'x'.repeat(43)}`)
  await page.getByRole('heading', { name: 'This link is not in use' }).waitFor()
  expect(complaints).toEqual([])
})

it('a walk-in: the words warn, the next free time is one key, and it is undone', { timeout: 240_000 }, async () => {
  const { page, complaints } = await clinic.signIn('secretary', { width: 1440, height: 900 })
  await toFlow(page)
  const panel = page.getByRole('region', { name: 'Walk-ins' })
  await panel.waitFor()
  await page.keyboard.press('W')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: /Not in the records/ }).click()
  await dialog.getByLabel('Name').fill('Fictional Stranger')
  await dialog.getByLabel('Reason').fill('chest pain since an hour')
  await dialog.getByText(/Tell the nurse now: chest pain/).waitFor()
  await shot(page, 'walk-in-add-light')
  expect(await violations(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Walk-in', exact: false }).last().click()
  await panel.getByRole('row', { name: /Fictional Stranger/ }).waitFor()
  const linked = panel.getByRole('row', { name: /Cut finger/ })
  await linked.focus()
  await page.keyboard.press('f')
  await linked.waitFor({ state: 'detached' })
  await page.getByText(/has the next free time and is checked in/).waitFor()
  await page.keyboard.press('u')
  await linked.waitFor()
  await shot(page, 'flow-walk-ins-light')
  expect(await violations(page)).toEqual([])
  expect(complaints).toEqual([])
})

it('a kiosk is made with its printed code, and ended', { timeout: 240_000 }, async () => {
  const { page, complaints } = await clinic.signIn('manager', { width: 1440, height: 900 })
  await page.goto(`${url}/settings/arrivals`)
  await page.getByRole('button', { name: 'Add a kiosk' }).click()
  await page.getByLabel('Name', { exact: true }).fill('Garden door')
  await page.keyboard.press('Enter')
  const made = page.getByRole('dialog', { name: 'The address of Garden door' })
  await made.getByRole('img').waitFor()
  const address = (await made.getByText(/\/kiosk\//).textContent())!
  await shot(page, 'kiosk-made-light')
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'End Garden door' }).click()
  await page.getByText('Garden door has ended.', { exact: false }).waitFor()
  await shot(page, 'kiosks-light')
  expect(await violations(page)).toEqual([])
  const dead = await phoneAt(new URL(address).pathname)
  await dead.page.getByRole('heading', { name: 'This page is not in use' }).waitFor()
  expect(complaints).toEqual([])
})
