import { writeFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterEach, expect } from 'vitest'
import { addExtension } from '../../src/features/telephony/setting-up/add-extension.ts'
import { addLine } from '../../src/features/telephony/setting-up/add-line.ts'
import { addPhoneSystem } from '../../src/features/telephony/setting-up/add-phone-system.ts'
import { setSoftphone } from '../../src/features/telephony/softphone/set-softphone.ts'
import { type Clinic, openClinic } from '../journeys/clinic.ts'
import { type Exchange, missingPrograms, startExchange } from './exchange.ts'

const missing = missingPrograms()
/** Where everything is checked nothing may be passed over; elsewhere one line says what is not shown. */
export const exchangeHere = missing.length === 0 || process.env.CI !== undefined
if (missing.length > 0)
  console.log(
    `The telephone is not tried with a real exchange: ${missing.join(', ')} missing (docs/telephony.md says how to install them).`,
  )

export type Known = { id: string; name: string; number: string }

export type Desks = { exchange: Exchange; clinic: Clinic; a: Page; b: Page; known: Known }

/** A real exchange, and two desks of a clinic whose telephones (101, 102) are ready in two windows. */
export async function openDesks(): Promise<Desks> {
  if (missing.length > 0) throw new Error(`${missing.join(', ')} could not be installed.`)
  const exchange = await startExchange()
  // The exchange reads the real clock: passwords that end by a clock of the test would have ended long ago.
  const clinic = await openClinic({
    providers: 1,
    patients: 12,
    weeks: 1,
    now: Temporal.Now.instant(),
    browser: [
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      '--autoplay-policy=no-user-gesture-required',
    ],
  })
  const manager = clinic.world.as('manager')
  for (const [role, number] of [
    ['secretary', '101'],
    ['manager', '102'],
  ] as const)
    await manager.do(addExtension, { number, staff: clinic.made.people.find(one => one.role === role)!.staff })
  await manager.do(addLine, { number: 'frontdesk', name: 'Main line' })
  await manager.do(addPhoneSystem, {
    kind: 'kamailio',
    name: 'Test exchange',
    host: '127.0.0.1',
    port: exchange.eventsPort,
  })
  await manager.do(setSoftphone, { wsUrl: exchange.wsUrl, domain: 'anteroom.test', secret: exchange.secret })
  const people = await clinic.world.asOwner<Known>(
    `select p.id, p.given || ' ' || p.family as name, min(n.e164) as number from patients.patient p
       join patients.phone n on n.practice_id = p.practice_id and n.patient_id = p.id
      where p.practice_id = $1 and p.preferred_name = ''
        and not exists (select from patients.phone o where o.practice_id = n.practice_id and o.e164 = n.e164 and o.patient_id <> p.id)
      group by p.id, p.given, p.family limit 1`,
    [clinic.world.practice],
  )
  const openDesk = async (role: string) =>
    (await clinic.signIn(role, { ownClock: true, before: countConnections })).page
  const a = await openDesk('secretary')
  const b = await openDesk('manager')
  await Promise.all([a, b].map(ready))
  return { exchange, clinic, a, b, known: people[0]! }
}

/** What was seen and said, when a test failed and PICTURES names a folder. */
export const seenWhenFailed = (desks: () => Pick<Desks, 'exchange' | 'a' | 'b'>) =>
  afterEach(async ({ task }) => {
    const folder = task.result?.state === 'fail' && process.env.PICTURES
    if (!folder) return
    const { exchange, a, b } = desks()
    writeFileSync(`${folder}/${task.name.slice(0, 8)}.log`, exchange.log())
    for (const [name, page] of Object.entries({ a, b })) await page.screenshot({ path: `${folder}/phone-${name}.png` })
  })

export const bar = (page: Page) => page.getByRole('region', { name: 'Telephone' })
export const rail = (page: Page) => page.getByRole('complementary', { name: 'Now' })
export const ready = (page: Page) => bar(page).getByText('Telephone is ready').waitFor({ timeout: 45_000 })

/** Waits until nobody is on the telephone at that desk. */
export const free = (page: Page) => bar(page).getByRole('button', { name: 'Hang up' }).waitFor({ state: 'detached' })
export const ringsAt = (page: Page) => bar(page).getByText('Rings at this telephone').waitFor()
export const stillAt = (page: Page) => bar(page).getByText('Rings at this telephone').waitFor({ state: 'detached' })

/** Answers what rings at a desk: by its card, or where there is none by the telephone itself. */
export async function answerAt(page: Page): Promise<void> {
  await rail(page)
    .getByRole('button', { name: /^(Answer|Hold and answer)(?!ed)/ })
    .first()
    .click()
}

export type Packets = { sent: number; heard: number; lost: number }

/** Waits until sound went both ways in the newest call, at least 50 packets (one second) more than before, and says how many. */
export async function spoken(page: Page, before: Packets = { sent: 0, heard: 0, lost: 0 }): Promise<Packets> {
  let now = before
  await expect
    .poll(async () => {
      now = await page.evaluate(packets)
      return Math.min(now.sent - before.sent, now.heard - before.heard)
    })
    .toBeGreaterThan(50)
  return now
}

/** Runs in a page before anything else: keeps hold of its connections and of the tones it makes. */
function countConnections(): void {
  const kept: RTCPeerConnection[] = []
  const Plain = RTCPeerConnection
  const tones = { sounding: 0 }
  const PlainAudio = AudioContext
  Object.assign(globalThis, {
    connections: kept,
    tones,
    RTCPeerConnection: class extends Plain {
      constructor(settings?: RTCConfiguration) {
        super(settings)
        kept.push(this)
      }
    },
    AudioContext: class extends PlainAudio {
      constructor() {
        super()
        tones.sounding++
      }
      override close() {
        tones.sounding--
        return super.close()
      }
    },
  })
}

/** How many tones of its own a page makes now. */
export const sounding = (page: Page): Promise<number> =>
  page.evaluate(() => (globalThis as unknown as { tones: { sounding: number } }).tones.sounding)

/** Runs in the page: what the newest connection has counted. */
export async function packets(): Promise<Packets> {
  const all = (globalThis as unknown as { connections: RTCPeerConnection[] }).connections
  const counted = { sent: 0, heard: 0, lost: 0 }
  for (const part of (await all.at(-1)!.getStats()).values()) {
    if (part.type === 'outbound-rtp') counted.sent = part.packetsSent
    if (part.type === 'inbound-rtp') Object.assign(counted, { heard: part.packetsReceived, lost: part.packetsLost })
  }
  return counted
}
