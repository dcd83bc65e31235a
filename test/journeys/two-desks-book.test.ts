import { expect, it } from 'vitest'
import type { Id } from '../../src/core/id.ts'
import { cancelAppointment } from '../../src/features/schedule/booking/cancel-appointment.ts'
import { nextAvailable } from '../../src/features/schedule/finding/next-available.ts'
import { openClinic } from './clinic.ts'
import {
  block,
  boxByKeys,
  boxByMouse,
  card,
  counter,
  dialog,
  goByKeys,
  idle,
  main,
  type OneDesk,
  openTwoDesks,
  takeInHand,
  walkTo,
} from './two-desks.ts'

// Setting up time, finding and booking: once by keys and once with the mouse, each seen at the other desk; then both at the same thing.
const clinic = await openClinic({ providers: 3, patients: 160, weeks: 2 })
const { world } = clinic
const { keys, mouse } = await openTwoDesks(clinic)
const count = counter()
const people = await idle(clinic, 12)
const types = (name: string) =>
  world.asOwner<{ minutes: number }>('select minutes from schedule.visit_type where practice_id = $1 and name = $2', [
    world.practice,
    name,
  ])
const row = (desk: typeof keys, name: string) => main(desk.page).getByRole('row', { name: new RegExp(name) })

it('a visit type by keys and one with the mouse; the same name at both desks is given once', {
  timeout: 120_000,
}, async () => {
  const { hand, page } = keys
  await goByKeys(keys, 's', '/settings')
  await hand.to(page.getByRole('link', { name: 'Visit types' }))
  await hand.press('Enter')
  const add = main(page).getByRole('button', { name: 'Add a visit type' })
  await hand.to(add)
  await hand.press('Enter')
  const fill = async (name: string, short: string) => {
    await dialog(page).getByLabel('Name', { exact: true }).waitFor()
    await hand.type(name)
    await hand.press('Tab')
    await hand.type(short)
    await hand.to(dialog(page).getByLabel('Minutes', { exact: true }))
    await hand.type('25')
  }
  await fill('Diabetes check', 'diab')
  await hand.press('Enter')
  await row(keys, 'Diabetes check').waitFor()

  await mouse.hand.click(mouse.page.getByRole('link', { name: 'Settings' }))
  await mouse.hand.click(mouse.page.getByRole('link', { name: 'Visit types' }))
  await row(mouse, 'Diabetes check').waitFor()
  const point = async (name: string, short: string) => {
    await mouse.hand.click(main(mouse.page).getByRole('button', { name: 'Add a visit type' }))
    const fields = [
      ['Name', name],
      ['Short name', short],
      ['Minutes', '35'],
    ] as const
    for (const [label, text] of fields) {
      await mouse.hand.click(dialog(mouse.page).getByLabel(label, { exact: true }))
      await mouse.hand.type(text)
    }
  }
  const save = dialog(mouse.page).getByRole('button', { name: 'Add a visit type' })
  await point('Foot check', 'foot')
  await mouse.hand.click(save)
  await row(keys, 'Foot check').waitFor()

  // Both think of the same one.
  await hand.to(add)
  await hand.press('Enter')
  await fill('Eye check', 'eye')
  await point('Eye check', 'eye')
  const saveThis = await mouse.hand.aim(save)
  await Promise.all([hand.press('Enter'), saveThis()])
  const no = (desk: typeof keys) =>
    dialog(desk.page).getByText('Another visit type has this name or short name already.')
  await expect.poll(async () => (await no(keys).count()) + (await no(mouse).count())).toBe(1)
  expect(await types('Eye check')).toHaveLength(1)
  if ((await no(keys).count()) === 1) await hand.press('Escape')
  else await mouse.hand.click(dialog(mouse.page).getByRole('button', { name: 'Close' }))
  for (const desk of [keys, mouse]) {
    await dialog(desk.page).waitFor({ state: 'detached' })
    await row(desk, 'Eye check').waitFor()
  }
})

it('hours by keys, an absence with the mouse: the other desk sees each, and what falls out is settled once', {
  timeout: 120_000,
}, async () => {
  const { hand, page } = keys
  await goByKeys(keys, 's', '/settings')
  await mouse.hand.click(mouse.page.getByRole('link', { name: 'Settings' }))
  for (const label of ['Hours', 'Change the hours', 'Add hours on Saturday']) {
    await hand.to(main(page).getByRole(label === 'Hours' ? 'link' : 'button', { name: label, exact: true }))
    await hand.press('Enter')
  }
  await page.getByLabel('Saturday, from').waitFor()
  await hand.type('8')
  await hand.press('Tab')
  await hand.type('12')
  await mouse.hand.click(main(mouse.page).getByRole('link', { name: 'Hours', exact: true }))
  await hand.press('Enter')
  const saturday = (desk: typeof keys) => main(desk.page).getByRole('definition').nth(5).getByText('8:00 AM – 12:00 PM')
  await saturday(keys).waitFor()
  await saturday(mouse).waitFor()

  const [away] = await world.asOwner<{ day: string; n: number }>(
    `select to_char(a.wall_start, 'MMDDYYYY') as day, count(*)::int as n
       from schedule.appointment a join practice.provider p on p.practice_id = a.practice_id and p.id = a.provider_id
      where a.practice_id = $1 and p.id = (select id from practice.provider where practice_id = $1 order by given limit 1) and a.state in ('booked', 'confirmed') and a.wall_start::date > '2026-11-24'
      group by a.wall_start::date, 1 having count(*) between 2 and 9 order by 2 desc limit 1`,
    [world.practice],
  )
  const typed = away!.day
  const outside = (desk: typeof keys) => main(desk.page).getByRole('region', { name: /outside the hours/ })
  await mouse.hand.click(main(mouse.page).getByRole('button', { name: 'Add', exact: true }))
  await mouse.hand.click(
    dialog(mouse.page)
      .getByRole('group', { name: /First day/ })
      .getByRole('spinbutton')
      .first(),
  )
  await mouse.hand.type(typed)
  await mouse.hand.click(dialog(mouse.page).getByRole('button', { name: 'Add' }))
  await outside(mouse).waitFor()
  await outside(keys).waitFor()
  await mouse.hand.click(mouse.page.getByRole('button', { name: /^Undo/ }))
  await outside(keys).waitFor({ state: 'detached' })

  // The same by keys; then one desk leaves all of them where they stand while the other leaves the first.
  await hand.to(main(page).getByRole('button', { name: 'Add', exact: true }))
  await hand.press('Enter')
  await hand.to(dialog(page).getByRole('group', { name: /First day/ }))
  await hand.type(typed)
  await hand.press('Enter')
  await dialog(page).waitFor({ state: 'detached' })
  await outside(mouse).waitFor()
  const leave = outside(keys).getByRole('button', { name: /^Leave these/ })
  await hand.to(leave)
  const leaveFirst = await mouse.hand.aim(
    outside(mouse)
      .getByRole('button', { name: /leave it outside/ })
      .first(),
  )
  await Promise.all([hand.press('Enter'), leaveFirst()])
  for (const desk of [keys, mouse]) await outside(desk).waitFor({ state: 'detached' })
  const [kept] = await world.asOwner<{ n: number }>(
    'select count(*)::int as n from schedule.kept_outside where practice_id = $1',
    [world.practice],
  )
  expect(kept!.n).toBe(away!.n)
})

const manager = world.as('manager')
const [followUp] = await world.asOwner<{ id: Id<'visit-type'> }>(
  `select id from schedule.visit_type where practice_id = $1 and name = 'Follow-up'`,
  [world.practice],
)
type Visit = { id: string; state: string; startsAt: string; minutes: number; bundle: string | null; why: string | null }
const visitsOf = (patient: string) =>
  world.asOwner<Visit>(
    `select id, state, starts_at as "startsAt", (extract(epoch from ends_at - starts_at) / 60)::int as minutes, bundle_id as bundle,
            overbooked_why as why from schedule.appointment where patient_id = $1 and starts_at > $2 order by starts_at`,
    [patient, world.clock.now().subtract({ hours: 12 }).toString()],
  )
const panel = (desk: OneDesk) => desk.page.getByRole('region', { name: /^Book / })
const openings = (desk: OneDesk) => panel(desk).getByRole('list', { name: 'Next openings' }).getByRole('button')
const toToday = async () => {
  await goByKeys(keys, 't', '/today')
  await mouse.hand.click(mouse.page.getByRole('link', { name: 'Today' }))
  for (const desk of [keys, mouse]) await main(desk.page).getByText('Lunch').first().waitFor()
}

it('finding by keys and with the mouse: narrowed, by month, in a chain; the same opening is given once', {
  timeout: 120_000,
}, async () => {
  await toToday()
  const [byKeys, byMouse] = people as [(typeof people)[number], (typeof people)[number]]
  const afternoon = async (desk: OneDesk) =>
    expect.poll(async () => (await openings(desk).first().innerText()).replace(/\s+/g, ' ')).toMatch(/, ([1-4]):\d\d/)
  const month = (desk: OneDesk) => panel(desk).getByRole('region', { name: 'Month' })
  const ways = (desk: OneDesk) => panel(desk).getByRole('list', { name: 'Ways they fit together' }).getByRole('button')

  await takeInHand(keys, byKeys, 'keys')
  const { hand } = keys
  await hand.press('n')
  await openings(keys).first().waitFor()
  await hand.press('.')
  await hand.to(panel(keys).getByRole('button', { name: 'Afternoon' }), 'ArrowRight')
  await hand.press('Space')
  await afternoon(keys)
  await hand.press(',')
  const free = month(keys)
    .getByRole('button', { name: /: free$/ })
    .last()
  await hand.to(free)
  const day = Number((await free.getAttribute('data-day'))!.slice(8))
  await hand.press('Enter')
  await expect.poll(() => openings(keys).first().innerText()).toContain(`${day},`)
  await hand.to(panel(keys).getByLabel('What is booked'), 'Shift+Tab')
  await hand.to(panel(keys).getByRole('radio', { name: 'Chain' }), 'ArrowLeft')
  await hand.press('Enter')
  await ways(keys).first().waitFor()
  await hand.press('1')
  await expect.poll(() => visitsOf(byKeys.id)).toHaveLength(2)
  const chain = await visitsOf(byKeys.id)
  expect(chain[0]!.bundle).toBe(chain[1]!.bundle)

  await takeInHand(mouse, byMouse, 'mouse')
  const point = mouse.hand.click
  await point(card(mouse.page).getByRole('button', { name: /^Next opening/ }))
  await openings(mouse).first().waitFor()
  await point(panel(mouse).getByRole('button', { name: /When and where/ }))
  await point(panel(mouse).getByRole('button', { name: 'Afternoon' }))
  await afternoon(mouse)
  await point(panel(mouse).getByRole('radio', { name: 'Month' }))
  const other = month(mouse)
    .getByRole('button', { name: /: free$/ })
    .last()
  const date = (await other.getAttribute('data-day'))!
  await point(month(mouse).locator(`[data-day="${date}"]`))
  await expect.poll(() => openings(mouse).first().innerText()).toContain(`${Number(date.slice(8))},`)
  await point(panel(mouse).getByRole('radio', { name: 'Chain' }))
  await point(ways(mouse).first())
  await expect.poll(() => visitsOf(byMouse.id)).toHaveLength(2)

  // Both hands on the same opening: one has it, the other is told and takes another.
  const [one, two] = [people[2]!, people[3]!]
  await takeInHand(keys, one, 'keys')
  await takeInHand(mouse, two, 'mouse')
  await hand.press('n')
  await point(card(mouse.page).getByRole('button', { name: /^Next opening/ }))
  for (const desk of [keys, mouse]) await openings(desk).first().waitFor()
  const words = async (desk: OneDesk) => (await openings(desk).first().locator('b').innerText()).trim()
  const wanted = await words(keys)
  expect(await words(mouse)).toBe(wanted)
  const click = await mouse.hand.aim(openings(mouse).first())
  await Promise.all([hand.press('Enter'), click()])
  const booked = async () => [await visitsOf(one.id), await visitsOf(two.id)] as const
  await expect.poll(async () => (await booked()).flat().length).toBeGreaterThan(0)
  const loser = (await visitsOf(one.id)).length === 0 ? keys : mouse
  await panel(loser).getByRole('alert').waitFor()
  expect((await booked()).flat()).toHaveLength(1)
  // What is taken leaves the list by itself.
  await expect.poll(() => words(loser)).not.toBe(wanted)
  if (loser === keys) await hand.press('1')
  else await point(openings(mouse).first())
  await expect.poll(async () => (await booked()).flat().length).toBe(2)
  const [mine, yours] = await booked()
  expect(mine[0]!.startsAt).not.toBe(yours[0]!.startsAt)
})

it('booked, moved, cancelled and checked in by both hands, within the actions they may cost', {
  timeout: 120_000,
}, async () => {
  const [byKeys, byMouse] = [people[4]!, people[5]!]
  const { openings: all } = await manager.do(nextAvailable, {
    visitType: followUp!.id,
    from: '2026-12-15',
    to: '2026-12-15',
    limit: 60,
  })
  const [first, second] = [all[2]!, all.find(one => one.provider !== all[2]!.provider) ?? all[6]!]
  const line = (who: string, opening: (typeof all)[number]) => {
    const at = Temporal.Instant.from(opening.startsAt).toZonedDateTimeISO(opening.zone)
    const with_ = opening.providerName.split(',')[0]!.split(' ').at(-1)!
    return `book ${who} f/u ${with_} dec 15 ${at.hour}:${String(at.minute).padStart(2, '0')}`
  }
  // Task 2: somebody names a time.
  keys.hand.begin()
  await boxByKeys(keys, line(byKeys.name, first))
  await keys.hand.press('Enter')
  await expect.poll(() => visitsOf(byKeys.id)).toMatchObject([{ state: 'booked' }])
  count('2 book, time known', 'keyboard', keys.hand, 4)
  mouse.hand.begin()
  await boxByMouse(mouse, line(byMouse.name, second))
  await mouse.hand.click(mouse.page.getByRole('option').first())
  await expect.poll(() => visitsOf(byMouse.id)).toMatchObject([{ state: 'booked' }])
  count('2 book, time known', 'mouse', mouse.hand, 4)
  const visits = [(await visitsOf(byKeys.id))[0]!, (await visitsOf(byMouse.id))[0]!] as const
  expect(visits.map(visit => Date.parse(visit.startsAt))).toEqual([first, second].map(one => Date.parse(one.startsAt)))

  // To that day: typed, or picked from the month. Each sees what the other has booked.
  await boxByKeys(keys, 'dec 15')
  await keys.hand.press('Enter')
  await mouse.hand.click(mouse.page.getByRole('radio', { name: 'Month' }))
  await mouse.hand.click(mouse.page.getByRole('button', { name: 'Day after' }))
  await mouse.hand.click(mouse.page.locator('[data-day="2026-12-15"]'))
  for (const desk of [keys, mouse]) for (const visit of visits) await block(desk.page, visit.id).waitFor()

  // Task 4: moved in one stroke, or dragged.
  await walkTo(keys, block(keys.page, visits[0].id))
  keys.hand.begin()
  await keys.page.keyboard.down('Alt')
  await keys.hand.walk('ArrowDown', 4)
  await keys.page.keyboard.up('Alt')
  const shifted = (visit: Visit, minutes: number) => Date.parse(visit.startsAt) + minutes * 60_000
  await expect.poll(async () => Date.parse((await visitsOf(byKeys.id))[0]!.startsAt)).toBe(shifted(visits[0], 20))
  count('4 move an appointment', 'keyboard', keys.hand, 2)
  const height = async () => (await block(mouse.page, visits[1].id).boundingBox())!
  const { x, y, height: tall, width } = await height()
  mouse.hand.begin()
  await mouse.hand.drag(block(mouse.page, visits[1].id), { x: x + width / 3, y: y + 5 + 2 * tall })
  await expect
    .poll(async () => Date.parse((await visitsOf(byMouse.id))[0]!.startsAt))
    .toBeGreaterThan(shifted(visits[1], 20))
  count('4 move an appointment', 'mouse', mouse.hand, 2)
  const stands = async (desk: OneDesk, patient: string, id: string) => {
    const [visit] = await visitsOf(patient)
    const at = Temporal.Instant.from(visit!.startsAt).toZonedDateTimeISO('America/New_York')
    const words = `${((at.hour + 11) % 12) + 1}:${String(at.minute).padStart(2, '0')}`
    await desk.page.locator(`[data-block="${id}"][aria-label*="${words}"]`).waitFor()
  }
  await stands(mouse, byKeys.id, visits[0].id)
  await stands(keys, byMouse.id, visits[1].id)

  // Task 5: the visit is in hand.
  await walkTo(keys, block(keys.page, visits[0].id))
  keys.hand.begin()
  await keys.hand.press('x')
  await dialog(keys.page).getByRole('button', { name: 'No ride' }).waitFor()
  await keys.hand.press('2')
  await expect.poll(() => visitsOf(byKeys.id)).toMatchObject([{ state: 'cancelled' }])
  count('5 cancel, the hole refills', 'keyboard', keys.hand, 2)
  await block(mouse.page, visits[0].id).waitFor({ state: 'detached' })
  await mouse.hand.click(block(mouse.page, visits[1].id))
  mouse.hand.begin()
  await mouse.hand.click(mouse.page.getByRole('button', { name: /^Cancel visit/ }))
  await mouse.hand.click(dialog(mouse.page).getByRole('button', { name: 'No ride' }))
  await expect.poll(() => visitsOf(byMouse.id)).toMatchObject([{ state: 'cancelled' }])
  count('5 cancel, the hole refills', 'mouse', mouse.hand, 2)
  await block(keys.page, visits[1].id).waitFor({ state: 'detached' })

  // Taken back by a key and by the notice's button.
  await keys.hand.press('u')
  await mouse.hand.click(mouse.page.getByRole('button', { name: /^Undo/ }).last())
  for (const visit of visits) for (const desk of [keys, mouse]) await block(desk.page, visit.id).waitFor()

  // Task 3 and 8: somebody stands at the counter, is given the next time today, and is here. Two more have called off, so that there is one.
  const off = await world.asOwner<{ id: Id<'appointment'>; version: number }>(
    `select id, version from schedule.appointment
      where practice_id = $1 and state in ('booked', 'confirmed') and visit_type_id = $2 and starts_at between '2026-11-24T18:00Z' and '2026-11-24T21:00Z'
      order by starts_at limit 2`,
    [world.practice, followUp!.id],
  )
  expect(off).toHaveLength(2)
  for (const { id, version } of off)
    await manager.do(cancelAppointment, { appointment: id, version, reason: 'No ride' })
  await keys.hand.press('t')
  await mouse.hand.click(main(mouse.page).getByRole('button', { name: 'Today', exact: true }))
  const [here, there] = [people[6]!, people[7]!]
  await takeInHand(keys, here, 'keys')
  keys.hand.begin()
  await keys.hand.press('n')
  await openings(keys).first().waitFor()
  await keys.hand.press('Enter')
  await expect.poll(() => visitsOf(here.id)).toHaveLength(1)
  count('3 next available', 'keyboard', keys.hand, 3)
  await takeInHand(mouse, there, 'mouse')
  mouse.hand.begin()
  await mouse.hand.click(card(mouse.page).getByRole('button', { name: /^Next opening/ }))
  await mouse.hand.click(openings(mouse).first())
  await expect.poll(() => visitsOf(there.id)).toHaveLength(1)
  count('3 next available', 'mouse', mouse.hand, 3)
  const arrived = (desk: OneDesk, id: string) => desk.page.locator(`[data-block="${id}"][data-state="arrived"]`)
  const [mine] = await visitsOf(here.id)
  const [yours] = await visitsOf(there.id)
  await block(keys.page, mine!.id).waitFor()
  keys.hand.begin()
  await keys.hand.press('i')
  await expect.poll(() => visitsOf(here.id)).toMatchObject([{ state: 'arrived' }])
  count('8 check in', 'keyboard', keys.hand, 1)
  await arrived(mouse, mine!.id).waitFor()
  mouse.hand.begin()
  await mouse.hand.click(card(mouse.page).getByRole('button', { name: /^Check in/ }))
  await expect.poll(() => visitsOf(there.id)).toMatchObject([{ state: 'arrived' }])
  count('8 check in', 'mouse', mouse.hand, 1)
  await arrived(keys, yours!.id).waitFor()
})
