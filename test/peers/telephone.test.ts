import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Clinic } from '../journeys/clinic.ts'
import { callFrom } from './caller.ts'
import {
  answerAt,
  bar,
  exchangeHere,
  type Known,
  openDesks,
  rail,
  seenWhenFailed,
  sounding,
  spoken,
} from './desks.fixture.ts'
import type { Exchange } from './exchange.ts'

describe.runIf(exchangeHere)('a real telephone exchange, a caller outside and two desks', () => {
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

  it('rings at both with the right patient; one answers, the other is still; sound goes both ways; hold, back, sent on, hung up', async () => {
    const caller = await callFrom(exchange, {
      number: known.number,
      name: 'Front Door',
      to: 'frontdesk',
      steps: ['answered', 'hold', 'back', 'referred', 'hung-up'],
    })
    for (const page of [a, b]) {
      await rail(page)
        .getByRole('article', { name: new RegExp(known.name) })
        .waitFor()
      await bar(page).getByText('Rings at this telephone').waitFor()
    }
    for (const page of [a, b]) await expect.poll(() => sounding(page)).toBe(1)
    await rail(a).getByRole('button', { name: 'Answer' }).click()
    await bar(a).getByRole('button', { name: 'Hold' }).waitFor()
    await bar(b).getByText('Rings at this telephone').waitFor({ state: 'detached' })
    for (const page of [a, b]) await expect.poll(() => sounding(page)).toBe(0)
    await a.getByRole('complementary', { name: 'Person in hand' }).getByRole('heading', { name: known.name }).waitFor()
    const first = await spoken(a)
    expect(first).toMatchObject({ lost: 0 })

    // Whoever answers writes the note next: the bar's keys act there as well.
    await a.keyboard.press('Alt+h')
    await bar(a)
      .getByText(/On hold/)
      .waitFor()
    await a.keyboard.press('Alt+h')
    await bar(a)
      .getByText(/On hold/)
      .waitFor({ state: 'detached' })
    await spoken(a, first)

    await a.keyboard.press('Alt+t')
    await a.getByLabel('Transfer to').fill('102')
    await a.keyboard.press('Enter')
    await expect.poll(() => referTo(caller.messages())).toContain('sip:102@')
    const second = await callFrom(exchange, {
      number: known.number,
      name: 'Front Door',
      to: '102',
      steps: ['answered', 'hung-up'],
    })
    await answerAt(b)
    await bar(b).getByRole('button', { name: 'Hold' }).waitFor()
    await caller.done
    await bar(a).getByRole('button', { name: 'Hang up' }).waitFor({ state: 'detached' })
    await spoken(b)
    await b.keyboard.press('Alt+q')
    await second.done
    await bar(b).getByRole('button', { name: 'Hang up' }).waitFor({ state: 'detached' })
  }, 40_000)

  it('a caller who gives up is an abandoned call, and nothing rings any more', async () => {
    const caller = await callFrom(exchange, {
      number: '+15550100177',
      name: 'Gave Up',
      to: 'frontdesk',
      steps: ['give-up'],
    })
    await bar(a).getByText('Rings at this telephone').waitFor()
    await caller.done
    for (const page of [a, b]) await bar(page).getByText('Rings at this telephone').waitFor({ state: 'detached' })
    await expect
      .poll(() => clinic.world.asOwner(`select outcome, taken_by from calls.call where number = '+15550100177'`))
      .toEqual([{ outcome: 'abandoned', taken_by: null }])
  }, 30_000)
})

/** To whom the caller was sent. */
const referTo = (messages: string): string => /^Refer-To: (.*)$/im.exec(messages)?.[1] ?? ''
