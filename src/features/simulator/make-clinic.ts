import type { Id } from '../../core/id.ts'
import type { App, Context } from '../../platform/context.ts'
import { hashPassword } from '../../platform/password.ts'
import { inTransaction } from '../../platform/transaction.ts'
import { foundPractice, operatorOf, putPerson } from '../practice/index.ts'
import { loadVisits } from '../schedule/index.ts'
import { asPerson, type Doer } from './deeds.ts'
import { holidays } from './holidays.ts'
import { inventCalls } from './invented-calls.ts'
import { fullWeek, meetings, weekendDuty } from './invented-hours.ts'
import { inventPatients } from './invented-patients.ts'
import { type InventedPerson, inventPeople, inventProviders, visitTypes } from './invented-practice.ts'
import { type InventedVisit, inventVisits } from './invented-visits.ts'
import { makeArrivals } from './make-arrivals.ts'
import { makeCalls } from './make-calls.ts'
import { makeHitches } from './make-hitches.ts'
import { makeInbox } from './make-inbox.ts'
import { makeLists } from './make-lists.ts'
import { makeLooseEnds } from './make-loose-ends.ts'
import { makeMessages } from './make-messages.ts'
import { registerAll } from './make-patients.ts'
import { inventAbsences, setUp } from './make-setting.ts'
import { makeTogether } from './make-together.ts'
import { makeWaitlist } from './make-waitlist.ts'
import type { MadeClinic, Making } from './making.ts'
import { seeded } from './seeded.ts'

/** The one password of everybody in a made-up clinic. It protects nobody, and is printed at the start. */
export const demoPassword = 'front desk demo'

export type ClinicAsk = {
  /** Fills this practice, which exists and has its roles; left out: founds one. */
  practice?: Id<'practice'>
  name?: string
  zone?: string
  seed: number | string
  providers: number
  patients: number
  /** Weeks ahead with visits. */
  weeks: number
  /** Weeks back with what came of the visits; left out: as many as ahead, three at most. */
  pastWeeks?: number
  /** With everything the schedule knows: named sessions, meetings, holidays by rule, devices, pools, limits, groups, series, days that go
   *  wrong. Left out: a plain clinic, as the journeys count on it. */
  full?: boolean
  /** Marks the practice as the demo, which the sign-in page says. */
  demo?: boolean
  /** Refuses to found beside another practice. */
  onlyIfEmpty?: boolean
}

/**
 * Makes up a clinic: places, people, visit types, weekly hours, patients, weeks of visits with what came of them, calls and messages.
 * The same seed on the same day makes the same clinic (ids apart). Everything stands relative to the clock's present day, today's visits
 * as they would at this hour. Written through the commands, each person in their own name; visits, being thousands, in bulk.
 */
export async function makeClinic(app: App, ask: ClinicAsk): Promise<MadeClinic> {
  const chance = seeded(String(ask.seed))
  const full = ask.full === true
  const providers = full ? fullWeek(inventProviders(ask.providers)) : inventProviders(ask.providers)
  const people = inventPeople(providers, ask.practice ? `.${String(ask.practice).slice(-6)}` : '')
  const hash = await hashPassword(demoPassword)
  const begun = await begin(app, ask, people, hash)
  const { making } = begun
  const pastWeeks = ask.pastWeeks ?? Math.min(ask.weeks, 3)
  const days = { from: making.today.subtract({ days: 370 }), to: making.today.add({ days: 370 }) }
  // Who looks at the full clinic on a holiday shall find it working: that holiday is kept from next year on.
  const closed = holidays(days.from, days.to).filter(one => !(full && one.date === making.today.toString()))
  const away = inventAbsences(chance.stream('away'), making.today, providers.length, ask.weeks)
  const duty = full ? weekendDuty(making.today, providers.length) : []
  await asPerson(app, making.practice, making.manager, making.now, ctx =>
    setUp(ctx, making, { providers, closed, away, duty, full }),
  )
  const invented = inventPatients(chance.stream('patients'), ask.patients, making.today)
  await registerAll(making, invented)
  const visits = inventVisits({
    chance: chance.stream('visits'),
    now: making.now,
    zone: making.zone,
    providers,
    patients: invented,
    pastWeeks,
    weeks: ask.weeks,
    closed: new Set(closed.map(one => one.date)),
    away: new Set(away.map(one => `${one.provider} ${one.date}`)),
    meetings: full ? meetings : [],
    duty,
    unevenlyMissed: full,
  })
  await asPerson(app, making.practice, making.secretaries[0]!, making.now, async ctx => {
    making.appointments = await loadVisits(
      ctx,
      visits.map((visit, n) => storied(making, visit, n)),
    )
  })
  await makeLooseEnds(making, invented)
  await makeMessages(making, invented)
  await makeWaitlist(making)
  await makeCalls(making, inventCalls(chance.stream('calls'), making, invented))
  await makeLists(making)
  await makeArrivals(making)
  if (full) {
    await makeTogether(making)
    await makeHitches(making)
    await makeInbox(making, invented)
  }
  const {
    app: _,
    chance: __,
    now: ___,
    today: ____,
    secretaries: _____,
    manager: ______,
    doctors: _______,
    ...made
  } = making
  return made
}

async function begin(app: App, ask: ClinicAsk, people: InventedPerson[], hash: string): Promise<{ making: Making }> {
  const add = async (ctx: Context, roles: Record<string, Id<'role'>>) => {
    const made: MadeClinic['people'] = []
    for (const person of people) {
      const staff = await putPerson(ctx, {
        name: person.name,
        email: person.email,
        roles: person.roles.map(role => roles[role]!),
        hash,
        mustChange: false,
      })
      made.push({ name: person.name, email: person.email, role: person.roles[0]!, staff })
    }
    const [row] = await ctx.sql<{
      zone: string
    }>`select zone from practice.practice where practice_id = ${ctx.practice}`
    return { practice: ctx.practice, zone: row!.zone, people: made }
  }
  const {
    practice,
    zone,
    people: made,
  } = ask.practice
    ? await inTransaction(app, operatorOf(ask.practice), 'simulator', async ctx => {
        const roles = await ctx.sql<{ id: Id<'role'>; key: string }>`
          select id, key from practice.role where practice_id = ${ctx.practice}`
        return add(ctx, Object.fromEntries(roles.map(role => [role.key, role.id])))
      })
    : await foundPractice(
        app,
        {
          name: ask.name ?? 'Main Street Family Medicine',
          zone: ask.zone ?? 'America/New_York',
          demo: ask.demo ?? false,
        },
        add,
        { onlyIfEmpty: ask.onlyIfEmpty ?? false },
      )
  const now = app.clock.now()
  const doer = (person: (typeof made)[number]): Doer => ({ id: person.staff, name: person.name })
  const holding = (role: string) => made.filter(person => person.role === role).map(doer)
  return {
    making: {
      app,
      practice,
      zone,
      people: made,
      chance: seeded(String(ask.seed)),
      now,
      today: now.toZonedDateTimeISO(zone).toPlainDate(),
      secretaries: holding('secretary'),
      manager: holding('manager')[0]!,
      doctors: holding('provider'),
      locations: [],
      rooms: [],
      providers: [],
      visitTypes: [],
      patients: [],
      appointments: [],
      password: demoPassword,
    },
  }
}

function storied(making: Making, visit: InventedVisit, n: number) {
  const type = visitTypes[visit.visitType]!
  const prepare = 'prepareMinutes' in type ? type.prepareMinutes : 0
  const clean = 'cleanMinutes' in type ? type.cleanMinutes : 0
  return {
    patient: making.patients[visit.patient]!,
    visitType: making.visitTypes[visit.visitType]!,
    provider: making.providers[visit.provider]!,
    location: making.locations[visit.location]!,
    room: visit.room === null ? null : making.rooms[visit.room]!,
    zone: making.zone,
    startsAt: visit.startsAt,
    endsAt: visit.endsAt,
    roomFrom: visit.startsAt.subtract({ minutes: prepare }),
    roomUntil: visit.endsAt.add({ minutes: clean }),
    note: visit.note,
    interpreter: visit.interpreter,
    facts: visit.facts.map((fact, m) => {
      const by = making.secretaries[(n + m) % making.secretaries.length]!
      return { ...fact, by: by.id, byName: by.name }
    }),
  }
}
