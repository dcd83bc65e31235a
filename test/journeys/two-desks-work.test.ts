import { expect, it } from 'vitest'
import { changeSetting } from '../../src/features/waitlist/change-setting.ts'
import { openClinic } from './clinic.ts'
import {
  block,
  card,
  dialog,
  goByKeys,
  idle,
  main,
  type OneDesk,
  openTwoDesks,
  type Person,
  takeInHand,
  walkTo,
} from './two-desks.ts'

// Waitlist, a day that goes wrong, arrivals and the lists: once by keys and once with the mouse, each seen at the other desk; then both at one row.
const clinic = await openClinic({ providers: 3, patients: 120, weeks: 2 })
const { world } = clinic
const { keys, mouse } = await openTwoDesks(clinic)
const now = world.clock.now()
const toast = (desk: OneDesk, text: RegExp) => desk.page.getByRole('region', { name: 'Notices' }).getByText(text).last()

/** Both to one list: by the letters of the screen and Tab, and by pressing the words. */
async function toList(name: string): Promise<void> {
  await goByKeys(keys, 'l', '/lists')
  const tab = (desk: OneDesk) =>
    main(desk.page)
      .getByRole('navigation', { name: 'Lists' })
      .getByRole('link', { name: new RegExp(`^${name}`) })
  await keys.hand.to(tab(keys))
  await keys.hand.press('Enter')
  await mouse.hand.click(mouse.page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Lists' }))
  await mouse.hand.click(tab(mouse))
}

async function toToday(): Promise<void> {
  await goByKeys(keys, 't', '/today')
  await mouse.hand.click(mouse.page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Today' }))
}

it('the waitlist: noted and asked by both hands, and two who say yes at once get one visit', {
  timeout: 120_000,
}, async () => {
  await world.as('manager').do(changeSetting, {
    mode: 'propose',
    manner: 'at-once',
    minutesEach: 30,
    atOnce: 3,
    fromTime: '08:00',
    toTime: '20:00',
    tasksTo: null,
  })
  // Who waits in the made-up clinic steps back.
  await world.asOwner('update waitlist.wish set notice_minutes = 43200 where practice_id = $1', [world.practice])
  const [doomed] = await world.asOwner<{ id: string; startsAt: string; provider: string; visitType: string }>(
    `select a.id, a.starts_at as "startsAt", a.provider_id as provider, a.visit_type_id as "visitType" from schedule.appointment a
       join schedule.visit_type t on t.practice_id = a.practice_id and t.id = a.visit_type_id and t.name = 'Follow-up'
      where a.practice_id = $1 and a.state in ('booked', 'confirmed') and a.starts_at between $2 and $3 order by a.starts_at limit 1`,
    [world.practice, now.add({ hours: 3 }).toString(), now.add({ hours: 7 }).toString()],
  )
  for (const desk of [keys, mouse]) {
    // The kind of visit these desks book mostly.
    await desk.page.evaluate(`localStorage.setItem('anteroom.visit-type', '${doomed!.visitType}')`)
  }
  const [one, two] = (await idle(clinic, 2)) as [Person, Person]
  await takeInHand(keys, one, 'keys')
  await keys.hand.press('w')
  await dialog(keys.page)
    .getByRole('button', { name: /^Put on the waitlist/ })
    .waitFor()
  await keys.hand.press('Enter')
  await toast(keys, /is on the waitlist/).waitFor()
  await takeInHand(mouse, two, 'mouse')
  await mouse.hand.click(card(mouse.page).getByRole('button', { name: /^Waitlist/ }))
  await mouse.hand.click(dialog(mouse.page).getByRole('button', { name: /^Put on the waitlist/ }))
  await toast(mouse, /is on the waitlist/).waitFor()

  await toToday()
  await mouse.hand.click(mouse.page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Lists' }))
  await mouse.hand.click(main(mouse.page).getByRole('link', { name: 'Waitlist' }))
  await walkTo(keys, block(keys.page, doomed!.id))
  await keys.hand.press('x')
  await dialog(keys.page).getByRole('button', { name: 'No ride' }).waitFor()
  await keys.hand.press('2')
  const time = (desk: OneDesk) => main(desk.page).getByRole('article', { name: 'Freed time' })
  const asks = (desk: OneDesk) => time(desk).getByRole('button', { name: /^Ask now/ })
  await main(mouse.page)
    .getByRole('row', { name: /fits 2 people|, / })
    .first()
    .getByText('fits 2 people')
    .waitFor()
  // Both are asked, one after the other by hand.
  const people = time(mouse).getByRole('listitem').locator('b')
  await expect.poll(() => people.count()).toBe(2)
  const names = await people.allInnerTexts()
  await mouse.hand.click(asks(mouse))
  await time(mouse).getByText(/left$/).waitFor()
  await mouse.hand.click(
    time(mouse)
      .getByRole('listitem')
      .getByRole('button', { name: new RegExp(names[1]!) }),
  )
  await mouse.hand.click(asks(mouse))
  await goByKeys(keys, 'l', '/lists')
  await keys.hand.to(main(keys.page).getByRole('link', { name: 'Waitlist' }))
  await keys.hand.press('Enter')
  // Each desk hears another one say yes.
  const running = (desk: OneDesk) => time(desk).getByText(/left$/)
  await expect.poll(() => running(keys).count()).toBe(2)
  await keys.hand.press('j')
  const second = time(keys).locator('[data-current]', { hasText: names[0]! })
  await second.getByRole('button', { name: /^Said yes/ }).waitFor()
  await mouse.hand.click(
    time(mouse)
      .getByRole('button', { name: new RegExp(names[1]!) })
      .first(),
  )
  const yes = await mouse.hand.aim(time(mouse).getByRole('button', { name: /^Said yes/ }))
  await Promise.all([keys.hand.press('y'), yes()])
  const booked = () =>
    world.asOwner<{ patient: string }>(
      `select patient_id as patient from schedule.appointment where practice_id = $1 and provider_id = $2 and starts_at = $3 and state = 'booked'`,
      [world.practice, doomed!.provider, doomed!.startsAt],
    )
  await expect.poll(booked).toHaveLength(1)
  await expect
    .poll(async () => (await toast(keys, /is booked/).count()) + (await toast(mouse, /is booked/).count()))
    .toBe(1)
  await expect
    .poll(async () => {
      const no = /settled already|could not be booked|does not fit|answered or over/
      return (await toast(keys, no).count()) + (await toast(mouse, no).count())
    })
    .toBe(1)
  expect(await booked()).toHaveLength(1)
})

it('the day goes wrong: reported by keys and with the mouse, a row in one hand, all accepted by two at once', {
  timeout: 120_000,
}, async () => {
  const doctors = await world.asOwner<{ id: string; family: string; n: number }>(
    `select p.id, p.family, count(*)::int as n
       from schedule.appointment a join practice.provider p on p.practice_id = a.practice_id and p.id = a.provider_id
      where a.practice_id = $1 and a.starts_at > $2 and a.starts_at < $3 and a.state in ('booked', 'confirmed')
      group by p.id, p.family order by 3 desc, 2`,
    [world.practice, now.toString(), '2026-11-25T04:00:00Z'],
  )
  const [ill, late] = doctors as [(typeof doctors)[number], (typeof doctors)[number]]
  await toList('Disruptions')
  await keys.hand.press('r')
  await dialog(keys.page).getByRole('option').first().waitFor()
  await keys.hand.type(ill.family)
  await keys.hand.press('Enter')
  const list = (desk: OneDesk) => main(desk.page).getByRole('list', { name: /is away/ })
  for (const desk of [keys, mouse]) await list(desk).getByRole('radio').first().waitFor()

  // One row closely, with the mouse: another way is chosen, which the other desk sees, and accepted alone.
  const second = list(mouse).getByRole('radio').and(mouse.page.locator('[aria-checked="false"]')).first()
  await mouse.hand.click(second)
  await list(keys)
    .getByText(/works on this/)
    .waitFor()
  await mouse.hand.click(main(mouse.page).getByRole('button', { name: 'Accept 1' }))
  await toast(mouse, /1 visit moved/).waitFor()
  const settled = () =>
    world.asOwner<{ visit: string; n: number }>(
      `select f.appointment_id as visit, count(*)::int as n from schedule.appointment_fact f
         join disruption.affected r on r.practice_id = f.practice_id and r.appointment_id = f.appointment_id
        where f.practice_id = $1 and f.what = 'moved' and f.at >= $2 group by 1`,
      [world.practice, now.toString()],
    )
  expect(await settled()).toHaveLength(1)

  // Both tick what is left and accept at the same moment: every visit moves once.
  await list(keys)
    .getByText(/works on this/)
    .waitFor({ state: 'detached' })
  await keys.hand.press('a')
  await mouse.hand.click(main(mouse.page).getByRole('button', { name: /^Tick all/ }))
  const accept = (desk: OneDesk) => main(desk.page).getByRole('button', { name: /^Accept \d+/ })
  await expect.poll(async () => (await accept(keys).innerText()) === (await accept(mouse).innerText())).toBe(true)
  const both = await mouse.hand.aim(accept(mouse))
  await Promise.all([keys.hand.press('Enter'), both()])
  for (const desk of [keys, mouse]) await list(desk).getByRole('radio').first().waitFor({ state: 'detached' })
  const moved = await settled()
  expect(moved.length).toBeGreaterThan(1)
  expect(moved.every(one => one.n === 1)).toBe(true)

  // Somebody runs late: reported with the mouse alone.
  await mouse.hand.click(main(mouse.page).getByRole('button', { name: /^Report/ }))
  await mouse.hand.click(dialog(mouse.page).getByRole('radio', { name: 'Provider late' }))
  await mouse.hand.click(dialog(mouse.page).getByRole('option', { name: new RegExp(late.family) }))
  await mouse.hand.click(dialog(mouse.page).getByRole('button', { name: /^Report/ }))
  await main(keys.page)
    .getByRole('button', { name: new RegExp(`${late.family}.* runs late`) })
    .waitFor()
  await mouse.hand.click(main(mouse.page).getByRole('button', { name: 'On time again' }))
  await toast(mouse, /The list is closed/).waitFor()
})

it('arrivals: brought on by both hands, noted with the mouse, and one step when both press at once', {
  timeout: 120_000,
}, async () => {
  const [next, after] = await world.asOwner<{ id: string; name: string }>(
    `select a.id, concat_ws(' ', coalesce(nullif(p.preferred_name, ''), p.given), p.family) as name
       from schedule.appointment a join patients.patient p on p.practice_id = a.practice_id and p.id = a.patient_id
      where a.practice_id = $1 and a.state in ('booked', 'confirmed') and a.starts_at between $2 and $3
        and not exists (select from schedule.appointment b where b.patient_id = a.patient_id and b.id <> a.id and b.starts_at::date = a.starts_at::date)
      order by a.starts_at, a.id limit 2`,
    [world.practice, now.toString(), now.add({ hours: 6 }).toString()],
  )
  await toToday()
  await keys.hand.press('5')
  await mouse.hand.click(mouse.page.getByRole('radio', { name: 'Flow' }))
  const row = (desk: OneDesk, stage: string, who: string) =>
    desk.page.getByRole('region', { name: stage, exact: true }).getByRole('row', { name: new RegExp(who) })
  const onward = mouse.page.getByRole('button', { name: /^Next stage/ })
  const stageOf = (id: string) =>
    world.asOwner<{ state: string }>('select state from schedule.appointment where id = $1', [id])

  // Told on the telephone, then here: with the mouse alone.
  await mouse.hand.click(row(mouse, 'Expected', after!.name))
  await mouse.hand.click(mouse.page.getByRole('button', { name: 'Note…' }))
  await mouse.hand.click(mouse.page.getByRole('menuitem', { name: /15 minutes late/ }))
  await row(keys, 'Expected', `${after!.name}.*15 min late, told`).waitFor()
  await mouse.hand.click(onward)
  await row(keys, 'Waiting', after!.name).waitFor()

  // The next one by keys, as far as the room.
  await keys.hand.to(keys.page.getByRole('region', { name: 'Expected', exact: true }).getByRole('grid'))
  await keys.hand.to(row(keys, 'Expected', next!.name), 'ArrowDown')
  await keys.hand.press('a')
  await row(mouse, 'Waiting', next!.name).waitFor()
  await keys.hand.press('a')
  await row(mouse, 'In a room', next!.name).waitFor()

  // Both bring the same one on at once: one stage further, not two.
  await mouse.hand.click(row(mouse, 'In a room', next!.name))
  const press = await mouse.hand.aim(onward)
  await Promise.all([keys.hand.press('a'), press()])
  for (const desk of [keys, mouse]) await row(desk, 'With provider', next!.name).waitFor()
  expect(await world.asOwner('select stage from arrivals.stage_fact where appointment_id = $1', [next!.id])).toEqual([
    { stage: 'with-provider' },
  ])
  await keys.hand.press('a')
  await row(mouse, 'Check-out', next!.name).waitFor()
  await mouse.hand.click(row(mouse, 'Check-out', next!.name))
  await mouse.hand.click(onward)
  await row(keys, 'Checked out', next!.name).waitFor()
  expect(await stageOf(next!.id)).toEqual([{ state: 'checked-out' }])

  // A walk-in is added by keys; one with a record is placed at one desk while the other notes that they left.
  await keys.hand.press('W')
  await keys.hand.to(dialog(keys.page).getByRole('button', { name: /Not in the records/ }))
  await keys.hand.press('Enter')
  await keys.hand.to(dialog(keys.page).getByLabel('Name'), 'Shift+Tab')
  await keys.hand.type('Fictional Stranger')
  await keys.hand.to(dialog(keys.page).getByLabel('Reason'))
  await keys.hand.type('a splinter')
  await keys.hand.press('Enter')
  const queue = (desk: OneDesk) => desk.page.getByRole('region', { name: 'Walk-ins' })
  await queue(mouse)
    .getByRole('row', { name: /Fictional Stranger/ })
    .waitFor()
  const cut = (desk: OneDesk) => queue(desk).getByRole('row', { name: /Cut finger/ })
  await keys.hand.to(queue(keys).getByRole('grid'))
  await keys.hand.to(cut(keys), 'ArrowUp')
  const place = await mouse.hand.aim(cut(mouse).getByRole('button', { name: /^Next free time/ }))
  await Promise.all([keys.hand.press('q'), place()])
  for (const desk of [keys, mouse]) await cut(desk).waitFor({ state: 'detached' })
  const left =
    (await toast(keys, /left without being seen/).count()) + (await toast(mouse, /has the next free time/).count())
  expect(left).toBe(1)
})

it('the lists: one row in no two hands; a recall, a request and a lost visit worked with the mouse alone', {
  timeout: 120_000,
}, async () => {
  const rows = (desk: OneDesk) => main(desk.page).getByRole('grid', { name: /Rows/ }).getByRole('row')
  const inHand = (desk: OneDesk) => main(desk.page).locator('[data-row-in-hand]')
  const itemOf = (desk: OneDesk) => inHand(desk).getAttribute('data-row-in-hand')
  const here = (desk: OneDesk, item: string | null) => desk.page.locator(`[data-key="${item}"]`)
  const holders = async () =>
    new Set(
      (
        await world.asOwner<{ item: string }>('select item_id as item from worklists.claim where practice_id = $1', [
          world.practice,
        ])
      ).map(one => one.item),
    )
  await toList('Confirm')
  for (const desk of [keys, mouse]) await rows(desk).first().waitFor()
  // Both ask for the next free row at once.
  const free = await mouse.hand.aim(main(mouse.page).getByRole('button', { name: /^Next free row/ }))
  await Promise.all([keys.hand.press('j'), free()])
  await expect
    .poll(async () => {
      const open = new Set([await itemOf(keys), await itemOf(mouse)])
      const held = await holders()
      return open.size === 2 && [...open].every(item => held.has(item!))
    })
    .toBe(true)
  // A row in other hands can be looked at, not worked.
  const theirs = await itemOf(keys)
  const mine = await itemOf(mouse)
  await mouse.hand.click(here(mouse, theirs))
  await inHand(mouse)
    .getByText(/has it/)
    .waitFor()
  expect(
    await inHand(mouse)
      .getByRole('button', { name: /^Confirmed/ })
      .isDisabled(),
  ).toBe(true)
  await mouse.hand.click(here(mouse, mine))
  const confirm = inHand(mouse).getByRole('button', { name: /^Confirmed/ })
  await expect.poll(async () => (await itemOf(mouse)) === mine && (await confirm.isEnabled())).toBe(true)
  await Promise.all([keys.hand.press('1'), mouse.hand.click(confirm)])
  for (const [desk, item] of [
    [mouse, theirs],
    [keys, mine],
  ] as const)
    await here(desk, item).waitFor({ state: 'detached' })

  await toList('Recall')
  await mouse.hand.click(rows(mouse).first())
  const recall = await itemOf(mouse)
  await here(keys, recall)
    .getByText(/has it/)
    .waitFor()
  await mouse.hand.click(inHand(mouse).getByRole('button', { name: /^Book/ }))
  const openings = mouse.page.getByRole('region', { name: /^Book / }).getByRole('list', { name: 'Next openings' })
  await mouse.hand.click(openings.getByRole('button').first())
  await here(keys, recall).waitFor({ state: 'detached' })

  await toList('Requests')
  await mouse.hand.click(rows(mouse).first())
  const asked = await itemOf(mouse)
  await mouse.hand.click(
    inHand(mouse)
      .getByRole('button', { name: /^Book \w+, / })
      .first(),
  )
  await toast(mouse, /is booked/).waitFor()
  await here(keys, asked).waitFor({ state: 'detached' })
  // And by keys.
  await keys.hand.press('j')
  await inHand(keys)
    .getByRole('button', { name: /^Book \w+, / })
    .first()
    .waitFor()
  const other = await itemOf(keys)
  await keys.hand.press('1')
  // The first may lie over another visit of theirs: it says so, and the last is another day or hour.
  const said = inHand(keys).getByText('The patient already has a visit then.')
  await expect.poll(async () => (await here(mouse, other).count()) === 0 || (await said.count()) === 1).toBe(true)
  if ((await said.count()) === 1) await keys.hand.press('4')
  await here(mouse, other).waitFor({ state: 'detached' })

  await toList('Rebook')
  await mouse.hand.click(rows(mouse).first())
  const lost = await itemOf(mouse)
  await mouse.hand.click(inHand(mouse).getByRole('button', { name: /^Close/ }))
  await mouse.hand.click(dialog(mouse.page).getByRole('button').last())
  await here(keys, lost).waitFor({ state: 'detached' })
  await keys.hand.press('j')
  await expect.poll(() => itemOf(keys)).not.toBe(null)
  const gone = await itemOf(keys)
  await keys.hand.press('x')
  await dialog(keys.page).waitFor()
  await keys.hand.to(dialog(keys.page).getByRole('button').last())
  await keys.hand.press('Enter')
  await here(mouse, gone).waitFor({ state: 'detached' })
})
