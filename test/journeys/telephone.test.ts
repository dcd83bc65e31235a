import net from 'node:net'
import type { Page } from 'playwright-core'
import { afterAll, expect, it } from 'vitest'
import { openClinic } from './clinic.ts'
import { onlyBy } from './hand.ts'
import { violations } from './violations.ts'

const clinic = await openClinic({ providers: 2, patients: 30, weeks: 1 })
const pictures = process.env.PICTURES
const shot = async (page: Page, name: string) => {
  if (pictures) await page.screenshot({ path: `${pictures}/${name}.png` })
}

// Stands for a SIP server's event feed; the worker connects to it.
const sockets = new Set<net.Socket>()
const exchange = net.createServer(socket => {
  sockets.add(socket)
  socket.on('error', () => undefined)
  socket.on('close', () => sockets.delete(socket))
})
await new Promise<void>(done => exchange.listen(0, '127.0.0.1', done))
const { port } = exchange.address() as net.AddressInfo
const cut = () => {
  for (const socket of sockets) socket.destroy()
}
afterAll(() => {
  exchange.close()
  cut()
})
const tell = (json: Record<string, unknown>) => {
  const text = JSON.stringify(json)
  for (const socket of sockets) socket.write(`${Buffer.byteLength(text)}:${text},`)
}

it('a phone system is added by keyboard, its state is seen live, and its calls ring at the desk on a named line', {
  timeout: 120_000,
}, async () => {
  const { page, complaints } = await clinic.signIn('manager')
  const strays = await onlyBy(page, 'keyboard')
  await page.goto(`${clinic.url}/settings/telephone`)
  await page.getByText('No phone system yet').waitFor()
  await page.getByRole('button', { name: 'Add phone system' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').getByLabel('Name').waitFor()
  await page.keyboard.type('Front exchange')
  for (const text of ['127.0.0.1', String(port)]) {
    await page.keyboard.press('Tab')
    await page.keyboard.type(text)
  }
  await shot(page, 'telephone-dialog')
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('Enter')
  const row = page.getByRole('row', { name: /Front exchange/ })
  await row.getByText('Connected').waitFor()

  await page.getByRole('button', { name: 'Add line' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').getByLabel('Number dialled').waitFor()
  await page.keyboard.type('(555) 010-0100')
  await page.keyboard.press('Tab')
  await page.keyboard.type('Appointments')
  await page.keyboard.press('Enter')
  await page.getByRole('row', { name: /Appointments/ }).waitFor()

  await page.getByRole('button', { name: 'Add extension' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').getByLabel('Extension').waitFor()
  await page.keyboard.type('101')
  await page.keyboard.press('Tab')
  await page.keyboard.press('ArrowDown')
  await page.getByRole('option').first().waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.getByRole('option').first().waitFor({ state: 'detached' })
  await page.keyboard.press('Enter')
  await page.getByRole('row', { name: /^101/ }).waitFor()

  const desk = await clinic.signIn('secretary', { dark: true })
  tell({ event: 'ringing', callId: 'j1', from: '+15550100199', name: "Anna O'Neil", to: '+15550100100' })
  const card = desk.page.getByRole('article', { name: /phone rings/ })
  await card.getByText('Appointments').waitFor()
  await shot(desk.page, 'telephone-rings-dark')
  tell({ event: 'missed', callId: 'j1' })
  await card.waitFor({ state: 'detached' })
  await row.getByText('None yet').waitFor({ state: 'detached' })

  // Answered, and hung up by the caller: the card waits for its note and its end, and its clock stands.
  tell({ event: 'ringing', callId: 'j2', from: '+15550100199', name: "Anna O'Neil", to: '+15550100100' })
  await card.waitFor()
  await card.getByRole('button', { name: /^Answer/ }).click()
  const inHand = desk.page.getByRole('article', { name: /^Call with/ })
  await inHand.getByText(/^On the phone/).waitFor()
  tell({ event: 'ended', callId: 'j2' })
  const over = inHand.getByText(/^Hung up/)
  await over.waitFor()
  const stands = await over.innerText()
  await shot(desk.page, 'telephone-hung-up-dark')
  await desk.page.keyboard.press('Control+Enter')
  await inHand.waitFor({ state: 'detached' })
  expect(stands).toMatch(/^Hung up · \d+:\d\d$/)
  await shot(page, 'telephone-page')
  expect(await violations(page)).toEqual([])

  exchange.close()
  cut()
  await row.getByText(/Cut$/).waitFor()
  await row.getByText('Nobody answers there; trying again').waitFor()
  await shot(page, 'telephone-cut')
  expect(strays).toEqual([])
  expect(complaints).toEqual([])

  await desk.page.context().close()
})

it('the telephone in the browser is set up, switched off and removed by keyboard; a relay without its secret is refused in words', {
  timeout: 120_000,
}, async () => {
  const { page, complaints } = await clinic.signIn('manager')
  const strays = await onlyBy(page, 'keyboard')
  await page.goto(`${clinic.url}/settings/telephone`)
  const panel = page.locator('form[data-command="telephony.set-softphone"]')
  const fill = async (label: string, text: string) => {
    await panel.getByLabel(label).focus()
    await page.keyboard.press('Control+a')
    await page.keyboard.press('Backspace')
    await page.keyboard.type(text)
  }
  const press = async (name: string) => {
    await panel.getByRole('button', { name }).focus()
    await page.keyboard.press('Enter')
  }
  await panel.waitFor()
  await press('Set up')
  await expect
    .poll(() => panel.getByText('Fill this in').or(panel.locator('[aria-invalid="true"]')).count())
    .toBeGreaterThan(2)
  await fill('WebSocket address of the exchange', 'wss://phone.example.org:8443/sip')
  await fill('SIP domain', 'phone.example.org')
  await fill('Secret shared with the exchange', 'too short')
  await press('Set up')
  await panel.getByText('At least 16 characters.').waitFor()
  await fill('Secret shared with the exchange', 'testing-sip-secret-0001')
  await fill('Relays (TURN)', 'turn:phone.example.org:3478')
  await press('Set up')
  await panel.getByText('A relay needs the secret it shares with us.').waitFor()
  await shot(page, 'softphone-refused')
  expect(await violations(page)).toEqual([])
  await fill('Relays (TURN)', '')
  await press('Set up')
  await page.getByText(/^\W*On$/).waitFor()
  expect(await panel.getByLabel('Secret shared with the exchange').inputValue()).toBe('')

  await panel.getByRole('checkbox', { name: 'In use' }).focus()
  await page.keyboard.press('Space')
  await press('Save')
  await page.getByText('Off', { exact: true }).waitFor()
  await shot(page, 'softphone-off')
  await press('Remove with its secrets')
  await page.getByText('Not set up', { exact: true }).waitFor()
  expect(await clinic.world.asOwner('select 1 from telephony.softphone')).toEqual([])
  expect(strays).toEqual([])
  expect(complaints).toEqual([])
})
