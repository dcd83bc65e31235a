import type { Page } from 'playwright-core'
import { afterAll, afterEach, expect, it } from 'vitest'
import type { Id } from '../../src/core/id.ts'
import { nextAvailable } from '../../src/features/schedule/finding/next-available.ts'
import { openClinic } from './clinic.ts'
import { actionTable, handOn } from './hand.ts'

// One working day in a real browser, without a mouse: what every later change must leave standing.
const clinic = await openClinic()
const { world } = clinic
const counted: { task: string; actions: number; target: number; letters?: number }[] = []
afterAll(() =>
  console.log(
    `\nActions a task costs (PRODUCT.md)\n${actionTable(counted.sort((a, b) => Number.parseInt(a.task, 10) - Number.parseInt(b.task, 10)))}\n`,
  ),
)

const first = await clinic.signIn('secretary')
const second = await clinic.signIn('manager')
const hand = handOn(first.page)
afterEach(async context => {
  if (context.task.result?.state === 'fail' && process.env.PICTURES) {
    await first.page.screenshot({ path: `${process.env.PICTURES}/failed-first.png` })
    await second.page.screenshot({ path: `${process.env.PICTURES}/failed-second.png` })
  }
})
const card = (page: Page) => page.getByRole('complementary', { name: 'Person in hand' })
const tokenOfPhoneSystem = await world.token('secretary')

/** A phone system tells of a ring. */
async function ring(from: string): Promise<string> {
  const answer = await fetch(`${clinic.url}/api/calls/ring`, {
    method: 'POST',
    headers: { authorization: `Bearer ${tokenOfPhoneSystem}`, 'content-type': 'application/json' },
    body: JSON.stringify({ from, line: 'line 1', at: world.clock.now().toString() }),
  })
  expect(answer.status).toBe(200)
  return ((await answer.json()) as { call: string }).call
}

type Person = { id: Id<'patient'>; given: string; family: string; number: string }

/** Patients whose number is theirs alone, with nothing ahead of them. */
const callers = await world.asOwner<Person>(
  `select p.id, p.given, p.family, f.e164 as number from patients.patient p
     join patients.phone f on f.practice_id = p.practice_id and f.patient_id = p.id
    where p.practice_id = $1 and p.merged_into is null and p.preferred_name = ''
      and (select count(*) from patients.phone o where o.practice_id = p.practice_id and o.e164 = f.e164) = 1
      and not exists (select from schedule.appointment a where a.practice_id = p.practice_id and a.patient_id = p.id and a.starts_at > $2)
    order by p.family, p.given limit 8`,
  [world.practice, world.clock.now().subtract({ hours: 12 }).toString()],
)
type Visit = { id: string; state: string; startsAt: string; provider: string }
const visitsOf = (patient: string) =>
  world.asOwner<Visit>(
    `select id, state, starts_at as "startsAt", provider_id as provider from schedule.appointment
      where practice_id = $1 and patient_id = $2 and starts_at > $3 order by starts_at`,
    [world.practice, patient, world.clock.now().subtract({ hours: 12 }).toString()],
  )
const count = (task: string, target: number) =>
  void counted.push({ task, actions: hand.actions, target, letters: hand.letters })

it('ring, pop, book the next available, arrive, check in, check out, the call closed: without a mouse, and a second secretary sees it live', async () => {
  const { page } = first
  const caller = callers[0]!
  const name = `${caller.given} ${caller.family}`
  hand.begin()
  const call = await ring(caller.number)
  // Task 1: who it is stands on the screen before anything is pressed.
  await page.getByRole('article', { name: new RegExp(name) }).waitFor()
  count('1 identify the caller', 0)
  await page.clock.runFor(1_000) // an Enter in the first moment of a ring is not taken as an answer
  await hand.press('Enter')
  await card(page).getByRole('heading', { name }).waitFor()

  hand.begin()
  await hand.press('n')
  const openings = page.getByRole('region', { name: new RegExp(name) }).getByRole('listitem')
  await openings.first().waitFor()
  await hand.press('Enter')
  await expect.poll(() => visitsOf(caller.id)).toHaveLength(1)
  count('3 next available', 3)
  const [visit] = await visitsOf(caller.id)
  const onBoard = (at: Page) => at.locator(`[data-block="${visit!.id}"]`)
  for (const one of [first, second]) await onBoard(one.page).waitFor()

  // The patient comes: the person in hand has a visit today, and one key checks in.
  hand.begin()
  await hand.press('i')
  await expect.poll(() => visitsOf(caller.id)).toMatchObject([{ state: 'arrived' }])
  count('8 check in', 1)
  // The next key means what the screen shows, not what the database knows already.
  for (const one of [first, second])
    await one.page.locator(`[data-block="${visit!.id}"][data-state="arrived"]`).waitFor()
  await page.keyboard.press('o')
  await expect.poll(() => visitsOf(caller.id)).toMatchObject([{ state: 'checked-out' }])
  await second.page.locator(`[data-block="${visit!.id}"][data-state="checked-out"]`).waitFor()

  await page.keyboard.press('Control+Enter')
  await expect
    .poll(() => world.asOwner('select outcome from calls.call where id = $1', [call]))
    .toEqual([{ outcome: 'booked' }])
  expect([...first.complaints, ...second.complaints]).toEqual([])
})

it('books a known time, moves, cancels and takes it back, registers, leaves a message', async () => {
  const { page } = first
  const followUp = (
    await world.asOwner<{ id: string }>(
      `select id from schedule.visit_type where practice_id = $1 and color = 'follow' and name = 'Follow-up'`,
      [world.practice],
    )
  )[0]!
  const person = callers[1]!

  // Task 2: somebody at the counter wants a time they name.
  const free = await world
    .as('secretary')
    .do(nextAvailable, { visitType: followUp.id as Id<'visit-type'>, from: '2026-11-25', to: '2026-11-25', limit: 40 })
  const opening = free.openings.find(one => one.providerName.includes('Lee')) ?? free.openings[0]!
  const time = Temporal.Instant.from(opening.startsAt).toZonedDateTimeISO(opening.zone)
  const provider = opening.providerName.split(',')[0]!.split(' ').at(-1)!
  hand.begin()
  await hand.press('Control+k')
  await hand.type(
    `book ${person.given} ${person.family} f/u ${provider} nov 25 ${time.hour}:${String(time.minute).padStart(2, '0')}`,
  )
  // What stands in the list before the answer to the whole line is there is dimmed, and may be of a shorter line.
  await page.locator('[role=listbox][aria-busy=false]').waitFor()
  await page
    .getByRole('option', {
      name: new RegExp(`Nov 25, ${((time.hour + 11) % 12) + 1}:${String(time.minute).padStart(2, '0')}`),
    })
    .first()
    .waitFor()
  await hand.press('Enter')
  await expect.poll(() => visitsOf(person.id)).toHaveLength(1)
  count('2 book, time known', 4)
  const [visit] = await visitsOf(person.id)
  expect(Date.parse(visit!.startsAt)).toBe(Date.parse(opening.startsAt))

  // Task 4: an hour later does not suit; the board of that day, the visit, and one stroke.
  await card(page)
    .getByRole('heading', { name: `${person.given} ${person.family}` })
    .waitFor()
  await page.keyboard.press(']')
  const block = page.locator(`[data-block="${visit!.id}"]`)
  await block.waitFor()
  await block.focus()
  hand.begin()
  await page.keyboard.down('Alt')
  await hand.walk('ArrowDown', 4)
  await page.keyboard.up('Alt')
  await expect
    .poll(async () => Date.parse((await visitsOf(person.id))[0]!.startsAt))
    .toBeGreaterThan(Date.parse(visit!.startsAt))
  count('4 move an appointment', 2)

  // Task 5: cancel; what was a mistake is taken back with one key.
  await block.focus()
  hand.begin()
  await hand.press('x')
  await page.getByRole('dialog').getByRole('button', { name: 'No ride' }).waitFor()
  await hand.press('2')
  await expect.poll(() => visitsOf(person.id)).toMatchObject([{ state: 'cancelled' }])
  expect(
    await world.asOwner(
      'select cancel_by, cancel_reason from schedule.appointment_fact where appointment_id = $1 and cancel_by is not null',
      [visit!.id],
    ),
  ).toEqual([{ cancel_by: 'patient', cancel_reason: 'No ride' }])
  count('5 cancel', 2)
  await page.getByRole('button', { name: /^Undo/ }).last().waitFor()
  await page.keyboard.press('u')
  await expect.poll(() => visitsOf(person.id)).toMatchObject([{ state: 'booked' }])

  // Task 10: a message, with the person in hand.
  await block.focus()
  await page.keyboard.press('Enter')
  await card(page)
    .getByRole('heading', { name: `${person.given} ${person.family}` })
    .waitFor()
  const lee = clinic.made.people.find(one => one.role === 'provider')!
  hand.begin()
  await hand.press('m')
  await page.getByRole('region', { name: 'Message' }).waitFor()
  await hand.type(`${lee.name.split(',')[0]!.split(' ').at(-1)!.toLowerCase()}: asks for a refill`)
  await hand.press('Control+Enter')
  await expect
    .poll(() =>
      world.asOwner(
        `select patient_id as patient, to_staff as "to", text from calls.message where practice_id = $1 order by left_at desc limit 1`,
        [world.practice],
      ),
    )
    .toEqual([{ patient: person.id, to: lee.staff, text: 'asks for a refill' }])
  count('10 message (2 and the note)', 3)
  expect(first.complaints).toEqual([])
})

it('registers a new patient with six fields', async () => {
  const { page } = first
  hand.begin()
  await hand.press('Control+k')
  await hand.type('zebulon testington')
  await page.getByRole('option', { name: /Register/ }).waitFor()
  await hand.press('Enter')
  // The names are filled in from what was searched for; birth date and phone are what a caller says next.
  await expect.poll(() => page.getByLabel('Family name', { exact: true }).inputValue()).not.toBe('')
  await page.getByLabel('Birth date').focus()
  await hand.type('4/12/71')
  await page.getByLabel('Phone').first().focus()
  await hand.type('917 555 0199')
  await hand.press('Control+Enter')
  await expect
    .poll(() =>
      world.asOwner(
        `select given, birth_date::text as born from patients.patient where practice_id = $1 and family = 'Testington'`,
        [world.practice],
      ),
    )
    .toEqual([{ given: 'Zebulon', born: '1971-04-12' }])
  count('6 register a new patient', 6)
})
