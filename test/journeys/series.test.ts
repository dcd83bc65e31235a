import { afterEach, expect, it } from 'vitest'
import type { Id } from '../../src/core/id.ts'
import { bookAppointment } from '../../src/features/schedule/booking/book-appointment.ts'
import { bookTogether } from '../../src/features/schedule/booking/book-together.ts'
import { nextAvailable } from '../../src/features/schedule/finding/next-available.ts'
import { openClinic } from './clinic.ts'
import { violations } from './violations.ts'

// A series that moves and is cancelled as a whole, a time held while one talks, a time of one's own, and what missing a visit costs.
const clinic = await openClinic({ providers: 3, patients: 250, weeks: 1 })
const { world } = clinic
const manager = world.as('manager')
// PICTURES names a folder for pictures, LOOK how the screen is: 'dark', 'wide'.
const look =
  process.env.LOOK === 'dark' ? { dark: true } : process.env.LOOK === 'wide' ? { width: 1920, height: 1080 } : {}
const desk = await clinic.signIn('secretary', look)
const other = await clinic.signIn('manager', look)
const { page } = desk
const dialog = page.getByRole('dialog')

const [followUp] = await world.asOwner<{ id: Id<'visit-type'> }>(
  `select id from schedule.visit_type where practice_id = $1 and name = 'Follow-up'`,
  [world.practice],
)
const people = await world.asOwner<{ id: Id<'patient'>; name: string }>(
  `select p.id, p.given || ' ' || p.family as name from patients.patient p
    where p.practice_id = $1 and p.merged_into is null and p.preferred_name = ''
      and not exists (select from schedule.appointment a where a.patient_id = p.id and a.starts_at > $2) order by p.family, p.given limit 8`,
  [world.practice, world.clock.now().toString()],
)
// Far enough away that the made-up clinic has nobody there: these weeks belong to this file.
const free = await manager.do(nextAvailable, { visitType: followUp!.id, from: '2027-01-12', minutes: 120, limit: 1 })
const opening = free.openings[0]!
const zone = opening.zone
const weeksOn = (weeks: number, minutes: number) =>
  Temporal.Instant.from(opening.startsAt)
    .toZonedDateTimeISO(zone)
    .add({ weeks })
    .add({ minutes })
    .toInstant()
    .toString()
const visit = (n: number, startsAt: string) => ({
  patient: people[n]!.id,
  visitType: followUp!.id,
  provider: opening.provider as Id<'provider'>,
  location: opening.location as Id<'location'>,
  startsAt,
  despite: ['outside-hours' as const],
})
const series = (n: number, count: number, minutes = 0) =>
  manager.do(bookTogether, {
    kind: 'series',
    visits: Array.from({ length: count }, (_, week) => visit(n, weeksOn(week, minutes))),
  })
const block = (id: string) => page.locator(`[data-block="${id}"]`)
const standing = (bundle: string) =>
  world.asOwner<{ state: string; wall: string }>(
    `select state, to_char(wall_start, 'YYYY-MM-DD HH24:MI') as wall from schedule.appointment where bundle_id = $1 order by starts_at`,
    [bundle],
  )

async function goTo(date: string): Promise<void> {
  for (const one of [desk, other]) {
    await one.page.evaluate(
      `sessionStorage.setItem('anteroom.board', JSON.stringify({ ...JSON.parse(sessionStorage.getItem('anteroom.board') ?? '{}'), date: '${date}' }))`,
    )
    await one.page.goto(`${clinic.url}/today`)
  }
}

const picture = async (name: string, on = page) => {
  if (process.env.PICTURES) await on.screenshot({ path: `${process.env.PICTURES}/${name}.png` })
}

afterEach(async context => {
  if (context.task.result?.state !== 'fail') return
  await picture('failed')
  await picture('failed-other', other.page)
})

it('a visit of a series is carried by key: all move with it, what is in the way is named and left, and one key takes it back', {
  timeout: 60_000,
}, async () => {
  const { bundle, visits } = await series(0, 4)
  await manager.do(bookAppointment, visit(1, weeksOn(2, 40)))
  const before = await standing(bundle)
  await goTo(opening.date)
  await block(visits[0]!.id).waitFor()
  await block(visits[0]!.id).focus()
  await page.keyboard.press('v')
  for (let n = 0; n < 8; n++) await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await dialog.getByRole('button', { name: /From here on \(4\)/ }).waitFor()
  await picture('series-one')
  await page.keyboard.press('2')
  await dialog.getByText('1 of 4 does not fit').waitFor()
  expect(await dialog.getByRole('listitem').count()).toBe(4)
  expect(await violations(page)).toEqual([])
  await picture('series-conflict')
  await dialog.getByRole('button', { name: 'Leave that one where it is' }).focus()
  await page.keyboard.press('Enter')
  await dialog.getByText('All 3 fit.').waitFor()
  await dialog.getByRole('button', { name: 'Move 3 visits' }).focus()
  await page.keyboard.press('Enter')
  await page.getByText(/3 visits moved/).waitFor()
  const moved = await standing(bundle)
  expect(moved.map((row, n) => row.wall !== before[n]!.wall)).toEqual([true, true, false, true])
  await page.keyboard.press('u')
  await page.getByText(/3 visits stand as before/).waitFor()
  expect(await standing(bundle)).toEqual(before)
  expect(desk.complaints).toEqual([])
})

it('the same with the mouse: the button, another day and time typed; this one alone as well', {
  timeout: 60_000,
}, async () => {
  const { bundle, visits } = await series(2, 3, 20)
  const before = await standing(bundle)
  await goTo(opening.date)
  await block(visits[0]!.id).click()
  await page.getByRole('button', { name: 'Move the series' }).click()
  await dialog.getByText('Say the new day').waitFor()
  await dialog.getByLabel('At', { exact: true }).fill('7a')
  await dialog.getByText('3 of 3 do not fit').waitFor()
  await picture('series-hours')
  await dialog.getByRole('button', { name: 'Outside the hours all the same' }).click()
  await dialog.getByText('All 3 fit.').waitFor()
  await dialog.getByRole('button', { name: 'Move 3 visits' }).click()
  await expect
    .poll(async () => (await standing(bundle)).map(row => row.wall.slice(11)))
    .toEqual(['07:00', '07:00', '07:00'])
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await expect.poll(() => standing(bundle)).toEqual(before)

  await block(visits[0]!.id).focus()
  await page.keyboard.down('Alt')
  for (let n = 0; n < 8; n++) await page.keyboard.press('ArrowDown')
  await page.keyboard.up('Alt')
  await dialog.getByRole('button', { name: /Move this one/ }).click()
  await expect
    .poll(async () => (await standing(bundle)).map((row, n) => row.wall !== before[n]!.wall))
    .toEqual([true, false, false])
  expect(desk.complaints).toEqual([])
})

it('a series is cancelled from here on; if a time is taken meanwhile, undo says which and takes back the others', {
  timeout: 60_000,
}, async () => {
  const { bundle, visits } = await series(3, 4, 140)
  await goTo(opening.date)
  await block(visits[0]!.id).focus()
  await page.keyboard.press('x')
  await dialog.getByRole('button', { name: /All to come \(4\)/ }).waitFor()
  await page.keyboard.press('a')
  await dialog.getByText(/These are cancelled/).waitFor()
  expect(await violations(page)).toEqual([])
  await picture('cancel-series')
  await page.keyboard.press('1')
  await page.getByText(/4 visits cancelled/).waitFor()
  expect((await standing(bundle)).map(row => row.state)).toEqual(['cancelled', 'cancelled', 'cancelled', 'cancelled'])
  await manager.do(bookAppointment, visit(4, weeksOn(1, 140)))
  await page.keyboard.press('u')
  await dialog.getByText(/1 of 4 cannot go back/).waitFor()
  expect(await violations(page)).toEqual([])
  await picture('undo-conflict')
  await page.keyboard.press('Enter')
  await page.getByText(/3 visits stand as before/).waitFor()
  expect((await standing(bundle)).map(row => row.state)).toEqual(['booked', 'cancelled', 'booked', 'booked'])
  expect(desk.complaints).toEqual([])
})

it('a time is held while one talks: the other desk sees by whom and until when; longer, released, held again and booked', {
  timeout: 60_000,
}, async () => {
  const holds = () => world.asOwner('select id from schedule.hold where note = $1', [people[5]!.name])
  const taken = await manager.do(bookAppointment, visit(5, weeksOn(0, 80)))
  await goTo(opening.date)
  await block(taken.id).waitFor()
  await block(taken.id).click()
  await page.keyboard.press('Escape')
  await page.keyboard.press('b')
  const panel = page.getByRole('region', { name: new RegExp(`Book ${people[5]!.name}`) })
  await panel.getByRole('listitem').first().waitFor()
  await page.keyboard.press('h')
  const held = panel.getByRole('region', { name: 'Held time' })
  await held.getByRole('timer').waitFor()
  expect(await held.getByRole('timer').innerText()).toMatch(/^(10:00|9:\d\d)$/)
  const day = await world.asOwner<{ id: string; day: string; until: string }>(
    `select id, to_char(starts_at at time zone $1, 'YYYY-MM-DD') as day, expires_at as until from schedule.hold where note = $2`,
    [zone, people[5]!.name],
  )
  expect(day).toHaveLength(1)
  await other.page.evaluate(
    `sessionStorage.setItem('anteroom.board', JSON.stringify({ ...JSON.parse(sessionStorage.getItem('anteroom.board') ?? '{}'), date: '${day[0]!.day}' }))`,
  )
  await other.page.goto(`${clinic.url}/today`)
  await other.page.getByText(new RegExp(`Held until 10:17, .*${people[5]!.name}`)).waitFor()
  await picture('held-other', other.page)
  expect(await violations(page)).toEqual([])
  await picture('held')
  world.clock.advance({ minutes: 4 })
  await page.keyboard.press('h')
  await other.page.getByText(new RegExp(`Held until 10:21, .*${people[5]!.name}`)).waitFor()
  await page.keyboard.press('Escape')
  await other.page.getByText(new RegExp(`Held until .*${people[5]!.name}`)).waitFor({ state: 'detached' })
  expect(await holds()).toEqual([])
  await panel
    .getByRole('button', { name: /^Hold / })
    .nth(1)
    .click()
  await held.getByRole('button', { name: /Book it/ }).click()
  await expect
    .poll(() =>
      world.asOwner<{ n: number }>(
        `select count(*)::int as n from schedule.appointment where patient_id = $1 and starts_at > $2 and id <> $3`,
        [people[5]!.id, world.clock.now().toString(), taken.id],
      ),
    )
    .toEqual([{ n: 1 }])
  await panel.waitFor({ state: 'detached' })
  expect(await holds()).toEqual([])
  expect(desk.complaints).toEqual([])
})

it('a time of one’s own is asked for, and who may books over whoever has it, with the reason', {
  timeout: 60_000,
}, async () => {
  const { page: boss } = other
  const blocking = await manager.do(bookAppointment, visit(6, weeksOn(0, 220)))
  await goTo(opening.date)
  await boss.locator(`[data-block="${blocking.id}"]`).waitFor()
  await boss.locator(`[data-block="${blocking.id}"]`).click()
  await boss.keyboard.press('Escape')
  // Somebody else for the same time.
  await boss.keyboard.press('Control+k')
  await boss.keyboard.type(people[7]!.name)
  await boss.getByRole('option').first().waitFor()
  await boss.locator('[role="listbox"][aria-busy="true"]').waitFor({ state: 'detached' })
  await boss.keyboard.press('Enter')
  await boss.getByRole('option').first().waitFor({ state: 'detached' })
  await boss.keyboard.press('b')
  const panel = boss.getByRole('region', { name: new RegExp(`Book ${people[7]!.name}`) })
  await panel.getByRole('listitem').first().waitFor()
  await panel.getByRole('button', { name: /With/ }).click()
  const providerName = await world.asOwner<{ family: string }>('select family from practice.provider where id = $1', [
    opening.provider,
  ])
  await boss.getByRole('option', { name: new RegExp(`^${providerName[0]!.family}`) }).click()
  await boss.keyboard.press('@')
  const at = Temporal.Instant.from(weeksOn(0, 220)).toZonedDateTimeISO(zone).toPlainTime().toString().slice(0, 5)
  await panel.getByLabel('Time', { exact: true }).fill(at)
  await boss.keyboard.press('Enter')
  await panel.getByRole('alert').waitFor()
  await picture('at-a-time', boss)
  expect(await violations(boss)).toEqual([])
  await panel.getByRole('button', { name: /anyway/ }).click()
  await boss.getByRole('dialog').getByLabel('Why it must be now').fill('Fever')
  await boss.keyboard.press('Enter')
  await expect
    .poll(() =>
      world.asOwner('select overbooked_why as why from schedule.appointment where patient_id = $1 and starts_at > $2', [
        people[7]!.id,
        world.clock.now().toString(),
      ]),
    )
    .toEqual([{ why: 'Fever' }])
  expect(other.complaints).toEqual([])
})

it('the practice sets what missing a visit costs, and its own reasons for cancelling', {
  timeout: 60_000,
}, async () => {
  const { page: boss } = other
  await boss.goto(`${clinic.url}/settings/missed-visits`)
  await boss.getByText('Charge for missed visits').click()
  await boss.getByLabel('Fee for cancelling late').fill('30')
  await boss.getByLabel('Fee for not coming').fill('forty')
  await boss.getByText('An amount, like 25 or 25.50').waitFor()
  await boss.getByLabel('Fee for not coming').fill('45.50')
  await boss.getByText('Who does not come pays $45.50.').waitFor()
  expect(await violations(boss)).toEqual([])
  await picture('missed', boss)
  await boss.keyboard.press('Enter')
  await expect
    .poll(() =>
      world.asOwner(
        'select active, late_cents as late, no_show_cents as missed from schedule.missed_policy where practice_id = $1',
        [world.practice],
      ),
    )
    .toEqual([{ active: true, late: 3000, missed: 4550 }])

  const reasons = boss.getByRole('region', { name: 'Reasons for cancelling' })
  const patients = reasons.getByRole('region', { name: 'The patient cancels' })
  await patients.getByRole('button', { name: 'Add a reason' }).click()
  await boss.keyboard.type('Snowed in')
  for (let n = 0; n < 6; n++) await boss.keyboard.press('Alt+ArrowUp')
  await patients.getByRole('button', { name: 'Remove Feels better' }).click()
  await reasons.getByRole('button', { name: 'Save' }).click()
  const own = () =>
    world.asOwner<{ text: string }>('select text from schedule.cancel_reason where practice_id = $1 order by place', [
      world.practice,
    ])
  await expect.poll(async () => (await own()).map(row => row.text).slice(0, 3)).toEqual(['Snowed in', 'Ill', 'No ride'])
  expect((await own()).some(row => row.text === 'Feels better')).toBe(false)
  await picture('reasons', boss)
  expect(await violations(boss)).toEqual([])

  // The desk chooses it by its figure.
  const { bundle, visits } = await series(7, 1, 180)
  await goTo(opening.date)
  await block(visits[0]!.id).focus()
  await page.keyboard.press('x')
  await dialog.getByRole('button', { name: /Snowed in/ }).waitFor()
  await page.keyboard.press('1')
  await expect.poll(async () => (await standing(bundle))[0]!.state).toBe('cancelled')
  expect(
    await world.asOwner(
      `select cancel_reason as why from schedule.appointment_fact where appointment_id = $1 and what = 'cancelled'`,
      [visits[0]!.id],
    ),
  ).toEqual([{ why: 'Snowed in' }])
  await boss.goto(`${clinic.url}/settings/missed-visits`)
  await boss.getByRole('button', { name: 'Back to the usual ones' }).click()
  await expect.poll(own).toEqual([])
  expect(desk.complaints).toEqual([])
  expect(other.complaints).toEqual([])
})
