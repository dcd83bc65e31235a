import { beforeEach, describe, expect, it } from 'vitest'
import { openWorld } from '../../../test/world.ts'
import type { Id } from '../../core/id.ts'
import { checkIn } from '../schedule/attendance/check-in.ts'
import { confirmAppointment } from '../schedule/attendance/confirm-appointment.ts'
import { bookAppointment } from '../schedule/booking/book-appointment.ts'
import { moveAppointment } from '../schedule/booking/move-appointment.ts'
import { undoStep } from '../schedule/booking/undo-step.ts'
import { type Clinic, openClinic, overlaps } from '../schedule/clinic.fixture.ts'
import { patientAppointments } from '../schedule/patient-appointments.ts'
import { refusalOf } from '../schedule/refusal.fixture.ts'
import { acceptProposals } from './accept-proposals.ts'
import { affectedCarrier } from './carry-affected.ts'
import { claimVisit } from './claim-visit.ts'
import type { Proposal } from './contract.ts'
import { endDisruption } from './end-disruption.ts'
import { moveBack } from './move-back.ts'
import { noteCall } from './note-call.ts'
import { noticeVisit } from './notice-visit.ts'
import { openDisruptions } from './open-disruptions.ts'
import { proposals } from './proposals.ts'
import { reportDisruption } from './report-disruption.ts'
import { settleVisits } from './settle-visits.ts'
import { takeBackDisruption } from './take-back-disruption.ts'
import { tellPatients } from './tell-patients.ts'
import { worklist } from './worklist.ts'

const world = await openWorld()
const desk = world.as('secretary')
const other = world.as('manager')
let clinic: Clinic
let visits: Id<'appointment'>[]

beforeEach(async () => {
  world.clock.set('2026-11-24T13:00:00Z') // 08:00 in New York
  clinic = await openClinic(world, { providers: 3, rooms: 2, patients: 12 })
  visits = []
})

const book = async (n: number, time: string, ask: { provider?: number; procedure?: boolean } = {}) => {
  const visit = await desk.do(bookAppointment, {
    patient: clinic.patients[n]!,
    visitType: ask.procedure ? clinic.procedure : clinic.followUp,
    provider: clinic.providers[ask.provider ?? 0]!,
    date: '2026-11-24',
    time,
  })
  visits.push(visit.id)
  return visit
}
/** Twelve visits of the first provider, from nine on, some before and some after lunch. */
const fullDay = async () => {
  for (let n = 0; n < 12; n++)
    await book(n, `${String(9 + Math.floor(n / 2) + (n >= 6 ? 1 : 0)).padStart(2, '0')}:${n % 2 ? '30' : '00'}`)
}
const ill = () => desk.do(reportDisruption, { kind: 'provider-away', provider: clinic.providers[0]!, reason: 'Ill' })
const listed = async (disruption: Id<'disruption'>) => (await desk.do(worklist, { disruption })).rows
const best = async (disruption: Id<'disruption'>) =>
  (await desk.do(proposals, { disruption })).rows.flatMap(row =>
    row.proposals[0] ? [{ appointment: row.appointment, version: row.version, proposal: wire(row.proposals[0]) }] : [],
  )
const wire = ({ kind, provider, startsAt, location, room }: Proposal): Proposal => ({
  kind,
  provider,
  startsAt,
  ...(location ? { location } : {}),
  ...(room ? { room } : {}),
})

describe('a provider who is away', () => {
  it('is booked no more, and every visit is listed once, who waits first', async () => {
    await fullDay()
    const late = visits[5]!
    await desk.do(checkIn, { appointment: late })
    const { disruption, affected } = await ill()
    expect(affected).toBe(12)
    const rows = await listed(disruption)
    expect(rows.map(row => row.appointment).toSorted()).toEqual(visits.toSorted())
    expect(rows[0]!.appointment).toBe(late)
    expect(new Set(rows.map(row => row.state))).toEqual(new Set(['open']))
    const refused = await refusalOf(book(0, '16:40'))
    expect(refused.code).toBe('schedule.outside-hours')
    expect((await refusalOf(ill())).code).toBe('disruption.already-reported')
  })

  it('leaves a proposal for each that can be booked at that moment, none twice', async () => {
    await fullDay()
    await book(11, '09:00', { provider: 1 })
    const { disruption } = await ill()
    const { rows } = await desk.do(proposals, { disruption })
    expect(rows).toHaveLength(12)
    const spans: { provider: string; from: number; to: number }[] = []
    for (const row of rows) {
      expect(row.proposals.length).toBeGreaterThan(1)
      for (const way of row.proposals) {
        const from = Date.parse(way.startsAt)
        const span = { provider: way.provider, from, to: from + 20 * 60_000 }
        expect(spans.some(one => one.provider === span.provider && one.from < span.to && span.from < one.to)).toBe(
          false,
        )
        spans.push(span)
        expect(from).toBeGreaterThanOrEqual(world.clock.now().epochMilliseconds)
      }
      // The own doctor is never lost silently.
      expect(row.proposals.some(way => way.kind === 'same-provider' && !way.otherProvider)).toBe(true)
    }
    // Every offered time is bookable: tried for real, each in a transaction that is thrown away.
    for (const row of rows) {
      for (const way of row.proposals) {
        const undone = new Error('thrown away')
        await expect(
          world.inside(async ctx => {
            const { version, appointment } = row
            const ask = { appointment, version, startsAt: way.startsAt, provider: way.provider, location: way.location }
            await moveAppointment.run(ctx, moveAppointment.contract.input.parse(ask))
            throw undone
          }),
        ).rejects.toBe(undone)
      }
    }
  })

  it('prefers those who stand in for each other, and says what is strange', async () => {
    await book(0, '10:00')
    await world.inside(async ctx => {
      const pool = '0192d3a0-0000-7000-8000-00000000000a'
      await ctx.sql`insert into schedule.pool (practice_id, id, name) values (${ctx.practice}, ${pool}, 'Red team')`
      await ctx.sql`
        insert into schedule.pool_member (practice_id, pool_id, provider_id)
        select ${ctx.practice}::uuid, ${pool}::uuid, p from unnest(${[clinic.providers[0], clinic.providers[2]]}::uuid[]) as p`
    })
    const { disruption } = await ill()
    const [row] = (await desk.do(proposals, { disruption })).rows
    expect(row!.proposals[0]).toMatchObject({
      kind: 'other-provider',
      provider: clinic.providers[2],
      poolMate: true,
      otherProvider: true,
      minutesLater: 0,
      daysLater: 0,
    })
  })

  it('is settled by two desks at once with each visit moved once', { timeout: 30_000 }, async () => {
    await fullDay()
    const { disruption } = await ill()
    const choices = await best(disruption)
    expect(choices).toHaveLength(12)
    const answers = await Promise.all([
      desk.do(acceptProposals, { disruption, choices }),
      other.do(acceptProposals, { disruption, choices: choices.toReversed() }),
    ])
    const outcomes = answers.map(answer => answer.results.map(result => result.outcome))
    expect(outcomes.flat().filter(one => one === 'done')).toHaveLength(12)
    expect(outcomes.flat().filter(one => one === 'settled-already')).toHaveLength(12)
    const facts = await world.asOwner<{ n: number }>(
      `select count(*)::int as n from schedule.appointment_fact where what = 'moved' and appointment_id = any($1)`,
      [visits],
    )
    expect(facts).toEqual([{ n: 12 }])
    expect(await overlaps(world)).toEqual({ overlapping: 0, unclaimed: 0 })
    expect((await listed(disruption)).every(row => row.state !== 'open')).toBe(true)
  })

  it('two lists are accepted while others book: nobody waits in a ring, and nothing overlaps', {
    timeout: 40_000,
  }, async () => {
    const deadlocks = async () => {
      // A server process hands in its counts when it ends; until then the figure may be stale.
      const resting = async () => {
        const [row] = await world.asOwner<{ n: number }>(
          `select count(pg_terminate_backend(pid))::int as n from pg_stat_activity
            where datname = current_database() and pid <> pg_backend_pid() and application_name = 'anteroom app'`,
        )
        return row!.n
      }
      for (let tries = 0; tries < 1000 && (await resting()) > 0; tries++);
      const [row] = await world.asOwner<{ n: number }>(
        'select deadlocks::int as n from pg_stat_database where datname = current_database()',
      )
      return row!.n
    }
    const before = await deadlocks()
    clinic = await openClinic(world, { providers: 4, patients: 12 })
    const hours = ['09', '10', '11', '13', '14', '15']
    for (const [n, hour] of hours.entries()) {
      await book(n, `${hour}:00`)
      await book(n + 6, `${hour}:00`, { provider: 1 })
    }
    const lists = await Promise.all(
      [0, 1].map(n => desk.do(reportDisruption, { kind: 'provider-away', provider: clinic.providers[n]! })),
    )
    // The one goes to the third provider first and then to the fourth, the other the other way round: one by one they would meet in a ring.
    const choicesOf = (n: number) =>
      hours.map((hour, at) => ({
        appointment: visits[at * 2 + n]!,
        version: 1,
        proposal: {
          kind: 'other-provider' as const,
          provider: clinic.providers[at < 3 === (n === 0) ? 2 : 3]!,
          startsAt: Temporal.PlainDateTime.from(`2026-11-24T${hour}:${n === 0 ? '20' : '40'}`)
            .toZonedDateTime(clinic.zone)
            .toInstant()
            .toString(),
        },
      }))
    const answers = await Promise.all([
      ...lists.map(({ disruption }, n) => desk.do(acceptProposals, { disruption, choices: choicesOf(n) })),
      ...hours.map((_, n) => book(n, '16:20', { provider: 2 + (n % 2) }).catch(() => null)),
    ])
    const done = answers.flatMap(answer => (answer && 'results' in answer ? answer.results : []))
    expect(done.map(one => one.outcome)).toEqual(Array(12).fill('done'))
    expect(await overlaps(world)).toEqual({ overlapping: 0, unclaimed: 0 })
    expect((await deadlocks()) - before).toBe(0)
  })

  it('keeps a visit whose time was taken meanwhile, and offers it another', async () => {
    await book(0, '10:00')
    await book(1, '11:00')
    const { disruption } = await ill()
    const choices = await best(disruption)
    const first = choices.find(choice => choice.appointment === visits[0])!
    await desk.do(bookAppointment, {
      patient: clinic.patients[5]!,
      visitType: clinic.followUp,
      provider: first.proposal.provider,
      startsAt: first.proposal.startsAt,
    })
    const { results } = await desk.do(acceptProposals, { disruption, choices })
    expect(results.map(result => result.outcome).toSorted()).toEqual(['done', 'taken'])
    const rows = await listed(disruption)
    expect(rows.find(row => row.appointment === visits[0])!.state).toBe('open')
    const again = await best(disruption)
    expect(again).toHaveLength(1)
    expect(again[0]!.proposal).not.toEqual(first.proposal)
  })

  it('changed meanwhile is said, and leaves the visit as it is', async () => {
    await book(0, '10:00')
    const { disruption } = await ill()
    const [choice] = await best(disruption)
    await desk.do(confirmAppointment, { appointment: visits[0]! })
    const { results } = await desk.do(acceptProposals, { disruption, choices: [choice!] })
    expect(results).toMatchObject([{ outcome: 'changed', why: 'schedule.changed-meanwhile' }])
    expect((await listed(disruption))[0]!.startsAt).toBe('2026-11-24T15:00:00Z')
  })

  it('who waits here and gets another day has not arrived for that day', async () => {
    const visit = await book(0, '09:00')
    await desk.do(checkIn, { appointment: visit.id })
    const { disruption } = await ill()
    const [row] = (await desk.do(proposals, { disruption })).rows
    const later = row!.proposals.find(way => way.kind === 'same-provider')!
    expect(later.daysLater).toBeGreaterThan(0)
    const choices = [{ appointment: visit.id, version: row!.version, proposal: wire(later) }]
    const { results } = await desk.do(acceptProposals, { disruption, choices })
    const [listedRow] = await listed(disruption)
    expect(listedRow).toMatchObject({ visitState: 'booked', startsAt: later.startsAt, version: results[0]!.version })
    await desk.do(moveBack, { disruption, appointments: [{ appointment: visit.id, version: results[0]!.version! }] })
    expect((await listed(disruption))[0]).toMatchObject({ state: 'open', startsAt: '2026-11-24T14:00:00Z' })
  })

  it('who has no way to be told is to be called, with every attempt counted', async () => {
    await book(0, '10:00')
    const { disruption } = await ill()
    await desk.do(acceptProposals, { disruption, choices: await best(disruption) })
    const appointment = visits[0]!
    expect((await listed(disruption))[0]!.state).toBe('proposed')
    expect((await refusalOf(desk.do(endDisruption, { disruption }))).facts).toEqual({ open: 1 })
    await desk.do(noteCall, { disruption, appointment, outcome: 'no-answer' })
    expect((await listed(disruption))[0]).toMatchObject({ state: 'proposed', attempts: 1, lastAttempt: 'no-answer' })
    await desk.do(noteCall, { disruption, appointment, outcome: 'declined' })
    expect((await listed(disruption))[0]).toMatchObject({ state: 'declined', attempts: 2 })
    await desk.do(acceptProposals, { disruption, choices: await best(disruption), agreed: true })
    expect((await listed(disruption))[0]!.state).toBe('agreed')
    await desk.do(endDisruption, { disruption })
    expect((await refusalOf(desk.do(endDisruption, { disruption }))).code).toBe('disruption.already-ended')
  })

  it('by e-mail, in Spanish where that is spoken, without a word of why', async () => {
    await book(0, '10:00')
    await world.inside(async ctx => {
      await ctx.sql`update patients.patient set email = 'someone@example.org', may_email = true, preferred_channel = 'email', language = 'es'
         where practice_id = ${ctx.practice} and id = ${clinic.patients[0]}`
    })
    const { disruption } = await ill()
    const { results } = await desk.do(acceptProposals, { disruption, choices: await best(disruption) })
    expect(results[0]).toMatchObject({ outcome: 'done', how: 'e-mail' })
    expect((await listed(disruption))[0]!.state).toBe('told')
    const [message] = await world.asOwner<{ body: string; subject: string }>(
      'select subject, body from outreach.patient_message where patient_id = $1',
      [clinic.patients[0]],
    )
    expect(message!.body).toContain('tuvimos que cambiar su cita')
    expect(message!.body).not.toMatch(/Ill|Follow/i)
  })

  it('kept knowingly and cancelled leave the list; a cancelled one only once the patient knows', async () => {
    await book(0, '10:00')
    await book(1, '11:00')
    const { disruption } = await ill()
    const rows = await listed(disruption)
    const ask = (n: number) => [{ appointment: rows[n]!.appointment, version: rows[n]!.version }]
    await desk.do(settleVisits, { disruption, appointments: ask(0), as: 'kept' })
    await desk.do(settleVisits, { disruption, appointments: ask(1), as: 'cancelled' })
    expect((await listed(disruption)).map(row => [row.state, row.settled])).toEqual([
      ['done', 'kept'],
      ['proposed', null],
    ])
    await desk.do(noteCall, { disruption, appointment: rows[1]!.appointment, outcome: 'voicemail' })
    expect((await listed(disruption))[1]).toMatchObject({
      state: 'done',
      settled: 'cancelled',
      visitState: 'cancelled',
    })
    expect((await desk.do(openDisruptions, {})).disruptions.find(one => one.id === disruption)).toMatchObject({
      total: 2,
      settled: 2,
      toCall: 0,
    })
  })

  it('is taken back: what was not moved stays, what was moved goes back if its time is free', async () => {
    await book(0, '10:00')
    await book(1, '11:00')
    await book(2, '11:30')
    await desk.do(confirmAppointment, { appointment: visits[1]! })
    const { disruption } = await ill()
    const choices = await best(disruption)
    await desk.do(acceptProposals, { disruption, choices: choices.slice(1) })
    expect(await desk.do(takeBackDisruption, { disruption })).toMatchObject({ restored: 1, moved: 2 })
    // Hours are as before; somebody takes one of the old times.
    await book(6, '11:30')
    const rows = await listed(disruption)
    const back = rows.filter(row => row.mayGoBack).map(({ appointment, version }) => ({ appointment, version }))
    const { results } = await desk.do(moveBack, { disruption, appointments: back })
    expect(results.map(result => result.outcome)).toEqual(['done', 'taken'])
    const restored = (await desk.do(patientAppointments, { patient: clinic.patients[1]! })).upcoming[0]!
    expect(restored).toMatchObject({
      startsAt: '2026-11-24T16:00:00Z',
      state: 'confirmed',
      provider: clinic.providers[0],
    })
    expect((await refusalOf(desk.do(acceptProposals, { disruption, choices }))).code).toBe('disruption.already-ended')
  })

  it('who was told of the new time is told when the old one holds again; who is told later is told once', async () => {
    await book(0, '10:00')
    await world.inside(async ctx => {
      await ctx.sql`update patients.patient set email = 'someone@example.org', may_email = true, preferred_channel = 'email'
         where practice_id = ${ctx.practice} and id = ${clinic.patients[0]}`
    })
    const { disruption } = await ill()
    await desk.do(acceptProposals, { disruption, choices: await best(disruption), tell: false })
    expect((await listed(disruption))[0]).toMatchObject({ state: 'proposed', toldHow: null })
    expect((await desk.do(tellPatients, { disruption })).results).toMatchObject([{ how: 'e-mail' }])
    expect((await desk.do(tellPatients, { disruption })).results).toEqual([])
    await desk.do(takeBackDisruption, { disruption })
    const [row] = await listed(disruption)
    const back = [{ appointment: row!.appointment, version: row!.version }]
    expect((await desk.do(moveBack, { disruption, appointments: back })).results).toMatchObject([{ how: 'e-mail' }])
    expect((await listed(disruption))[0]).toMatchObject({ state: 'done', settled: 'moved-back' })
    const sent = await world.asOwner<{ purpose: string }>(
      'select purpose from outreach.patient_message where patient_id = $1 order by queued_at, id',
      [clinic.patients[0]],
    )
    expect(sent.map(message => message.purpose)).toEqual(['visit-changed', 'visit-restored'])
  })

  it('a row follows its patient into the record they are merged with, and back', async () => {
    await book(0, '10:00')
    const { disruption } = await ill()
    const [from, into] = [clinic.patients[0]!, clinic.patients[7]!]
    const holder = async () =>
      (
        await world.asOwner<{ patient: string }>(
          'select patient_id as patient from disruption.affected where disruption_id = $1',
          [disruption],
        )
      )[0]!.patient
    const moved = await world.inside(ctx => affectedCarrier.carry(ctx, from, into))
    expect(await holder()).toBe(into)
    await world.inside(ctx => affectedCarrier.giveBack(ctx, from, into, moved as never))
    expect(await holder()).toBe(from)
  })

  it('an accepted proposal can be undone while it lasts', async () => {
    await book(0, '10:00')
    const { disruption } = await ill()
    await desk.do(acceptProposals, { disruption, choices: await best(disruption), tell: false })
    const [row] = await listed(disruption)
    const { results } = await desk.do(moveBack, {
      disruption,
      appointments: [{ appointment: row!.appointment, version: row!.version }],
    })
    expect(results[0]!.outcome).toBe('done')
    expect((await listed(disruption))[0]).toMatchObject({ state: 'open', startsAt: '2026-11-24T15:00:00Z' })
  })

  it('what others do on the board is followed: moved, undone, and a visit that slipped in', async () => {
    const visit = await book(0, '10:00')
    const { disruption } = await ill()
    const notice = (appointment: string) => world.inside(ctx => noticeVisit(ctx, { appointment }))
    await desk.do(moveAppointment, { appointment: visit.id, provider: clinic.providers[1]! })
    await notice(visit.id)
    expect((await listed(disruption))[0]).toMatchObject({ state: 'done', settled: 'moved' })
    const slipped = await desk.do(bookAppointment, {
      patient: clinic.patients[3]!,
      visitType: clinic.followUp,
      provider: clinic.providers[0]!,
      date: '2026-11-24',
      time: '15:00',
      despite: ['outside-hours'],
    })
    await notice(slipped.id)
    const row = (await listed(disruption)).find(one => one.appointment === slipped.id)
    expect(row).toMatchObject({ state: 'open' })
    const choices = (await best(disruption)).filter(choice => choice.appointment === slipped.id)
    await desk.do(acceptProposals, { disruption, choices })
    await notice(slipped.id)
    expect((await listed(disruption)).find(one => one.appointment === slipped.id)!.state).toBe('proposed')
    await desk.do(undoStep, { appointment: slipped.id })
    await notice(slipped.id)
    expect((await listed(disruption)).find(one => one.appointment === slipped.id)!.state).toBe('open')
  })

  it('a row in one pair of hands is left alone by the other, until the claim runs out', async () => {
    await book(0, '10:00')
    const { disruption } = await ill()
    const appointment = visits[0]!
    await desk.do(claimVisit, { disruption, appointment })
    expect((await refusalOf(other.do(claimVisit, { disruption, appointment }))).code).toBe('disruption.in-other-hands')
    const choices = await best(disruption)
    const { results } = await other.do(acceptProposals, { disruption, choices })
    expect(results).toMatchObject([{ outcome: 'in-other-hands', why: 'Test secretary' }])
    expect((await refusalOf(other.do(noteCall, { disruption, appointment, outcome: 'no-answer' }))).code).toBe(
      'disruption.in-other-hands',
    )
    world.clock.advance({ minutes: 4 })
    expect((await other.do(acceptProposals, { disruption, choices })).results[0]!.outcome).toBe('done')
  })
})
