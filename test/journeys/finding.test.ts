import { afterEach, expect, it } from 'vitest'
import { openClinic } from './clinic.ts'
import { handOn } from './hand.ts'
import { violations } from './violations.ts'

// The booking panel finds: the next opening in two actions, when and where, a month to pick from, a chain, a series, a family.
const clinic = await openClinic({ providers: 3, patients: 250, weeks: 2 })
const { world } = clinic
const { page, complaints } = await clinic.signIn('secretary')
const panel = page.getByRole('region', { name: /^Book / })
const people = await world.asOwner<{ id: string; given: string; family: string; born: string }>(
  `select p.id, p.given, p.family, extract(year from p.birth_date)::text as born from patients.patient p
    where p.practice_id = $1 and p.merged_into is null and p.preferred_name = ''
      and not exists (select from schedule.appointment a where a.patient_id = p.id and a.starts_at > $2) order by p.family, p.given limit 6`,
  [world.practice, world.clock.now().toString()],
)
const visitsOf = (patient: string) =>
  world.asOwner<{ id: string; bundle: string | null }>(
    `select id, bundle_id as bundle from schedule.appointment where patient_id = $1 and starts_at > $2 and state = 'booked'`,
    [patient, world.clock.now().toString()],
  )

const picture = async (name: string) => {
  if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/finding-${name}.png` })
}

afterEach(async context => {
  if (context.task.result?.state === 'fail') await picture('failed')
})

async function takeInHand(person: (typeof people)[number]): Promise<void> {
  await page.goto(`${clinic.url}/today`)
  await page.getByRole('main').getByText('Lunch').first().waitFor()
  // The box is loaded after the frame: the key acts once it is there.
  await page.locator('[data-one-box]').waitFor()
  await expect
    .poll(async () => {
      await page.keyboard.press('Control+k')
      return page.evaluate('document.activeElement.matches("[data-one-box]")')
    })
    .toBe(true)
  await page.keyboard.type(`${person.given} ${person.family} ${person.born}`)
  await page.getByRole('option').first().waitFor()
  await page.locator('[role="listbox"][aria-busy="true"]').waitFor({ state: 'detached' })
  await page.keyboard.press('Enter')
  await page.getByRole('option').first().waitFor({ state: 'detached' })
  await page.waitForFunction('!document.activeElement.matches("input, textarea")')
}
const mode = (name: string) => panel.getByRole('radio', { name, exact: true })
const openings = panel.getByRole('list', { name: 'Next openings' }).getByRole('button')

it('the next opening is booked in two actions', { timeout: 240_000 }, async () => {
  const person = people[0]!
  await takeInHand(person)
  const hand = handOn(page)
  hand.begin()
  await hand.press('n')
  await openings.first().waitFor()
  await hand.press('Enter')
  await expect.poll(() => visitsOf(person.id)).toHaveLength(1)
  expect(hand.actions).toBe(2)
})

it('narrowed by chips and picked from the month, by keyboard', { timeout: 240_000 }, async () => {
  const person = people[1]!
  await takeInHand(person)
  await page.keyboard.press('n')
  await openings.first().waitFor()
  await page.keyboard.press('.')
  await panel.getByRole('button', { name: 'Afternoon' }).press('Space')
  await expect
    .poll(async () => (await openings.first().innerText()).replace(/\s+/g, ' '))
    .toMatch(/[1-4]:\d\d\s?PM|, [1-4]:\d\d/)
  expect(await violations(page)).toEqual([])
  await picture('chips')
  await page.keyboard.press(',')
  const month = panel.getByRole('region', { name: 'Month' })
  const green = month.getByRole('button', { name: /: free$/ }).last()
  await green.waitFor()
  expect(await violations(page)).toEqual([])
  await picture('month')
  const day = await green.getAttribute('data-day')
  await green.press('Enter')
  await expect.poll(async () => openings.first().innerText()).toContain(String(Number(day!.slice(8))))
  await panel.getByRole('button', { name: 'Close' }).click()
})

it('two visits one after the other are booked whole', { timeout: 240_000 }, async () => {
  const person = people[2]!
  await takeInHand(person)
  await page.keyboard.press('n')
  await openings.first().waitFor()
  await mode('Chain').click()
  const ways = panel.getByRole('list', { name: 'Ways they fit together' }).getByRole('button')
  await ways.first().waitFor()
  expect(await violations(page)).toEqual([])
  await picture('chain')
  await page.keyboard.press('1')
  await expect.poll(() => visitsOf(person.id)).toHaveLength(2)
  const visits = await visitsOf(person.id)
  expect(visits[0]!.bundle).not.toBeNull()
  expect(visits[1]!.bundle).toBe(visits[0]!.bundle)
})

it('a series shows its conflicts, each is solved or left out, and the rest is booked', {
  timeout: 240_000,
}, async () => {
  const person = people[3]!
  await takeInHand(person)
  await page.keyboard.press('n')
  await openings.first().waitFor()
  await panel.getByRole('button', { name: /With/ }).click()
  await page.getByRole('option').nth(1).click()
  await mode('Series').click()
  const lines = panel.getByRole('list', { name: 'Visits of the series' }).getByRole('listitem')
  await expect.poll(() => lines.count()).toBe(6)
  expect(await violations(page)).toEqual([])
  await picture('series')
  const unsolved = () => lines.filter({ hasText: '✕' })
  while ((await unsolved().count()) > 0) await unsolved().first().getByRole('button').first().click()
  await panel.getByRole('button', { name: /^Book all/ }).click()
  await expect.poll(async () => (await visitsOf(person.id)).length).toBeGreaterThan(1)
})

it('a family is found at once', { timeout: 240_000 }, async () => {
  const [, , , , first, second] = people as [
    never,
    never,
    never,
    never,
    (typeof people)[number],
    (typeof people)[number],
  ]
  await takeInHand(first)
  await page.keyboard.press('n')
  await openings.first().waitFor()
  await mode('Family').click()
  await page.waitForFunction('document.activeElement.matches("input")')
  await page.keyboard.type(`${second.given} ${second.family} ${second.born}`)
  await page.getByRole('option').first().waitFor()
  await page.locator('[role="listbox"][aria-busy="true"]').waitFor({ state: 'detached' })
  await page.keyboard.press('Enter')
  const ways = panel.getByRole('list', { name: 'Ways they fit together' }).getByRole('button')
  await ways.first().waitFor()
  await picture('family')
  expect(await violations(page)).toEqual([])
  await ways.first().click()
  await expect.poll(() => visitsOf(second.id)).toHaveLength(1)
  await expect.poll(() => visitsOf(first.id)).toHaveLength(1)
  expect(complaints).toEqual([])
})
