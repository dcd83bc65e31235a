import { afterEach, expect, it } from 'vitest'
import { type Id, newId } from '../../src/core/id.ts'
import { markNoShow } from '../../src/features/schedule/attendance/mark-no-show.ts'
import { setMissedPolicy } from '../../src/features/schedule/attendance/set-missed-policy.ts'
import { bookAppointment } from '../../src/features/schedule/booking/book-appointment.ts'
import { nextAvailable } from '../../src/features/schedule/finding/next-available.ts'
import { openClinic } from './clinic.ts'
import { violations } from './violations.ts'

// Two desks over a day in December: parked and placed, booked over with a reason, split, repeated, cancelled as a series, a group, a fee.
const clinic = await openClinic({ providers: 3, patients: 250, weeks: 2 })
const { world } = clinic
const manager = world.as('manager')
const desk = await clinic.signIn('manager')
const other = await clinic.signIn('secretary')
const { page } = desk
const dialog = page.getByRole('dialog')

type Type = { id: Id<'visit-type'> }
const [followUp] = await world.asOwner<Type>(
  `select id from schedule.visit_type where practice_id = $1 and name = 'Follow-up'`,
  [world.practice],
)
const people = await world.asOwner<{ id: Id<'patient'>; name: string }>(
  `select p.id, p.given || ' ' || p.family as name from patients.patient p
    where p.practice_id = $1 and p.merged_into is null and p.preferred_name = ''
      and not exists (select from schedule.appointment a where a.patient_id = p.id and a.starts_at > $2) order by p.family, p.given limit 8`,
  [world.practice, world.clock.now().toString()],
)
const free = await manager.do(nextAvailable, { visitType: followUp!.id, from: '2026-12-14', minutes: 120, limit: 1 })
const opening = free.openings[0]!
const after = (minutes: number) => Temporal.Instant.from(opening.startsAt).add({ minutes }).toString()
const book = (n: number, minutes: number, length: number, more: object = {}) =>
  manager.do(bookAppointment, {
    patient: people[n]!.id,
    visitType: followUp!.id,
    provider: opening.provider as Id<'provider'>,
    location: opening.location as Id<'location'>,
    startsAt: after(minutes),
    minutes: length,
    ...more,
  })
const block = (id: string) => page.locator(`[data-block="${id}"]`)
const row = async (id: string) =>
  (
    await world.asOwner<{ state: string; minutes: number; why: string | null; startsAt: string }>(
      `select state, (extract(epoch from ends_at - starts_at) / 60)::int as minutes, overbooked_why as why, starts_at as "startsAt"
         from schedule.appointment where id = $1`,
      [id],
    )
  )[0]!
const visitsOf = (patient: string) =>
  world.asOwner<{ id: string; state: string; startsAt: string }>(
    `select id, state, starts_at as "startsAt" from schedule.appointment where patient_id = $1 and starts_at > $2 order by starts_at`,
    [patient, world.clock.now().toString()],
  )

async function goTo(date: string): Promise<void> {
  for (const one of [desk, other]) {
    await one.page.evaluate(
      `sessionStorage.setItem('anteroom.board', JSON.stringify({ ...JSON.parse(sessionStorage.getItem('anteroom.board') ?? '{}'), date: '${date}' }))`,
    )
    await one.page.goto(`${clinic.url}/today`)
  }
}

const picture = async (name: string) => {
  if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/${name}.png` })
}

afterEach(async context => {
  if (context.task.result?.state === 'fail') await picture('failed')
})

it('a visit is booked over with a reason, and says so', { timeout: 240_000 }, async () => {
  const long = await book(0, 0, 40)
  const late = await book(1, 40, 20)
  await goTo(opening.date)
  await block(late.id).waitFor()
  await block(late.id).focus()
  await page.keyboard.down('Alt')
  for (let n = 0; n < 4; n++) await page.keyboard.press('ArrowUp')
  await page.keyboard.up('Alt')
  await page.getByRole('alert').getByRole('button').first().waitFor()
  await page.keyboard.press('Enter')
  await dialog.getByLabel('Why it must be now').waitFor()
  expect(await violations(page)).toEqual([])
  await picture('over')
  await page.keyboard.type('Chest pain')
  await page.keyboard.press('Enter')
  await expect.poll(() => row(late.id)).toMatchObject({ why: 'Chest pain' })
  await page.keyboard.press('Escape')

  // Split in two by one key, whole again by another.
  await block(long.id).focus()
  await page.keyboard.press('l')
  await expect.poll(async () => (await row(long.id)).minutes).toBe(20)
  expect(await visitsOf(people[0]!.id)).toHaveLength(2)
  await page.getByText(/two visits/).waitFor()
  await page.keyboard.press('u')
  await expect.poll(async () => (await row(long.id)).minutes).toBe(40)
  expect(desk.complaints).toEqual([])
})

it('the same again in three months, by number', { timeout: 240_000 }, async () => {
  const [late] = await visitsOf(people[1]!.id)
  await block(late!.id).focus()
  await page.keyboard.press('e')
  await dialog.getByRole('button', { name: /Mar/ }).first().waitFor()
  expect(await violations(page)).toEqual([])
  await picture('again')
  await page.keyboard.press('[')
  await dialog.getByRole('button', { name: /Jan/ }).first().waitFor()
  await page.keyboard.press(']')
  await dialog.getByRole('button', { name: /Mar/ }).first().waitFor()
  await page.keyboard.press('1')
  await expect.poll(() => visitsOf(people[1]!.id)).toHaveLength(2)
  const again = (await visitsOf(people[1]!.id))[1]!
  const months = Temporal.PlainDate.from(opening.date).until(again.startsAt.slice(0, 10), {
    largestUnit: 'month',
  })
  expect(months.months).toBeGreaterThanOrEqual(2)
})

it('a visit is parked with one key, the other desk sees it, and a chosen time places it; a reload keeps the board', {
  timeout: 240_000,
}, async () => {
  const visit = await book(2, 60, 20)
  await block(visit.id).waitFor()
  await block(visit.id).focus()
  await page.keyboard.press('k')
  const card = page
    .getByRole('region', { name: 'Pinboard' })
    .getByRole('button', { name: new RegExp(`^${people[2]!.name}`) })
  await card.waitFor()
  await other.page
    .getByRole('region', { name: 'Pinboard' })
    .getByRole('button', { name: new RegExp(people[2]!.name) })
    .first()
    .waitFor()
  await page.reload()
  await card.waitFor()
  expect(await violations(page)).toEqual([])
  await picture('pinboard')
  await page.keyboard.press('K')
  await page.getByRole('region', { name: 'Pinboard' }).locator(':focus').waitFor()
  await page.keyboard.press('Enter')
  await page
    .getByRole('region', { name: new RegExp(people[2]!.name) })
    .getByRole('listitem')
    .first()
    .waitFor()
  await page.keyboard.press('1')
  await expect
    .poll(async () => new Date((await row(visit.id)).startsAt).toISOString())
    .not.toBe(new Date(visit.startsAt).toISOString())
  await expect.poll(() => card.count()).toBe(0)
  expect(desk.complaints).toEqual([])
})

it('a group stands as one block and says how many sit in it; its members open from the bar', {
  timeout: 240_000,
}, async () => {
  const group = newId<'visit-type'>()
  await world.asOwner(
    `insert into schedule.visit_type (practice_id, id, name, short_name, minutes, step_minutes, seats) values ($1, $2, 'Back class', 'back', 40, 20, 8)`,
    [world.practice, group],
  )
  const members = []
  for (const n of [3, 4, 5]) members.push(await book(n, 80, 40, { visitType: group }))
  await goTo(opening.date)
  await block(members[0]!.id).waitFor()
  expect(await block(members[0]!.id).innerText()).toContain('3 of 8')
  expect(await block(members[1]!.id).count()).toBe(0)
  await block(members[0]!.id).focus()
  await page.keyboard.press('Enter')
  const bar = page.getByRole('region', { name: new RegExp(people[3]!.name) })
  await bar.getByRole('button', { name: people[4]!.name }).click()
  const second = page.getByRole('region', { name: new RegExp(`Visit.*${people[4]!.name}|${people[4]!.name}`) }).last()
  await second.waitFor()
  expect(await violations(page)).toEqual([])
  await picture('group')
  await page.keyboard.press('Escape')
})

it('a fee for not coming is shown, and waived with a reason', { timeout: 240_000 }, async () => {
  await manager.do(setMissedPolicy, {
    active: true,
    lateHours: 24,
    lateCents: 2500,
    noShowCents: 5000,
    firstFree: false,
  })
  const [here] = await world.asOwner<{ id: Id<'appointment'> }>(
    `select id from schedule.appointment a where practice_id = $1 and state in ('booked', 'confirmed') and starts_at < $2 and starts_at > $3 limit 1`,
    [world.practice, world.clock.now().toString(), world.clock.now().subtract({ hours: 3 }).toString()],
  )
  const visit =
    here ??
    (await book(6, 0, 5, {
      startsAt: world.clock.now().subtract({ minutes: 20 }).toString(),
      despite: ['in-the-past', 'outside-hours', 'overbook'],
      overbookWhy: 'Walked in',
    }))
  await manager.do(markNoShow, { appointment: visit.id })
  await goTo('2026-11-24')
  await block(visit.id).focus()
  await page.keyboard.press('Enter')
  await page.getByText('$50.00 due: did not come').waitFor()
  await picture('fee')
  expect(await violations(page)).toEqual([])
  await page.getByRole('button', { name: 'Waive' }).click()
  await dialog.getByLabel('Why').fill('Hospital stay')
  await page.keyboard.press('Enter')
  await expect
    .poll(() =>
      world.asOwner('select state, waived_why as why from schedule.fee where appointment_id = $1', [visit.id]),
    )
    .toEqual([{ state: 'waived', why: 'Hospital stay' }])
  expect(desk.complaints).toEqual([])
  expect(other.complaints).toEqual([])
})

it('with the mouse alone: split, parked and taken off, carried to another provider, a fee made due again', {
  timeout: 60_000,
}, async () => {
  const visit = await book(7, 160, 40)
  await goTo(opening.date)
  await block(visit.id).click()
  await page.getByRole('button', { name: 'Split' }).click()
  await expect.poll(async () => (await row(visit.id)).minutes).toBe(20)
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await expect.poll(async () => (await row(visit.id)).minutes).toBe(40)

  await page.getByRole('button', { name: /^Pin/ }).click()
  const off = page.getByRole('button', { name: `Take ${people[7]!.name} off the pinboard` })
  await off.click()
  await off.waitFor({ state: 'detached' })

  // Carried into the column beside it: another provider at the same time.
  const provider = async () =>
    (
      await world.asOwner<{ id: string }>('select provider_id as id from schedule.appointment where id = $1', [
        visit.id,
      ])
    )[0]!.id
  const former = await provider()
  const from = (await block(visit.id).boundingBox())!
  await page.mouse.move(from.x + 40, from.y + from.height / 2)
  await page.mouse.down()
  await page.mouse.move(from.x + from.width + 80, from.y + from.height / 2, { steps: 6 })
  await page.mouse.up()
  await expect.poll(provider).not.toBe(former)
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await expect.poll(provider).toBe(former)

  await goTo('2026-11-24')
  const [waived] = await world.asOwner<{ id: string }>(
    `select appointment_id as id from schedule.fee where practice_id = $1 and state = 'waived' limit 1`,
    [world.practice],
  )
  await block(waived!.id).click()
  await page.getByText('$50.00 waived: Hospital stay').waitFor()
  await page.getByRole('button', { name: 'Make it due' }).click()
  await page.getByText('$50.00 due: did not come').waitFor()
  await page.keyboard.press('$')
  await dialog.getByLabel('Why').waitFor()
  await page.keyboard.press('Escape')
  expect(desk.complaints).toEqual([])
})
