import type { Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeEach, expect } from 'vitest'
import type { Id } from '../../src/core/id.ts'
import { changePerson } from '../../src/features/practice/change-person.ts'
import type { Clinic } from './clinic.ts'
import { actionTable, type Hand, handOn, onlyBy } from './hand.ts'

export type OneDesk = { page: Page; hand: Hand; complaints: string[]; strays: string[] }
export type Person = { id: Id<'patient'>; name: string; born: string }

/** Two people at two desks of one clinic, one without a mouse, one with the mouse alone (typing text excepted); both may do and set up everything.
 *  Every other touch is noted and fails the test at its end. */
export async function openTwoDesks(clinic: Clinic) {
  const { world, made } = clinic
  const secretary = made.people.find(one => one.role === 'secretary')!
  const roles = await world.asOwner<{ id: Id<'role'> }>(
    `select id from practice.role where practice_id = $1 and key in ('manager', 'secretary')`,
    [world.practice],
  )
  await world.as('manager').do(changePerson, { person: secretary.staff, roles: roles.map(role => role.id) })
  const open = async (role: string, instrument: 'keyboard' | 'mouse'): Promise<OneDesk> => {
    const { page, complaints } = await clinic.signIn(role, { width: 1440, height: 900 })
    await page.locator('[data-one-box]').waitFor()
    return { page, hand: handOn(page), complaints, strays: await onlyBy(page, instrument) }
  }
  const keys = await open('manager', 'keyboard')
  const mouse = await open('secretary', 'mouse')
  // Every journey begins at the board, whatever the one before has left open.
  beforeEach(async () => {
    for (const { page } of [keys, mouse]) {
      await page.goto(`${clinic.url}/today`)
      await page.locator('[data-one-box]').waitFor()
    }
  })
  afterEach(async context => {
    const folder = context.task.result?.state === 'fail' && process.env.PICTURES
    for (const [name, { page }] of Object.entries({ keys, mouse }))
      if (folder) await page.screenshot({ path: `${folder}/${context.task.name.slice(0, 20)} ${name}.png` })
    expect([...keys.complaints, ...mouse.complaints, ...keys.strays, ...mouse.strays]).toEqual([])
  })
  return { keys, mouse }
}

export const card = (page: Page) => page.getByRole('complementary', { name: 'Person in hand' })
export const main = (page: Page) => page.getByRole('main')
export const dialog = (page: Page) => page.getByRole('dialog')
export const block = (page: Page, id: string) => page.locator(`[data-block="${id}"]`)

/** Patients with nothing ahead of them, whom their name and year of birth find alone. */
export const idle = (clinic: Clinic, most: number) =>
  clinic.world.asOwner<Person>(
    `select p.id, p.given || ' ' || p.family as name, extract(year from p.birth_date)::text as born from patients.patient p
      where p.practice_id = $1 and p.merged_into is null and p.deceased_on is null and p.preferred_name = '' and p.birth_date < $2::timestamptz - interval '20 years'
        and not exists (select from schedule.appointment a where a.patient_id = p.id and a.starts_at > $2)
        and not exists (select from waitlist.wish w where w.patient_id = p.id)
      order by p.family, p.given limit $3`,
    [clinic.world.practice, clinic.world.clock.now().subtract({ hours: 12 }).toString(), most],
  )

/** To a screen by its two letters. Between them no more than a moment may pass, which a busy machine can miss: then they are pressed again. */
export async function goByKeys({ page, hand }: OneDesk, letter: string, path: string): Promise<void> {
  for (let n = 0; n < 5; n++) {
    await hand.press('g')
    await hand.press(letter)
    const there = page.waitForURL(url => url.pathname.startsWith(path), { timeout: 3_000 })
    if (
      await there.then(
        () => true,
        () => false,
      )
    )
      return
  }
  throw new Error(`g ${letter} does not lead to ${path}`)
}

/** Writes a line into the one box by keys and waits until its list answers that line. */
export async function boxByKeys({ page, hand }: OneDesk, line: string): Promise<void> {
  await hand.press('Control+k')
  await hand.type(line)
  await answered(page)
}

/** The same with the mouse. */
export async function boxByMouse({ page, hand }: OneDesk, line: string): Promise<void> {
  await hand.click(page.locator('[data-one-box]'))
  await hand.type(line)
  await answered(page)
}

/** What stands in the list before the answer to the whole line is there is dimmed, and may be of a shorter line. */
async function answered(page: Page): Promise<void> {
  await page.getByRole('option').first().waitFor()
  await page.locator('[role=listbox][aria-busy=false]').waitFor()
}

/** Finds somebody by name and year of birth and takes them in hand. */
export async function takeInHand(desk: OneDesk, person: Person, by: 'keys' | 'mouse'): Promise<void> {
  const line = `${person.name} ${person.born}`
  await (by === 'keys' ? boxByKeys : boxByMouse)(desk, line)
  const found = desk.page.getByRole('option', { name: new RegExp(person.name) }).first()
  await found.waitFor()
  if (by === 'keys') await desk.hand.press('Enter')
  else await desk.hand.click(found)
  await card(desk.page).getByRole('heading', { name: person.name, exact: true }).waitFor()
  await desk.page.waitForFunction('!document.activeElement.matches("input, textarea")')
}

/** Walks over the board with the arrows until that visit has the focus. */
export async function walkTo({ page, hand }: OneDesk, visit: Locator): Promise<void> {
  await visit.waitFor()
  const target = (await visit.boundingBox())!
  for (let n = 0; n < 80; n++) {
    if (await visit.evaluate(element => element === document.activeElement)) return
    const at = await page.evaluate(() => {
      const element = document.activeElement
      const box = element?.matches('[data-block],[data-opening]') ? element.getBoundingClientRect() : null
      return box && { x: box.x, y: box.y }
    })
    const across = at ? target.x - at.x : 0
    const key = !at ? 'ArrowDown' : Math.abs(across) > 60 ? (across > 0 ? 'ArrowRight' : 'ArrowLeft') : null
    await hand.press(key ?? (at && target.y < at.y ? 'ArrowUp' : 'ArrowDown'))
  }
  throw new Error('the arrows do not lead to the visit')
}

/** Counts a task for a hand, holds it to its target, and prints all of them at the end. */
export function counter() {
  const counted: { task: string; actions: number; target: number; letters?: number }[] = []
  afterAll(() => {
    const order = counted.sort((a, b) => a.task.localeCompare(b.task, 'en', { numeric: true }))
    console.log(`\nActions a task costs, by hand (PRODUCT.md)\n${actionTable(order)}\n`)
  })
  return (task: string, by: 'keyboard' | 'mouse', hand: Hand, target: number) => {
    counted.push({ task: `${task}, by ${by}`, actions: hand.actions, target, letters: hand.letters })
    expect(hand.actions, `${task}, by ${by}`).toBeLessThanOrEqual(target)
  }
}
