import { expect, it } from 'vitest'
import { openClinic } from './clinic.ts'
import { violations } from './violations.ts'

const clinic = await openClinic({ providers: 5, patients: 200, weeks: 2 })
const first = await clinic.signIn('secretary')
const second = await clinic.signIn('manager', { dark: true, width: 1920, height: 1080 })
const { page } = first

const main = page.getByRole('main')
const pictures = process.env.PICTURES

/** The provider with the most visits still to come today, and how many. */
const [busiest] = await clinic.world.asOwner<{ id: string; family: string; n: number }>(
  `select p.id, p.family, count(*)::int as n
     from schedule.appointment a join practice.provider p on p.practice_id = a.practice_id and p.id = a.provider_id
    where a.practice_id = $1 and a.ends_at > $2 and a.starts_at < $3 and a.state in ('booked', 'confirmed', 'arrived', 'roomed')
    group by p.id, p.family order by 3 desc, 2 limit 1`,
  [clinic.world.practice, clinic.world.clock.now().toString(), '2026-11-25T04:00:00Z'],
)

it('a provider is ill: reported in three keys, seen at the second desk, settled by keyboard', {
  timeout: 240_000,
}, async () => {
  await second.page.goto(`${clinic.url}/lists/disruptions`)
  await second.page.getByText('Nothing has gone wrong').waitFor()
  await page.goto(`${clinic.url}/lists/disruptions`)
  await main.getByText('Nothing has gone wrong').waitFor()

  await page.keyboard.press('r')
  await page.getByRole('option').first().waitFor()
  expect(await violations(page)).toEqual([])
  await page.keyboard.type(busiest!.family)
  await page.keyboard.press('Enter')
  const list = main.getByRole('list', { name: /is away/ })
  await list.getByRole('listitem').first().waitFor()
  expect(busiest!.n).toBeGreaterThan(5)
  await main.getByText(`0 of ${busiest!.n} settled`).first().waitFor()
  await second.page.getByText(`0 of ${busiest!.n} settled`).first().waitFor()

  // One row is looked at closely: another way is chosen, and the second desk sees in whose hands it is.
  await list.getByRole('radio').first().waitFor()
  const choosable = list.getByRole('listitem').filter({ has: page.getByRole('radio') })
  while ((await list.locator('[aria-current]').getByRole('radio').count()) < 2) {
    const at = await place()
    await page.keyboard.press('ArrowDown')
    await expect.poll(place).not.toBe(at)
  }
  await page.keyboard.press('2')
  await list.locator('[aria-current]').getByRole('radio').nth(1).and(page.locator('[aria-checked="true"]')).waitFor()
  await second.page.getByText(/works on this/).waitFor()
  if (pictures) {
    await page.screenshot({ path: `${pictures}/disruption-light.png` })
    await second.page.screenshot({ path: `${pictures}/disruption-dark.png` })
  }

  for (const desk of [first, second]) expect(await violations(desk.page)).toEqual([])

  const count = await choosable.count()
  await page.keyboard.press('a')
  await main.getByRole('button', { name: `Accept ${count}` }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByText(new RegExp(`${count} visits moved`)).waitFor()
  await second.page.getByRole('main').getByRole('radio').first().waitFor({ state: 'detached' })
  if (pictures) await page.screenshot({ path: `${pictures}/disruption-accepted.png` })

  // Who can only be called is called, row by row, with one key each; who sits in a room is kept knowingly.
  for (let turn = 0; turn < 60; turn++) {
    const rows = await list.getByRole('listitem').all()
    const states = await Promise.all(rows.map(row => row.textContent()))
    const at = states.findIndex(text => /To call|Open/.test(text ?? ''))
    if (at < 0) break
    while (!(await rows[at]!.getAttribute('aria-current'))) {
      const current = states.findIndex((_, n) => n === at)
      await page.keyboard.press((await place()) < current ? 'ArrowDown' : 'ArrowUp')
    }
    const before = await rows[at]!.textContent()
    await page.keyboard.press(/To call/.test(before ?? '') ? 'y' : 'p')
    await expect.poll(() => rows[at]!.textContent()).not.toBe(before)
  }
  await main.getByText(`${busiest!.n} of ${busiest!.n} settled`).first().waitFor()
  await second.page.getByText(`${busiest!.n} of ${busiest!.n} settled`).first().waitFor()
  await main.getByRole('button', { name: 'Close the list' }).click()
  await main.getByText('Settled').first().waitFor()
  expect(first.complaints).toEqual([])
  expect(second.complaints).toEqual([])

  async function place() {
    return list.getByRole('listitem').evaluateAll(rows => rows.findIndex(row => row.hasAttribute('aria-current')))
  }
})

it('a provider runs late: the list says when each is expected, and one key tells them', {
  timeout: 240_000,
}, async () => {
  const [late] = await clinic.world.asOwner<{ family: string }>(
    `select p.family from schedule.appointment a join practice.provider p on p.practice_id = a.practice_id and p.id = a.provider_id
      where a.practice_id = $1 and a.starts_at > $2 and a.starts_at < $3 and a.state in ('booked', 'confirmed') and p.id <> $4
      group by p.id, p.family order by count(*) desc limit 1`,
    [clinic.world.practice, clinic.world.clock.now().toString(), '2026-11-25T04:00:00Z', busiest!.id],
  )
  await page.keyboard.press('r')
  await page.getByRole('option').first().waitFor()
  await page.getByRole('radio', { name: 'Provider late' }).click()
  await page.getByLabel('Who or what').first().fill(late!.family)
  await page.getByLabel('Minutes late').fill('45')
  await page.keyboard.press('Enter')
  await main.getByRole('list', { name: /runs late/ }).waitFor()
  await main
    .getByText(/about .* min late/)
    .first()
    .waitFor()
  if (pictures) await page.screenshot({ path: `${pictures}/disruption-late.png` })
  // The board says the same: in the column's head, and above it with the expected starts.
  await second.page.goto(`${clinic.url}/today`)
  const strip = second.page.getByRole('list', { name: 'Disruptions' })
  await strip.getByText(/45 min late/).waitFor()
  await second.page.getByText(/→/).first().waitFor()
  if (pictures) await second.page.screenshot({ path: `${pictures}/disruption-board.png` })
  expect(await violations(second.page)).toEqual([])
  await page.keyboard.press('s')
  await page.getByText(/patients? told/).waitFor()
  await main.getByRole('button', { name: 'On time again' }).click()
  await page.getByText('The list is closed').waitFor()
  await strip.waitFor({ state: 'detached' })
  expect(first.complaints).toEqual([])
})
