import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { buildWebApp } from '../../src/servers/cli/web-build.ts'
import { openInstallation } from '../installation.ts'
import { openComputer } from './computer.ts'

// A whole installation and a whole browser, both killed without warning in mid-word: what was typed is there afterwards.
await buildWebApp()
const installation = openInstallation('crash')
const computer = openComputer()
await installation.start()
const { signIns } = await installation.tool<{ signIns: { role: string; email: string; password: string }[] }>(
  'demo-sign-ins',
)
const secretary = signIns.find(one => one.role === 'secretary')!
const manager = signIns.find(one => one.role === 'manager')!
const { token } = await installation.tool<{ token: string }>('token', 'create', '--person', manager.email)

/** One question or deed at the server. */
async function at<T>(route: string, body?: unknown): Promise<T> {
  const answer = await fetch(`${installation.url()}/api/${route}`, {
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
  })
  const text = await answer.text()
  expect(answer.status, `${route}: ${text}`).toBe(200)
  return JSON.parse(text) as T
}
type Rail = { ringing: { call: string }[]; talking: { call: string; note: string }[] }
const noteOf = async (call: string) => (await at<Rail>('calls/now-rail')).talking.find(one => one.call === call)!.note

async function signIn(page: Page): Promise<void> {
  await page.goto(installation.url())
  const email = page.getByLabel('E-mail')
  const frame = page.getByRole('navigation', { name: 'Screens' })
  await email.or(frame).first().waitFor()
  if (await frame.isVisible()) return
  await email.fill(secretary.email)
  await page.getByLabel('Password').fill(secretary.password)
  await page.keyboard.press('Enter')
  await frame.waitFor()
}

/** Types letter by letter with the moment of each, as a hand does, until all is typed or `until` says that it is enough. */
async function type(page: Page, text: string, until?: (typed: number) => boolean): Promise<number[]> {
  const typedAt: number[] = []
  for (const letter of text) {
    await page.keyboard.press(letter === ' ' ? 'Space' : letter)
    typedAt.push(performance.now())
    if (until?.(typedAt.length)) break
    await page.waitForTimeout(15)
  }
  return typedAt
}
/** How old the oldest missing letter was at the blow; 0 when nothing is missing. */
const lost_ms = (typedAt: readonly number[], kept: number, blow: number) =>
  kept >= typedAt.length ? 0 : blow - typedAt[kept]!

const noteField = (page: Page) =>
  page.getByRole('article', { name: /Call with/ }).getByRole('textbox', { name: 'Note', exact: true })

/** A number that one patient alone has rings, and the secretary takes it with her hand on the keys. */
async function takeCall(page: Page, from: string): Promise<string> {
  const { call } = await at<{ call: string }>('calls/ring', { from })
  await page.getByRole('article', { name: /phone rings/ }).waitFor()
  await page.keyboard.press('Alt+Enter')
  await noteField(page).click()
  return call
}
async function callers(): Promise<string[]> {
  const find = async (text: string) =>
    (
      await at<{ patients: { phone: string }[] }>(
        `patients/search-patients?${new URLSearchParams({ text, limit: '50' })}`,
      )
    ).patients.map(one => one.phone)
  const numbers: string[] = []
  for (const number of await find('a')) {
    if (number !== '' && (await find(number)).length === 1) numbers.push(number)
    if (numbers.length === 2) return numbers
  }
  throw new Error('the demo clinic has no two numbers of one patient each')
}
const [first, second] = await callers()
const page = await computer.start()
await signIn(page)

it('keeps the note when the server is killed in mid-word: typing goes on, and all of it is there when it is back', {
  timeout: 120_000,
}, async () => {
  const call = await takeCall(page, first!)
  const before = 'Wants a refill of the blue tablets, has two left, asks whether the form for school is signed'
  const meanwhile = ' while nobody listens she says that the pharmacy is on Main Street and that she is home after four'
  let blow = 0
  let killed: Promise<void> | undefined
  const typedAt = await type(page, before + meanwhile, typed => {
    if (typed === before.length) {
      blow = performance.now()
      killed = installation.kill('both')
    }
    return false
  })
  await killed
  await page.getByText('kept on this computer').waitFor()
  // What the server had at the blow: it is asked before the browser has found it again.
  await page.context().setOffline(true)
  await installation.start()
  const had = await noteOf(call)
  expect((before + meanwhile).startsWith(had)).toBe(true)
  const missing = lost_ms(typedAt.slice(0, before.length), had.length, blow)
  console.log(
    `server killed in mid-word: ${had.length} of ${before.length} letters in its database, the rest ${Math.round(missing)} ms old`,
  )
  expect(missing).toBeLessThan(1_000)
  await page.context().setOffline(false)
  await expect.poll(() => noteOf(call)).toBe(before + meanwhile)
  expect(await noteField(page).inputValue()).toBe(before + meanwhile)
  await page.keyboard.press('Control+Enter')
  await noteField(page).waitFor({ state: 'detached' })
})

it('keeps note, message and registration when server and browser are shot in the same moment', {
  timeout: 120_000,
}, async () => {
  const call = await takeCall(page, second!)
  const note = 'Caller is the daughter and asks about the bill of last month'
  await type(page, note)
  await page.keyboard.press('Escape')
  await page.keyboard.press('m')
  const message = (where: Page) => where.getByRole('region', { name: 'Message' }).getByRole('textbox').first()
  await message(page).fill('')
  const words = 'daughter asks why the bill of last month is higher than the one before'
  await type(page, words)
  await page.goto(`${installation.url()}/patients/register`)
  const family = (where: Page) => where.getByRole('textbox', { name: 'Family name' })
  const given = (where: Page) => where.getByRole('textbox', { name: 'Given name' })
  // The open message takes the focus when it is drawn anew: a hand waits for the screen to stand.
  await message(page).waitFor()
  await noteField(page).waitFor()
  await page.locator('html[data-call-code]').waitFor({ state: 'attached' })
  await family(page).click()
  await type(page, 'Specimen-Featherstonehaugh')
  expect(await family(page).inputValue()).toBe('Specimen-Featherstonehaugh')
  await given(page).click()
  const name = 'Wilhelmina-Charlotte-Made-Up'
  let blow = 0
  let killed: Promise<unknown> | undefined
  const typedAt = await type(page, name, typed => {
    if (typed < 24) return false
    blow = performance.now()
    killed = Promise.all([installation.kill('both'), computer.shoot()])
    return true
  })
  await killed
  await installation.start()
  const after = await computer.start()
  await signIn(after)
  // The note is where it was, here and at the server.
  await noteField(after).waitFor()
  expect(await noteField(after).inputValue()).toBe(note)
  await expect.poll(() => noteOf(call)).toBe(note)
  await after.goto(`${installation.url()}/patients/register`)
  expect(await family(after).inputValue()).toBe('Specimen-Featherstonehaugh')
  const kept = await given(after).inputValue()
  expect(name.startsWith(kept)).toBe(true)
  const missing = lost_ms(typedAt, kept.length, blow)
  console.log(
    `server and browser shot in mid-word: ${kept.length} of ${typedAt.length} letters kept, the rest ${Math.round(missing)} ms old`,
  )
  expect(missing).toBeLessThan(1_000)
  await noteField(after).focus()
  await after.keyboard.press('Escape')
  await after.keyboard.press('m')
  await message(after).waitFor()
  expect(await message(after).inputValue()).toBe(words)
})
