import { expect, it } from 'vitest'
import { openWorld } from '../../../../test/world.ts'
import { type Id, newId } from '../../../core/id.ts'
import { openMessages } from '../messages/open-messages.ts'
import { endCall } from '../record/end-call.ts'
import { noteCall } from '../record/note-call.ts'
import { takeCall } from '../record/take-call.ts'
import { alertAboutFiring } from './alert-about-firing.ts'
import { callGuidance } from './call-guidance.ts'
import { dismissFiring } from './dismiss-firing.ts'
import { fireRedFlag } from './fire-red-flag.ts'
import { guidance } from './guidance.ts'
import { keepRedFlag } from './keep-red-flag.ts'
import { redFlagFirings } from './red-flag-firings.ts'
import { reviewFiring } from './review-firing.ts'
import { tickStep } from './tick-step.ts'

const world = await openWorld()
const secretary = world.as('secretary')
const provider = world.as('provider')
const flags = (await secretary.do(guidance, {})).redFlags
const chest = flags.find(flag => flag.content.group === 'chest-pain')!
const stroke = flags.find(flag => flag.content.group === 'stroke')!
const call = async () => (await secretary.do(takeCall, {})).call as Id<'call'>
const of = async (id: Id<'call'>) => (await secretary.do(callGuidance, { call: id })).firings
const kinds = (firing: { facts: { kind: string }[] } | undefined) => firing?.facts.map(fact => fact.kind)
const facts = async () => (await world.asOwner<{ n: number }>('select count(*)::int as n from calls.firing_fact'))[0]!.n

it('a red flag shown at a desk is written once per call and flag; later words are added', async () => {
  const id = await call()
  const first = await secretary.do(fireRedFlag, { call: id, flag: chest.guidance, words: ['Chest pain'] })
  expect(first.repeated).toBe(false)
  expect(await secretary.do(fireRedFlag, { call: id, flag: chest.guidance, words: ['chest pain'] })).toEqual({
    ...first,
    repeated: true,
  })
  await secretary.do(fireRedFlag, { call: id, flag: chest.guidance, words: ['tight chest'] })
  const [firing, ...others] = await of(id)
  expect(others).toEqual([])
  expect(firing).toMatchObject({
    words: ['chest pain', 'tight chest'],
    shownTo: 'Test secretary',
    absent: false,
    group: 'chest-pain',
    approved: false,
  })
  expect(kinds(firing)).toEqual(['shown', 'mentioned'])
})

it('told eight times at once, it is one firing', async () => {
  const id = await call()
  const all = await Promise.all(
    Array.from({ length: 8 }, () =>
      secretary.do(fireRedFlag, { call: id, flag: chest.guidance, words: ['chest pain'] }),
    ),
  )
  expect(new Set(all.map(one => one.firing)).size).toBe(1)
  expect(all.filter(one => !one.repeated)).toHaveLength(1)
  expect(kinds((await of(id))[0])).toEqual(['shown'])
})

it('the server notices what no browser told: in the note, in the reasons, at the end; a desk that shows it later adds that', async () => {
  const id = await call()
  await secretary.do(noteCall, { call: id, note: 'Has chest pian since noon', revision: 0 })
  expect((await of(id))[0]).toMatchObject({ words: ['chest pian'], shownAt: null, shownTo: null })
  await secretary.do(noteCall, { call: id, note: 'Has chest pian since noon', revision: 0 })
  await secretary.do(fireRedFlag, { call: id, flag: chest.guidance, words: ['chest pian'] })
  expect(kinds((await of(id))[0])).toEqual(['noticed', 'shown'])
  await secretary.do(noteCall, { call: id, note: 'Has chest pian', reasons: ['stroke'], revision: 1 })
  await secretary.do(endCall, {
    call: id,
    outcome: 'answered',
    note: 'Has chest pian, took too many pills',
    revision: 2,
  })
  expect((await of(id)).map(one => one.group)).toEqual(['chest-pain', 'stroke', 'poisoning'])
})

it('what is no danger writes nothing', async () => {
  const id = await call()
  await secretary.do(noteCall, {
    call: id,
    note: 'Chest X-ray appointment, stroke of luck',
    reasons: ['refill'],
    revision: 0,
  })
  expect(await of(id)).toEqual([])
})

it('mentioned as absent is written as that, and is no longer when it is meant', async () => {
  const id = await call()
  await secretary.do(noteCall, { call: id, note: 'denies chest pain', revision: 0 })
  expect((await of(id))[0]).toMatchObject({ absent: true })
  await secretary.do(dismissFiring, { call: id, flag: chest.guidance, reason: 'Says there is none' })
  await secretary.do(noteCall, { call: id, note: 'denies chest pain. Now chest pain', revision: 1 })
  expect((await of(id))[0]).toMatchObject({ absent: false, dismissedAt: null })
  expect(kinds((await of(id))[0])).toEqual(['noticed', 'dismissed', 'mentioned'])
  await secretary.do(noteCall, { call: id, note: 'denies chest pain', revision: 2 })
  expect((await of(id))[0]).toMatchObject({ absent: false })
})

it('each step that was done is a row with its time, also one done while the server was away, and can be taken back', async () => {
  const id = await call()
  const at = world.clock.now().subtract({ minutes: 3 }).toString()
  const later = world.clock.now().add({ hours: 3 }).toString()
  const on = { call: id, flag: chest.guidance }
  await secretary.do(fireRedFlag, { ...on, words: ['chest pain'], at })
  await secretary.do(tickStep, { ...on, step: 0, at })
  await secretary.do(tickStep, { ...on, step: 0 })
  await secretary.do(tickStep, { ...on, step: 1, at: later })
  await secretary.do(tickStep, { ...on, step: 1, done: false })
  const [firing] = await of(id)
  expect(firing).toMatchObject({ shownAt: at })
  expect(firing!.facts.map(fact => [fact.kind, fact.step, fact.at])).toEqual([
    ['shown', null, at],
    ['ticked', 0, at],
    ['ticked', 1, world.clock.now().toString()],
    ['unticked', 1, world.clock.now().toString()],
  ])
  expect(firing!.facts[1]!.text).toBe(firing!.emergency.steps[0]!.text)
  const before = await facts()
  await expect(secretary.do(tickStep, { ...on, step: 30 })).rejects.toMatchObject({ code: 'calls.no-such-answer' })
  expect(await facts()).toBe(before)
})

it('the nurse is alerted by an urgent message tied to the call; who has left is not', async () => {
  const id = await call()
  const on = { call: id, flag: chest.guidance }
  await secretary.do(noteCall, { call: id, note: 'Chest pain since noon', revision: 0 })
  const to = provider.caller.staff!
  const { message } = await secretary.do(alertAboutFiring, { ...on, to })
  const mine = (await provider.do(openMessages, {})).messages.find(one => one.message === message)
  expect(mine).toMatchObject({
    priority: 'urgent',
    call: id,
    text: 'Red flag on the phone: Chest pain.\nChest pain since noon',
  })
  expect((await of(id))[0]!.facts.at(-1)).toMatchObject({
    kind: 'alerted',
    text: 'Test provider',
    by: 'Test secretary',
  })
  const before = await facts()
  await world.asOwner('update practice.staff set left_at = now() where id = $1', [world.as('biller').caller.staff])
  await expect(secretary.do(alertAboutFiring, { ...on, to: world.as('biller').caller.staff! })).rejects.toMatchObject({
    code: 'calls.person-has-left',
  })
  await expect(secretary.do(alertAboutFiring, { ...on, to: newId() })).rejects.toMatchObject({ kind: 'missing' })
  expect(await facts()).toBe(before)
})

it('is reviewed once, by who is in charge', async () => {
  const id = await call()
  const { firing } = await secretary.do(fireRedFlag, { call: id, flag: stroke.guidance, words: ['slurred speech'] })
  const list = await provider.do(redFlagFirings, {})
  expect(list.firings[0]).toMatchObject({ firing, flagName: stroke.content.name, takenBy: 'Test secretary' })
  expect(list.unreviewed).toBeGreaterThanOrEqual(list.firings.length)
  await provider.do(reviewFiring, { firing, note: 'Handled well' })
  expect((await provider.do(redFlagFirings, {})).firings.map(one => one.firing)).not.toContain(firing)
  const all = await provider.do(redFlagFirings, { only: 'all', limit: 1 })
  expect(all).toMatchObject({ more: true })
  const older = await provider.do(redFlagFirings, { only: 'all', after: all.firings[0]!.firing })
  expect(older.firings.map(one => one.firing)).not.toContain(all.firings[0]!.firing)
  await expect(provider.do(redFlagFirings, { after: newId() })).rejects.toMatchObject({ kind: 'missing' })
  await expect(world.as('manager').do(reviewFiring, { firing })).rejects.toMatchObject({
    code: 'calls.already-reviewed',
    facts: { by: 'Test provider' },
  })
  await expect(secretary.do(reviewFiring, { firing })).rejects.toMatchObject({ kind: 'denied' })
  await expect(provider.do(reviewFiring, { firing: newId() })).rejects.toMatchObject({ kind: 'missing' })
})

it('what has not shown on a call cannot be ticked, dismissed or told', async () => {
  const id = await call()
  const on = { call: id, flag: stroke.guidance }
  const before = await facts()
  for (const deed of [
    () => secretary.do(tickStep, { ...on, step: 0 }),
    () => secretary.do(dismissFiring, { ...on, reason: 'No' }),
    () => secretary.do(alertAboutFiring, { ...on, to: provider.caller.staff! }),
  ]) {
    await expect(deed()).rejects.toMatchObject({ code: 'calls.not-fired' })
  }
  await expect(secretary.do(tickStep, { ...on, flag: newId(), step: 0 })).rejects.toMatchObject({ kind: 'missing' })
  await expect(secretary.do(fireRedFlag, { call: newId(), flag: stroke.guidance, words: ['x'] })).rejects.toMatchObject(
    { kind: 'missing' },
  )
  expect(await facts()).toBe(before)
})

it('a list that is switched off or reworded counts so at the next word', async () => {
  const made = await provider.do(keepRedFlag, {
    content: {
      name: 'Fall',
      group: 'other',
      emergency: chest.content.emergency,
      phrases: [{ text: 'fell down stairs', language: 'en' }],
    },
  })
  const first = await call()
  await secretary.do(noteCall, { call: first, note: 'fell down the stairs', revision: 0 })
  expect(await of(first)).toHaveLength(1)
  const [content] = (await provider.do(guidance, {})).redFlags
    .filter(one => one.guidance === made.guidance)
    .map(one => one.content)
  await provider.do(keepRedFlag, { guidance: made.guidance, version: 1, active: false, content: content! })
  const second = await call()
  await secretary.do(noteCall, { call: second, note: 'fell down the stairs', revision: 0 })
  expect(await of(second)).toEqual([])
})
