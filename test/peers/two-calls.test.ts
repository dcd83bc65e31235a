import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Clinic } from '../journeys/clinic.ts'
import { violations } from '../journeys/violations.ts'
import { callFrom, waitOutside } from './caller.ts'
import {
  answerAt,
  bar,
  exchangeHere,
  free,
  type Known,
  openDesks,
  ready,
  ringsAt,
  seenWhenFailed,
  spoken,
  stillAt,
} from './desks.fixture.ts'
import type { Exchange } from './exchange.ts'

describe.runIf(exchangeHere)('what a desk does with its telephone in the middle of a call', () => {
  let exchange: Exchange
  let clinic: Clinic
  let a: Page
  let b: Page
  let known: Known

  beforeAll(async () => {
    ;({ exchange, clinic, a, b, known } = await openDesks())
  }, 60_000)
  afterAll(() => exchange?.stop())
  seenWhenFailed(() => ({ exchange, a, b }))

  it('muted, the caller hears silence and the desk hears on; keys that are pressed arrive at the other end', async () => {
    const caller = await callFrom(exchange, { ...outside('1'), to: '101', steps: ['answered', 'hung-up'] })
    await ringsAt(a)
    await answerAt(a)
    await spoken(a)
    await expect.poll(() => caller.voice.sounds()).toBe(true)
    await a.keyboard.press('Alt+m')
    await bar(a).getByText(/Muted/).waitFor()
    await expect.poll(() => caller.voice.sounds()).toBe(false)
    // Silence is still sent, and what the caller says still arrives.
    const at = caller.voice.heard()
    await expect.poll(() => caller.voice.heard()).toBeGreaterThan(at + 50)
    await a.keyboard.press('Alt+m')
    await expect.poll(() => caller.voice.sounds()).toBe(true)

    // Another microphone in the middle of the call: the voice goes on through it, and it is let go at the end.
    await bar(a).getByRole('button', { name: 'Microphone, speaker and ring' }).click()
    await a
      .getByRole('dialog')
      .getByRole('button', { name: /Microphone/ })
      .click()
    await a.getByRole('option', { name: /Fake Audio Input 2/ }).click()
    await expect.poll(() => a.evaluate(microphone)).toMatch(/Fake Audio Input 2/)
    if (process.env.PICTURES) await a.screenshot({ path: `${process.env.PICTURES}/telephone-devices.png` })
    expect(await violations(a)).toEqual([])
    await a.keyboard.press('Escape')
    await a.getByRole('dialog').waitFor({ state: 'detached' })
    const through = caller.voice.heard()
    await expect.poll(() => caller.voice.heard()).toBeGreaterThan(through + 60)
    await expect.poll(() => caller.voice.sounds()).toBe(true)

    await a.keyboard.press('Alt+k')
    await bar(a).getByRole('button', { name: '1', exact: true }).waitFor()
    await a.keyboard.type('42#')
    await bar(a).getByRole('button', { name: '0', exact: true }).click()
    await expect.poll(() => caller.voice.keys()).toBe('42#0')
    await lookedAt(a, 'keys')
    await a.keyboard.press('Escape')
    await a.keyboard.press('Alt+q')
    await caller.done
    await free(a)
    await expect.poll(() => a.evaluate(microphone)).toBe('ended')
  }, 60_000)

  it('a second call while one is on: the first is held, back and forth, a third hears busy', async () => {
    const first = await callFrom(exchange, {
      ...outside('2'),
      to: '101',
      steps: ['answered', 'hold', 'back', 'hung-up'],
    })
    await ringsAt(a)
    await answerAt(a)
    await spoken(a)
    const second = await callFrom(exchange, { ...outside('3'), to: '101', steps: ['answered', 'hold', 'hung-up'] })
    await ringsAt(a)
    await answerAt(a)
    await spoken(a)
    await bar(a)
      .getByText(/On hold/)
      .waitFor()
    // Who waits hears nothing of what is spoken; who is spoken with does.
    await expect.poll(() => second.voice.sounds()).toBe(true)
    const waits = first.voice.heard()
    await expect.poll(() => second.voice.heard()).toBeGreaterThan(150)
    expect(first.voice.heard() - waits === 0 || first.voice.sounds() === false).toBe(true)

    await lookedAt(a, 'two-calls')

    const third = await callFrom(exchange, { ...outside('4'), to: '101', steps: ['busy'] })
    await third.done
    expect(await bar(a).getByText('Rings at this telephone').count()).toBe(0)

    await a.keyboard.press('Alt+s')
    await bar(a).getByRole('button', { name: /Swap/ }).waitFor()
    const before = first.voice.heard()
    await expect.poll(() => first.voice.heard()).toBeGreaterThan(before + 50)
    await expect.poll(() => first.voice.sounds()).toBe(true)
    await a.keyboard.press('Alt+q')
    await first.done
    // The other one still waits, and its end is theirs to press.
    await bar(a)
      .getByText(/On hold/)
      .waitFor()
    await a.keyboard.press('Alt+q')
    await second.done
    await free(a)
  }, 60_000)

  it('asks the colleague first, then joins them: the caller speaks with the second desk, the first is free', async () => {
    const caller = await callFrom(exchange, {
      number: known.number,
      name: 'Front Door',
      to: '101',
      steps: ['answered', 'hold', 'referred', 'hung-up'],
    })
    await ringsAt(a)
    await answerAt(a)
    await spoken(a)
    await a.keyboard.press('Alt+t')
    await a.getByLabel('Transfer to').fill('102')
    await bar(a).getByRole('button', { name: 'Ask first' }).click()
    await ringsAt(b)
    await answerAt(b)
    // The colleagues speak; the caller waits.
    await Promise.all([spoken(a), spoken(b)])
    await bar(a)
      .getByText(/On hold/)
      .waitFor()
    await a.keyboard.press('Alt+j')
    await expect.poll(() => replaces(caller.messages())).not.toBeNull()
    const { target, header } = replaces(caller.messages())!
    expect(target).toBe('102')
    const joined = await callFrom(exchange, {
      number: known.number,
      name: 'Front Door',
      to: target,
      replaces: header,
      steps: ['answered', 'hung-up'],
    })
    await free(a)
    await caller.done
    // Nobody had to answer: the call of the colleague became that of the caller.
    await expect.poll(() => joined.voice.heard()).toBeGreaterThan(50)
    await spoken(b)
    await stillAt(b)
    expect(await bar(b).getByRole('button', { name: 'Hang up' }).count()).toBe(1)
    await bar(b).getByText('Front Door').waitFor()
    await b.keyboard.press('Alt+q')
    await joined.done
    await free(b)
  }, 60_000)

  it('calls out: a patient in hand, sound both ways, one record', async () => {
    const called = await waitOutside(exchange)
    await a.goto(`${clinic.url}/patients/${known.id}`)
    await ready(a)
    await a.getByRole('complementary', { name: 'Person in hand' }).getByRole('heading', { name: known.name }).waitFor()
    // The cards of the calls before ask who it was: a letter would go there.
    await a.getByRole('complementary', { name: 'Person in hand' }).getByRole('button', { name: /^Call/ }).click()
    await spoken(a)
    await expect.poll(() => called.voice.sounds()).toBe(true)
    expect(called.messages()).toContain(`INVITE sip:${known.number}@`)
    await a.keyboard.press('Alt+q')
    await called.done
    await free(a)
    await expect
      .poll(() =>
        clinic.world.asOwner(
          `select direction, taken_at is not null and ended_at is not null as spoken from calls.call where number = $1 and direction = 'out'`,
          [known.number],
        ),
      )
      .toEqual([{ direction: 'out', spoken: true }])
  }, 40_000)
})

const outside = (last: string) => ({ number: `+1555010018${last}`, name: `Caller ${last}` })

/** Runs in the page: which microphone the newest call speaks through, or that it is let go. */
function microphone(): string | undefined {
  const all = (globalThis as unknown as { connections: RTCPeerConnection[] }).connections
  const track = all.at(-1)?.getSenders()[0]?.track
  return track?.readyState === 'live' ? track.label : 'ended'
}

/** Axe finds nothing on the telephone as it stands, light and dark, narrow and wide; pictures where a folder is named. */
async function lookedAt(page: Page, name: string): Promise<void> {
  for (const [colorScheme, width] of [
    ['light', 1920],
    ['dark', 1920],
    ['dark', 1280],
    ['light', 1280],
  ] as const) {
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize({ width, height: 800 })
    if (process.env.PICTURES)
      await page.screenshot({ path: `${process.env.PICTURES}/telephone-${name}-${colorScheme}-${width}.png` })
    expect(await violations(page, '[aria-label="Telephone"]')).toEqual([])
  }
}

/** What the caller was told to take the place of; null while nothing was said. */
function replaces(messages: string): { target: string; header: string } | null {
  const found = /^Refer-To: <sip:([^@]+)@[^?]+\?Replaces=([^>]+)>/im.exec(messages)
  return found && { target: found[1]!, header: decodeURIComponent(found[2]!) }
}
