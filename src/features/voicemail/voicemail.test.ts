import { beforeEach, expect, it } from 'vitest'
import { openWorld, WORLD_NOW } from '../../../test/world.ts'
import type { Id } from '../../core/id.ts'
import { asSystem } from '../../platform/transaction.ts'
import { ring } from '../calls/record/ring.ts'
import { registerPatient } from '../patients/register-patient.ts'
import { changeSetting } from './change-setting.ts'
import { forgetSounds } from './forget-sounds.ts'
import { giveVoicemail } from './give-voicemail.ts'
import { hearVoicemail } from './hear-voicemail.ts'
import { keepRecording } from './keep-recording.ts'
import { linkVoicemail } from './link-voicemail.ts'
import { oneVoicemail } from './one-voicemail.ts'
import { recordingsOfCall } from './recordings-of-call.ts'
import { reopenVoicemail } from './reopen-voicemail.ts'
import { setting } from './setting.ts'
import { settleVoicemail } from './settle-voicemail.ts'
import { spokenWav } from './sound.fixture.ts'
import { voicemails } from './voicemails.ts'

const world = await openWorld()
const secretary = world.as('secretary')
const manager = world.as('manager')
const { patient: jane } = await secretary.do(registerPatient, {
  family: 'Specimen',
  given: 'Jane',
  birthDate: '1971-04-12',
  phones: [{ number: '(212) 555-0142' }],
})
let n = 0
const spoken = (seconds = 2) => spokenWav(seconds, ++n).toString('base64')
const given = async (more: Record<string, unknown> = {}) =>
  (await secretary.do(giveVoicemail, { sound: spoken(), from: '(212) 555-0142', line: 'main', ...more })).voicemail
const counted = async (table: string) =>
  (
    await world.asOwner<{ n: number }>(`select count(*)::int as n from ${table} where practice_id = $1`, [
      world.practice,
    ])
  )[0]!.n

beforeEach(() => world.clock.set(WORLD_NOW))

it('takes in a message once, knows whose number it is, and waits in the list until it is settled', async () => {
  const sound = spoken(9)
  const told = await Promise.all(
    Array.from({ length: 6 }, () =>
      secretary.do(giveVoicemail, { sound, from: '212-555-0142', line: 'main', externalId: 'vm-1' }),
    ),
  )
  expect(new Set(told.map(one => one.voicemail)).size).toBe(1)
  expect(told.filter(one => !one.repeated)).toHaveLength(1)
  expect(await counted('voicemail.sound')).toBe(1)
  const { voicemails: waiting } = await secretary.do(voicemails, {})
  expect(waiting).toMatchObject([
    {
      line: 'main',
      number: '+12125550142',
      seconds: 9,
      playable: true,
      patient: { patient: jane, name: 'Jane Specimen' },
    },
  ])
  const done = await secretary.do(settleVoicemail, {
    voicemail: waiting[0]!.voicemail,
    how: 'called-back',
    text: 'Reached',
  })
  expect(done.settledAt).toBe(WORLD_NOW.toString())
  expect((await secretary.do(voicemails, {})).voicemails).toEqual([])
  expect((await secretary.do(voicemails, { state: 'settled' })).voicemails[0]!.steps.map(step => step.kind)).toEqual([
    'arrived',
    'settled',
  ])
  await secretary.do(reopenVoicemail, { voicemail: waiting[0]!.voicemail })
  await secretary.do(reopenVoicemail, { voicemail: waiting[0]!.voicemail })
  expect((await secretary.do(voicemails, {})).voicemails).toHaveLength(1)
  await secretary.do(settleVoicemail, { voicemail: waiting[0]!.voicemail, how: 'nothing-to-do' })
})

it('lets one of two settle, and tells the other who it was', async () => {
  const voicemail = await given()
  const outcomes = await Promise.allSettled(
    Array.from({ length: 4 }, () => secretary.do(settleVoicemail, { voicemail, how: 'called-back' })),
  )
  expect(outcomes.filter(one => one.status === 'fulfilled')).toHaveLength(1)
  await expect(secretary.do(settleVoicemail, { voicemail, how: 'called-back' })).rejects.toMatchObject({
    code: 'voicemail.already-settled',
    facts: { by: expect.any(String) },
  })
})

it('plays it, notes who listened once each, and leaves a line in the trail of the patient', async () => {
  const sound = spoken(4)
  const { voicemail } = await secretary.do(giveVoicemail, { sound, from: '+12125550142' })
  for (const who of [secretary, secretary, manager]) {
    expect(await who.do(hearVoicemail, { voicemail })).toEqual({ media: 'audio/wav', sound })
  }
  const { heardBy } = await secretary.do(oneVoicemail, { voicemail })
  expect(heardBy).toHaveLength(2)
  const trail = await world.asOwner(
    `select 1 from platform.audit_line where deed = 'voicemail.hear-voicemail' and $1 = any(patients) and subject->>'voicemail' = $2`,
    [jane, voicemail],
  )
  expect(trail).toHaveLength(3)
})

it('refuses what is no sound and what is too long, and writes nothing', async () => {
  const before = [await counted('voicemail.voicemail'), await counted('voicemail.sound')]
  await expect(
    secretary.do(giveVoicemail, { sound: Buffer.from('%PDF-1.7 not a sound at all').toString('base64') }),
  ).rejects.toMatchObject({ code: 'voicemail.not-a-sound' })
  await expect(secretary.do(giveVoicemail, { sound: spokenWav(787).toString('base64') })).rejects.toMatchObject({
    code: 'voicemail.too-long',
  })
  expect([await counted('voicemail.voicemail'), await counted('voicemail.sound')]).toEqual(before)
})

it('links somebody by hand where several have the number, and takes that back', async () => {
  const voicemail = await given({ from: 'anonymous' })
  expect(await secretary.do(oneVoicemail, { voicemail })).toMatchObject({
    patient: null,
    number: null,
    numberText: 'anonymous',
  })
  await secretary.do(linkVoicemail, { voicemail, patient: jane })
  expect((await secretary.do(oneVoicemail, { voicemail })).patient?.name).toBe('Jane Specimen')
  await secretary.do(linkVoicemail, { voicemail, patient: null })
  expect((await secretary.do(oneVoicemail, { voicemail })).patient).toBeNull()
})

it('records no call unless the practice says so, and says so only with a sentence for callers', async () => {
  const { call } = await secretary.do(ring, { from: '+12125550142', externalId: 'call-rec-1' })
  await expect(secretary.do(keepRecording, { call, sound: spoken() })).rejects.toMatchObject({
    code: 'voicemail.recording-off',
  })
  await expect(manager.do(changeSetting, { keepDays: 30, recordCalls: true, consentLine: '  ' })).rejects.toMatchObject(
    { code: 'voicemail.consent-missing' },
  )
  expect(await manager.do(setting, {})).toEqual({ keepDays: 90, recordCalls: false, consentLine: '' })
  await manager.do(changeSetting, { keepDays: 30, recordCalls: true, consentLine: 'This call may be recorded.' })
  const { recording } = await secretary.do(keepRecording, { call, sound: spoken() })
  expect((await manager.do(recordingsOfCall, { call })).recordings.map(one => one.voicemail)).toEqual([recording])
  // It is no message that waits, and not for everybody's ears.
  expect((await secretary.do(voicemails, {})).voicemails.map(one => one.voicemail)).not.toContain(recording)
  await expect(secretary.do(hearVoicemail, { voicemail: recording as Id<'voicemail'> })).rejects.toMatchObject({
    kind: 'missing',
  })
  expect((await manager.do(hearVoicemail, { voicemail: recording })).media).toBe('audio/wav')
  await manager.do(changeSetting, { keepDays: 30, recordCalls: false, consentLine: 'This call may be recorded.' })
})

it('deletes a sound when its time is over, never one that waits, and keeps what was done', async () => {
  await manager.do(changeSetting, { keepDays: 30, recordCalls: false, consentLine: '' })
  const [waits, over, fresh] = [await given(), await given(), await given()]
  await secretary.do(settleVoicemail, { voicemail: over, how: 'called-back' })
  world.clock.advance({ hours: 24 * 29 })
  await secretary.do(settleVoicemail, { voicemail: fresh, how: 'called-back' })
  await forgetSounds(world.app)
  expect((await secretary.do(oneVoicemail, { voicemail: over })).playable).toBe(true)
  world.clock.advance({ hours: 24 + 1 })
  await forgetSounds(world.app)
  await forgetSounds(world.app)
  const playable = async (voicemail: Id<'voicemail'>) => (await secretary.do(oneVoicemail, { voicemail })).playable
  expect(await Promise.all([waits, over, fresh].map(playable))).toEqual([true, false, true])
  expect((await secretary.do(oneVoicemail, { voicemail: over })).steps.map(step => step.kind)).toEqual([
    'arrived',
    'settled',
    'erased',
  ])
  await expect(secretary.do(hearVoicemail, { voicemail: over })).rejects.toMatchObject({ code: 'voicemail.sound-gone' })
})

it('is missing for another practice', async () => {
  const voicemail = await given()
  const neighbour = await world.neighbour()
  for (const deed of [hearVoicemail, oneVoicemail, reopenVoicemail]) {
    await expect(neighbour.as('manager').do(deed as typeof reopenVoicemail, { voicemail })).rejects.toMatchObject({
      kind: 'missing',
    })
  }
  const seen = await asSystem(neighbour.app, neighbour.practice, 'test', ctx => ctx.sql`select 1 from voicemail.sound`)
  expect(seen).toEqual([])
})
