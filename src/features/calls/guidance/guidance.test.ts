import { describe, expect, it } from 'vitest'
import { openWorld } from '../../../../test/world.ts'
import { type Id, newId } from '../../../core/id.ts'
import { takeCall } from '../record/take-call.ts'
import { answerScript } from './answer-script.ts'
import { approveGuidance } from './approve-guidance.ts'
import { callGuidance } from './call-guidance.ts'
import { guidance } from './guidance.ts'
import { guidanceVersions } from './guidance-versions.ts'
import { keepEmergencyScript } from './keep-emergency-script.ts'
import { keepRedFlag } from './keep-red-flag.ts'
import { keepScript } from './keep-script.ts'
import { startScript } from './start-script.ts'
import { stopScript } from './stop-script.ts'
import { takeBackAnswer } from './take-back-answer.ts'

const world = await openWorld()
const secretary = world.as('secretary')
const provider = world.as('provider')
const manager = world.as('manager')
const rows = async (table: string) =>
  (await world.asOwner<{ n: number }>(`select count(*)::int as n from calls.${table}`))[0]!.n
const call = async () => (await secretary.do(takeCall, {})).call as Id<'call'>
const tiny = {
  name: 'Tiny',
  questions: [
    {
      key: 'a',
      text: 'First?',
      answers: [
        { text: 'Yes', next: 'b' },
        { text: 'No', next: 'end' },
      ],
    },
    { key: 'b', text: 'Second?', answers: [{ text: 'Yes', next: 'end' }] },
  ],
  endings: [{ key: 'end', say: 'Good-bye.', outcome: 'message' as const }],
}

describe('wording', () => {
  it('is there from the first day, marked as approved by nobody, and writes no row until somebody touches it', async () => {
    const now = await secretary.do(guidance, {})
    expect(now.scripts).toHaveLength(4)
    expect(now.emergencies).toHaveLength(3)
    expect(now.redFlags.length).toBeGreaterThanOrEqual(9)
    expect(
      [...now.scripts, ...now.redFlags, ...now.emergencies].every(one => one.approved === null && one.builtIn),
    ).toBe(true)
    const shows = new Set(now.emergencies.map(one => one.guidance))
    expect(now.redFlags.every(flag => shows.has(flag.content.emergency))).toBe(true)
    expect(await rows('guidance')).toBe(0)
    const other = await (await world.neighbour()).as('secretary').do(guidance, {})
    expect(other.scripts.map(one => one.guidance)).not.toContain(now.scripts[0]!.guidance)
  })

  it('is changed by versions, each with who and when; a new version wants approval again', async () => {
    const first = (await provider.do(guidance, {})).emergencies[0]!
    await provider.do(approveGuidance, { guidance: first.guidance, version: 1 })
    await provider.do(approveGuidance, { guidance: first.guidance, version: 1 })
    expect((await secretary.do(guidance, {})).emergencies[0]!.approved).toMatchObject({ by: 'Test provider' })
    const content = { name: 'Call 911', steps: [{ kind: 'say' as const, text: 'Call 911 now.' }] }
    world.clock.advance({ minutes: 1 })
    expect(await provider.do(keepEmergencyScript, { guidance: first.guidance, version: 1, content })).toMatchObject({
      version: 2,
    })
    const changed = (await secretary.do(guidance, {})).emergencies[0]!
    expect(changed).toMatchObject({ version: 2, by: 'Test provider', approved: null, content })
    const { versions } = await manager.do(guidanceVersions, { guidance: first.guidance })
    expect(versions.map(one => [one.version, one.approved?.by ?? null])).toEqual([
      [2, null],
      [1, 'Test provider'],
    ])
    expect(await rows('guidance_approval')).toBe(1)
    const before = await rows('guidance_version')
    await expect(
      manager.do(keepEmergencyScript, { guidance: first.guidance, version: 1, content }),
    ).rejects.toMatchObject({
      code: 'calls.guidance-changed-meanwhile',
      facts: { version: 2, by: 'Test provider' },
    })
    await expect(provider.do(approveGuidance, { guidance: first.guidance, version: 1 })).rejects.toMatchObject({
      code: 'calls.guidance-changed-meanwhile',
    })
    expect(await rows('guidance_version')).toBe(before)
  })

  it('comes back as it was: as a new version, approved by nobody yet', async () => {
    const { guidance: id } = await manager.do(keepScript, { content: tiny })
    await provider.do(approveGuidance, { guidance: id, version: 1 })
    await manager.do(keepScript, { guidance: id, version: 1, active: false, content: { ...tiny, name: 'Worse' } })
    const { versions } = await manager.do(guidanceVersions, { guidance: id })
    const first = versions.find(one => one.version === 1)!
    const back = { guidance: id, active: first.active, content: first.content as typeof tiny }
    await expect(manager.do(keepScript, { ...back, version: 1 })).rejects.toMatchObject({
      code: 'calls.guidance-changed-meanwhile',
    })
    expect(await manager.do(keepScript, { ...back, version: 2 })).toEqual({ guidance: id, version: 3 })
    const now = (await manager.do(guidance, {})).scripts.find(one => one.guidance === id)!
    expect(now).toMatchObject({ version: 3, active: true, approved: null, content: { name: 'Tiny' } })
    const kept = (await manager.do(guidanceVersions, { guidance: id })).versions
    expect(kept.map(one => [one.version, one.by, one.approved?.by ?? null])).toEqual([
      [3, 'Test manager', null],
      [2, 'Test manager', null],
      [1, 'Test manager', 'Test provider'],
    ])
    expect(kept[0]!.content).toEqual(kept[2]!.content)
  })

  it('of two who change at the same moment one is first, the other is told', async () => {
    const { guidance: id } = await manager.do(keepScript, { content: tiny })
    const tries = await Promise.allSettled(
      ['One', 'Two', 'Three'].map(name =>
        provider.do(keepScript, { guidance: id, version: 1, content: { ...tiny, name } }),
      ),
    )
    expect(tries.filter(one => one.status === 'fulfilled')).toHaveLength(1)
    expect(tries.flatMap(one => (one.status === 'rejected' ? one.reason.code : []))).toEqual(
      Array(2).fill('calls.guidance-changed-meanwhile'),
    )
    expect((await manager.do(guidanceVersions, { guidance: id })).versions).toHaveLength(2)
  })

  it('is not for the secretary to change, and for nobody but a clinician to approve', async () => {
    const id = (await secretary.do(guidance, {})).scripts[0]!.guidance
    for (const deed of [
      () => secretary.do(keepScript, { content: tiny }),
      () => secretary.do(approveGuidance, { guidance: id, version: 1 }),
      () => manager.do(approveGuidance, { guidance: id, version: 1 }),
      () => secretary.do(keepEmergencyScript, { content: { name: 'X', steps: [{ kind: 'do', text: 'x' }] } }),
    ]) {
      await expect(deed()).rejects.toMatchObject({ kind: 'denied' })
    }
  })

  it('of a red flag points to an emergency script of this practice', async () => {
    const now = await manager.do(guidance, {})
    const content = { name: 'Fall', group: 'other' as const, phrases: [{ text: 'fell', language: 'en' as const }] }
    const made = await manager.do(keepRedFlag, { content: { ...content, emergency: now.emergencies[0]!.guidance } })
    expect((await manager.do(guidance, {})).redFlags.at(-1)).toMatchObject({ guidance: made.guidance, builtIn: false })
    for (const emergency of [newId<'guidance'>(), now.scripts[0]!.guidance]) {
      await expect(manager.do(keepRedFlag, { content: { ...content, emergency } })).rejects.toMatchObject({
        kind: 'missing',
      })
    }
    await expect(provider.do(approveGuidance, { guidance: newId(), version: 1 })).rejects.toMatchObject({
      kind: 'missing',
    })
    await expect(manager.do(guidanceVersions, { guidance: newId() })).rejects.toMatchObject({ kind: 'missing' })
    expect((await manager.do(guidanceVersions, { guidance: now.scripts[3]!.guidance })).versions).toHaveLength(1)
  })

  it('of a script leads somewhere: no loose end, no circle, no key twice', async () => {
    const [a, b] = tiny.questions as [(typeof tiny.questions)[0], (typeof tiny.questions)[0]]
    for (const questions of [
      [{ ...a, answers: [{ text: 'Yes', next: 'nowhere' }] }],
      [a, { ...b, answers: [{ text: 'Back', next: 'a' }] }],
      [a, { ...b, key: 'a' }],
      [],
    ]) {
      await expect(manager.do(keepScript, { content: { ...tiny, questions } })).rejects.toMatchObject({
        code: 'platform.invalid-input',
      })
    }
  })
})

describe('a script on a call', () => {
  it('is led through by answers, each a row with who and when, to an ending', async () => {
    const id = await call()
    const { guidance: script } = await manager.do(keepScript, { content: tiny })
    const { run } = await secretary.do(startScript, { call: id, script })
    expect(await secretary.do(answerScript, { run, question: 'a', answer: 0 })).toMatchObject({
      next: 'b',
      ended: false,
    })
    // The wording changes in the middle of it: the run goes on with what it began with.
    await manager.do(keepScript, {
      guidance: script,
      version: 1,
      content: { ...tiny, name: 'Other', questions: [tiny.questions[1]!] },
    })
    expect(await secretary.do(startScript, { call: id, script })).toEqual({ run, resumed: true })
    const { runs } = await world.as('biller').do(callGuidance, { call: id })
    expect(runs[0]).toMatchObject({
      name: 'Tiny',
      state: 'open',
      question: { key: 'b' },
      path: [{ question: 'First?', answer: 'Yes', by: 'Test secretary' }],
    })
    expect(await secretary.do(answerScript, { run, question: 'b', answer: 0 })).toMatchObject({
      next: 'end',
      ended: true,
    })
    expect((await secretary.do(callGuidance, { call: id })).runs[0]).toMatchObject({
      state: 'ended',
      ending: { say: 'Good-bye.', outcome: 'message' },
    })
    await expect(secretary.do(answerScript, { run, question: 'b', answer: 0 })).rejects.toMatchObject({
      code: 'calls.run-over',
    })
    await expect(secretary.do(stopScript, { run })).rejects.toMatchObject({ code: 'calls.run-over' })
    expect(await secretary.do(takeBackAnswer, { run })).toMatchObject({ question: 'b' })
    expect((await secretary.do(callGuidance, { call: id })).runs[0]).toMatchObject({
      state: 'open',
      question: { key: 'b' },
    })
    expect(await rows(`script_answer where run_id = '${run}'`)).toBe(2)
  })

  it('refuses what does not fit, and writes nothing then', async () => {
    const id = await call()
    const { guidance: script } = await manager.do(keepScript, { content: tiny })
    const { run } = await secretary.do(startScript, { call: id, script })
    await expect(secretary.do(answerScript, { run, question: 'b', answer: 0 })).rejects.toMatchObject({
      code: 'calls.other-question',
      facts: { question: 'a' },
    })
    await expect(secretary.do(answerScript, { run, question: 'a', answer: 5 })).rejects.toMatchObject({
      code: 'calls.no-such-answer',
    })
    expect(await rows(`script_answer where run_id = '${run}'`)).toBe(0)
    expect(await secretary.do(takeBackAnswer, { run })).toMatchObject({ question: 'a' })
    await secretary.do(stopScript, { run })
    await secretary.do(stopScript, { run })
    await expect(secretary.do(answerScript, { run, question: 'a', answer: 0 })).rejects.toMatchObject({
      code: 'calls.run-over',
    })
    await expect(secretary.do(takeBackAnswer, { run })).rejects.toMatchObject({ code: 'calls.run-over' })
    const next = await secretary.do(startScript, { call: id, script })
    expect(next.run).not.toBe(run)
    await secretary.do(stopScript, { run: next.run })
    await manager.do(keepScript, { guidance: script, version: 1, active: false, content: tiny })
    await expect(secretary.do(startScript, { call: id, script })).rejects.toMatchObject({
      code: 'calls.script-off',
      facts: { name: 'Tiny' },
    })
    for (const deed of [
      () => secretary.do(startScript, { call: newId(), script }),
      () => secretary.do(startScript, { call: id, script: newId() }),
      () => secretary.do(answerScript, { run: newId(), question: 'a', answer: 0 }),
      () => secretary.do(callGuidance, { call: newId() }),
    ]) {
      await expect(deed()).rejects.toMatchObject({ kind: 'missing' })
    }
  })

  it('begun and answered by several at once is one run with one answer', async () => {
    const id = await call()
    const { guidance: script } = await manager.do(keepScript, { content: tiny })
    const begun = await Promise.all([1, 2, 3, 4].map(() => secretary.do(startScript, { call: id, script })))
    expect(new Set(begun.map(one => one.run)).size).toBe(1)
    const { run } = begun[0]!
    const answered = await Promise.allSettled(
      [0, 1, 0].map(answer => secretary.do(answerScript, { run, question: 'a', answer })),
    )
    expect(answered.filter(one => one.status === 'fulfilled')).toHaveLength(1)
    expect(await rows(`script_answer where run_id = '${run}'`)).toBe(1)
  })
})
