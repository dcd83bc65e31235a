import type { Page } from 'playwright-core'
import { afterAll, afterEach, expect, it } from 'vitest'
import type { Id } from '../../src/core/id.ts'
import { type Clinic, openClinic } from './clinic.ts'
import { actionTable, handOn } from './hand.ts'
import { violations } from './violations.ts'

// The telephone at the desk: who it is before a key is pressed, who it may be, nobody known, three things at once, and a computer that dies.
const clinic: Clinic = await openClinic({ patients: 120 })
const { world } = clinic
const { page, complaints } = await clinic.signIn('secretary')
await page.locator('[data-one-box]').waitFor()
const hand = handOn(page)
const token = await world.token('secretary')
const counted: { task: string; actions: number; target: number; letters?: number }[] = []
const count = (task: string, target: number) => {
  counted.push({ task, actions: hand.actions, target, letters: hand.letters })
  expect(hand.actions, task).toBeLessThanOrEqual(target)
}
const popped: number[] = []
afterAll(() => {
  const ms = popped.map(Math.round).sort((a, b) => a - b)
  const [first = 0, ...more] = popped.map(Math.round)
  const median = ms[Math.floor(ms.length / 2)]
  console.log(
    `\n${actionTable(counted)}\n\nring to card, ms: first ring ${first}, then ${more.join(' ')}; median ${median} (target 300)\n`,
  )
})

afterEach(async context => {
  const folder = context.task.result?.state === 'fail' && process.env.PICTURES
  if (folder) await page.screenshot({ path: `${folder}/${context.task.name.slice(0, 20)}.png` })
})

async function ring(from: string): Promise<Id<'call'>> {
  const answer = await fetch(`${clinic.url}/api/calls/ring`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ from, line: 'line 1', at: world.clock.now().toString() }),
  })
  expect(answer.status).toBe(200)
  return ((await answer.json()) as { call: Id<'call'> }).call
}

type Known = { id: Id<'patient'>; name: string; number: string }
const withNumbers = (owners: string) =>
  world.asOwner<Known>(
    `select p.id, p.given || ' ' || p.family as name, f.e164 as number
       from patients.patient p join patients.phone f on f.practice_id = p.practice_id and f.patient_id = p.id
      where p.practice_id = $1 and p.merged_into is null
        and (select count(distinct o.patient_id) from patients.phone o where o.practice_id = p.practice_id and o.e164 = f.e164) ${owners}
        and exists (select from schedule.appointment a where a.practice_id = p.practice_id and a.patient_id = p.id)
      order by f.e164, p.family, p.given limit 20`,
    [world.practice],
  )
const ringing = (at: Page) => at.getByRole('article', { name: /phone rings/ })
const calling = (at: Page) => at.getByRole('article', { name: /Call with/ })
const callRow = async (call: string) =>
  (
    await world.asOwner<{
      note: string
      outcome: string | null
      patient_id: string | null
      reasons: string[]
      also: string[]
    }>('select note, outcome, patient_id, reasons, also from calls.call where id = $1', [call])
  )[0]!
/** Answers what rings; an Enter in its first moment is not taken as an answer. */
async function answer(): Promise<void> {
  await page.clock.runFor(1_000)
  await hand.press('Enter')
  await calling(page).waitFor()
}
async function close(): Promise<void> {
  await calling(page).waitFor()
  await page.keyboard.press('Control+Enter')
  await calling(page).waitFor({ state: 'detached' })
}

it('shows who a known number is, and what they will call about, before anything is pressed', async () => {
  const known = (await withNumbers('= 1')).slice(0, 6)
  // The code of a call came while the desk had nothing to do: neither the ring nor the answer fetches any.
  await page.locator('html[data-call-code]').waitFor({ state: 'attached' })
  const fetched: string[] = []
  page.on('request', request => {
    if (['script', 'stylesheet'].includes(request.resourceType())) fetched.push(new URL(request.url()).pathname)
  })
  for (const [n, person] of known.entries()) {
    hand.begin()
    const from = performance.now()
    const call = await ring(person.number)
    const card = ringing(page).filter({ hasText: person.name })
    await card.getByText(/^(Next: |No visit ahead)/).waitFor()
    popped.push(performance.now() - from)
    if (n === 0) count('1 identify the caller, known number', 0)
    await card.getByText(/^(Last: |No visit yet)/).waitFor()
    await answer()
    expect((await callRow(call)).patient_id).toBe(person.id)
    await close()
  }
  expect(fetched).toEqual([])
  // The same number again: it says so.
  await ring(known[0]!.number)
  await ringing(page).getByText('Called once already today', { exact: false }).waitFor()
  await answer()
  await close()
})

it('picks one of several by a digit, and veils what may not be told until two things were right', async () => {
  const [one] = await withNumbers('> 1')
  expect(one).toBeDefined()
  const call = await ring(one!.number)
  await ringing(page).waitFor()
  await answer()
  hand.begin()
  const who = calling(page).getByRole('button', { name: new RegExp(one!.name) })
  await hand.press((await who.getAttribute('aria-keyshortcuts'))!)
  await calling(page).getByText('Ask for 2 things and tick them').waitFor()
  count('1 identify the caller, one of several', 1)
  expect((await callRow(call)).patient_id).toBe(one!.id)
  await calling(page).getByText('Visits and messages are veiled').waitFor()
  expect(
    await calling(page)
      .getByText(/^(Next|Last): /)
      .count(),
  ).toBe(0)
  expect(await violations(page)).toEqual([])
  hand.begin()
  await hand.press('B')
  await hand.press('T')
  await calling(page)
    .getByText(/^✓ Checked/)
    .waitFor()
  await calling(page)
    .getByText(/^(Next|Last): /)
    .first()
    .waitFor()
  count('check the caller and lift the veil', 2)
  expect(
    await world.asOwner('select patient_id, identifiers, speaker from calls.identity_check where call_id = $1', [call]),
  ).toEqual([{ patient_id: one!.id, identifiers: ['birth-date', 'phone'], speaker: 'patient' }])
  hand.begin()
  for (const key of ['R', 'r', 'R', 'b', '&', 'q']) await page.keyboard.press(key)
  await page.keyboard.press('H')
  await page.keyboard.press('r')
  await calling(page).waitFor({ state: 'detached' })
  await expect
    .poll(() => callRow(call))
    .toMatchObject({ outcome: 'refill', also: ['billing'], reasons: ['refill', 'billing'] })
})

it('registers an unknown caller with the number filled in, and the call is theirs', async () => {
  const call = await ring('+12065550199')
  await ringing(page).waitFor()
  await answer()
  // The search has the focus: whoever knows the name types it at once.
  await page.waitForFunction(() => document.activeElement?.matches('input'))
  await page.keyboard.press('Escape')
  await page.waitForFunction(() => !document.activeElement?.matches('input'))
  hand.begin()
  await hand.press('N')
  const family = page.getByRole('textbox', { name: 'Family name' })
  await family.waitFor()
  count('an unknown caller to the registration', 1)
  expect(await page.getByRole('main').getByRole('textbox', { name: /phone/i }).inputValue()).toContain('555-0199')
  await family.fill('Testcaller')
  await page.getByRole('textbox', { name: 'Given name' }).fill('Ursula')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/today')
  await expect.poll(async () => (await callRow(call)).patient_id).not.toBeNull()
  await calling(page).filter({ hasText: 'Ursula Testcaller' }).waitFor()
  await close()
})

it('bears three things at once: a ring while registering while somebody waits, and no keystroke is lost', async () => {
  const waits = await page.getByRole('grid', { name: 'Waiting here' }).count()
  expect(waits).toBe(1)
  await page.goto(`${clinic.url}/patients/register`)
  const family = page.getByRole('textbox', { name: 'Family name' })
  await family.click()
  const [known] = await withNumbers('= 1')
  const text = 'Featherstonehaugh-Cholmondeley-Specimen'
  let call = ''
  for (const [at, letter] of [...text].entries()) {
    if (at === 8) call = await ring(known!.number)
    if (at === 16) await ringing(page).waitFor()
    // Answered with the hand on the keys, and the name is typed on.
    if (at === 24) await page.keyboard.press('Alt+Enter')
    if (at === 32) await calling(page).waitFor()
    await page.keyboard.press(letter)
  }
  expect(await family.inputValue()).toBe(text)
  expect(await page.getByRole('grid', { name: 'Waiting here' }).count()).toBe(1)
  const note = calling(page).getByRole('textbox', { name: 'Note' })
  await note.click()
  await page.keyboard.type('Asks for the way')
  await expect.poll(async () => (await callRow(call)).note).toBe('Asks for the way')
  await close()
  await expect.poll(() => callRow(call)).toMatchObject({ outcome: 'answered', note: 'Asks for the way' })
  expect(await family.inputValue()).toBe(text)
  await family.fill('')
  await page
    .getByRole('button', { name: /start over|clear|cancel/i })
    .first()
    .click()
  await page.goto(`${clinic.url}/today`)
  await page.locator('[data-one-box]').waitFor()
})

it('loses at most a second of the note when the browser dies in mid-word, also for another computer', async () => {
  const { page: dying, context } = await clinic.signIn('secretary')
  await dying.locator('[data-one-box]').waitFor()
  const [known] = await withNumbers('= 1')
  const call = await ring(known!.number)
  await ringing(dying).waitFor()
  await dying.keyboard.press('Alt+Enter')
  const note = calling(dying).getByRole('textbox', { name: 'Note' })
  await note.click()
  const text =
    'Wants a refill of the blue tablets, has two left, Main Street Pharmacy, and asks whether the form for school is signed by now'
  const typedAt: number[] = []
  for (const letter of text) {
    await dying.keyboard.type(letter)
    typedAt.push(performance.now())
    await new Promise(done => setTimeout(done, 20))
  }
  // The renderer is shot: no unload, no last word to the server.
  const wire = await context.newCDPSession(dying)
  const crashed = new Promise(done => dying.on('crash', done))
  const at = performance.now()
  void wire.send('Page.crash').catch(() => {})
  await crashed
  const kept = (await callRow(call)).note
  const lost_ms = kept.length === text.length ? 0 : at - typedAt[kept.length]!
  console.log(
    `note at the server when the browser died: ${kept.length} of ${text.length} letters, the rest ${Math.round(lost_ms)} ms old`,
  )
  expect(text.startsWith(kept)).toBe(true)
  expect(lost_ms).toBeLessThan(1_000)
  // On the same computer not a letter is missing.
  const again = await context.newPage()
  await again.goto(`${clinic.url}/today`)
  await again.getByRole('article', { name: /Call with/ }).waitFor()
  await expect.poll(() => again.getByRole('textbox', { name: 'Note' }).inputValue()).toBe(text)
  await expect.poll(async () => (await callRow(call)).note).toBe(text)
  await context.close()
  await close()
})

it('keeps the note here while the server is away, over a crash as well, and brings it when it is back', async () => {
  const { page: cut, context } = await clinic.signIn('secretary')
  await cut.locator('[data-one-box]').waitFor()
  const [known] = await withNumbers('= 1')
  const call = await ring(known!.number)
  await ringing(cut).waitFor()
  await cut.keyboard.press('Alt+Enter')
  const note = calling(cut).getByRole('textbox', { name: 'Note' })
  await note.click()
  await cut.keyboard.type('Before. ')
  await expect.poll(async () => (await callRow(call)).note).toBe('Before. ')
  await context.setOffline(true)
  await cut.keyboard.type('Typed while nobody listened.')
  await cut.getByText('kept on this computer').waitFor()
  expect((await callRow(call)).note).toBe('Before. ')
  // A colleague closes the call meanwhile: it is no longer on any screen, and its note must arrive all the same.
  await calling(page).waitFor()
  await close()
  await expect.poll(async () => (await callRow(call)).outcome).toBe('answered')
  await context.setOffline(false)
  await expect
    .poll(async () => (await callRow(call)).note, { timeout: 30_000 })
    .toBe('Before. Typed while nobody listened.')
  await context.close()
  expect(complaints).toEqual([])
})
