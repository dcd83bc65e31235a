import { expect, it } from 'vitest'
import { makeUpDay, playDay } from '../../src/features/calls/figures/made-day.fixture.ts'
import { ring } from '../../src/features/calls/record/ring.ts'
import { openClinic } from './clinic.ts'
import { violations } from './violations.ts'

const weights = [1, 2, 9, 10, 9, 8, 7, 6]
const pictures = process.env.PICTURES

const clinic = await openClinic({ providers: 2, patients: 40, weeks: 1 })

it('shows the telephone in figures: chart, table, the calls behind a number, people needed, the wallboard live', {
  timeout: 300_000,
}, async () => {
  const { world } = clinic
  const now = world.clock.now()
  const desks = (['secretary', 'biller', 'manager', 'provider', 'privacy-officer'] as const).map(
    role => world.as(role).caller,
  )
  for (const [n, startsAt] of ['2026-11-10T12:00:00Z', '2026-11-17T12:00:00Z', '2026-11-24T12:00:00Z'].entries()) {
    const hours = startsAt.startsWith('2026-11-24') ? weights.slice(0, 6) : [...weights, 5, 4, 3, 5, 7, 7, 6, 6, 5, 4]
    await playDay(world, makeUpDay({ calls: hours.length * 12, startsAt, weights: hours, seed: n + 1 }), desks, n + 1)
  }
  world.clock.set(now)
  const { page, complaints } = await clinic.signIn('manager', { width: 1280, height: 800 })
  const picture = async (name: string) => {
    if (pictures) await page.screenshot({ path: `${pictures}/${name}.png` })
    expect(await violations(page)).toEqual([])
  }
  await page.keyboard.press('g')
  await page.keyboard.press('f')
  await page.getByRole('img', { name: /Calls by half hour, 7:30 AM/ }).waitFor()
  await picture('figures')
  const row = page.getByRole('row', { name: /^8:30 AM/ })
  const offered = row.getByRole('button', { name: /Offered, 8:30 AM/ })
  const count = Number(await offered.innerText())
  expect(count).toBeGreaterThan(0)
  await offered.focus()
  await page.keyboard.press('Enter')
  await page
    .getByRole('region', { name: /Calls behind offered, 8:30 AM/ })
    .getByText(`${count} calls`)
    .waitFor()
  expect(page.url()).toContain('behind=offered')
  await picture('figures-behind')
  await page.goto(`${clinic.url}/phone?view=people`)
  await page.getByRole('row', { name: /9:00 AM/ }).waitFor()
  await picture('figures-people')
  await page.goto(`${clinic.url}/phone?view=goals`)
  await page.getByLabel('Of the calls, in time (%)').fill('70')
  await page.keyboard.press('Enter')
  await page.getByText('Goals saved').waitFor()
  await picture('figures-goals')
  await page.setViewportSize({ width: 1920, height: 1080 })
  await page.goto(`${clinic.url}/phone?period=week&by=person`)
  await page.getByRole('row', { name: /Test secretary/ }).waitFor()
  await picture('figures-week-1920')
  await page.goto(`${clinic.url}/wallboard`)
  const ringing = page.locator('dl > div', { hasText: 'Ringing' }).locator('b')
  await ringing.waitFor()
  const before = Number(await ringing.innerText())
  await world.as('secretary').do(ring, { from: '+15550100199', externalId: 'wall-1', line: 'line 1' })
  await expect.poll(() => ringing.innerText()).toBe(String(before + 1))
  expect(await page.locator('body').innerText()).not.toMatch(/555|Test|Smith/)
  await picture('wallboard-1920')
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.emulateMedia({ colorScheme: 'dark' })
  await picture('wallboard-dark')
  await page.goto(`${clinic.url}/phone`)
  await page.getByRole('img', { name: /Calls by half hour/ }).waitFor()
  await picture('figures-dark')
  expect(complaints).toEqual([])
})
