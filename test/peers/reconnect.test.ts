import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Clinic } from '../journeys/clinic.ts'
import { callFrom } from './caller.ts'
import {
  answerAt,
  bar,
  exchangeHere,
  free,
  openDesks,
  packets,
  ready,
  ringsAt,
  seenWhenFailed,
  spoken,
} from './desks.fixture.ts'
import type { Exchange } from './exchange.ts'

describe.runIf(exchangeHere)('a telephone whose exchange goes away and comes back', () => {
  let exchange: Exchange
  let clinic: Clinic
  let a: Page
  let b: Page
  const signedOn: string[] = []

  beforeAll(async () => {
    ;({ exchange, clinic, a, b } = await openDesks())
    // Who signs on, and until when the password works: "<unix expiry>:<extension>".
    a.on('websocket', socket =>
      socket.on('framesent', ({ payload }) => {
        const user = /^REGISTER[\s\S]*username="(\d+:101)"/.exec(String(payload))?.[1]
        if (user) signedOn.push(user)
      }),
    )
  }, 90_000)
  afterAll(() => exchange?.stop())
  seenWhenFailed(() => ({ exchange, a, b }))

  it('a cut in the middle of a call: the voices go on, the desk is back by itself, hang-up arrives', async () => {
    const caller = await callFrom(exchange, { ...outside, to: '101', steps: ['answered', 'hung-up'] })
    await ringsAt(a)
    await answerAt(a)
    await spoken(a)
    await exchange.cut()
    await bar(a).getByText('Not connected to the telephone').waitFor()
    await spoken(a, await a.evaluate(packets))
    await exchange.mend()
    await ready(a)
    await spoken(a, await a.evaluate(packets))
    await a.keyboard.press('Alt+q')
    await caller.done
    await free(a)
  }, 90_000)

  it('signs on with fresh keys before the old ones end', async () => {
    // The next keys are told to live two seconds; their real end is another one each time, so that they can be told apart.
    await a.route('**/api/telephony/sip-credentials', async route => {
      const answer = await route.fetch()
      await route.fulfill({ response: answer, json: { ...(await answer.json()), livesSeconds: 2 } })
    })
    clinic.world.clock.set(Temporal.Now.instant())
    await a.reload()
    await ready(a)
    const first = signedOn.at(-1)!
    clinic.world.clock.advance({ seconds: 7 })
    await expect.poll(() => signedOn.at(-1)).toBe(later(first, 7))
    await a.unroute('**/api/telephony/sip-credentials')
    await ready(a)
  }, 90_000)

  it('keys that ended while the exchange was away are replaced, and it rings again', async () => {
    // Keys that work for six seconds more by the clock of the exchange.
    clinic.world.clock.set(Temporal.Now.instant().subtract({ seconds: 294 }))
    await a.reload()
    await ready(a)
    const ends_s = Number(signedOn.at(-1)!.split(':')[0])
    await exchange.cut()
    await bar(a).getByText('Not connected to the telephone').waitFor()
    await expect.poll(() => Date.now() / 1000, { interval: 250 }).toBeGreaterThan(ends_s + 1)
    clinic.world.clock.set(Temporal.Now.instant())
    await exchange.mend()
    await ready(a)
    expect(Number(signedOn.at(-1)!.split(':')[0])).toBeGreaterThan(ends_s)
    await ready(b)
    const caller = await callFrom(exchange, { ...outside, to: 'frontdesk', steps: ['answered', 'hung-up'] })
    await Promise.all([a, b].map(ringsAt))
    await answerAt(a)
    await spoken(a)
    await a.keyboard.press('Alt+q')
    await caller.done
    await free(a)
  }, 90_000)
})

const outside = { number: '+15550100186', name: 'Caller Six' }

const later = (user: string, seconds: number) => user.replace(/^\d+/, end => String(Number(end) + seconds))
