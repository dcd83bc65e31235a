import type { World } from '../../../../test/world.ts'
import type { Caller, Context } from '../../../platform/context.ts'
import { doInside } from '../../../platform/do-inside.ts'
import * as contract from '../contract.ts'
import { outcomes } from '../contract-parts.ts'
import { takeCall } from '../record/take-call.ts'

/** One call of a made-up day, as it truly went; times in milliseconds since the epoch. */
export type TrueCall = {
  id: string
  number: string | null
  line: string
  rang: number
  /** null: nobody took it. */
  taken: { at: number; desk: number; closed: number } | null
  /** null: it rings to the end of the day. */
  hungUp: number | null
  outcome: (typeof outcomes)[number]
  reasons: string[]
  /** What was written of it: in some a red flag, or one that is only denied. */
  note: string
}

type Told = { at: number; what: 'ring' | 'take' | 'hang-up' | 'end'; call: TrueCall; races: boolean }

/** Mulberry32. */
function dice(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const reasonSets = [['refill'], ['billing'], ['appointment'], ['refill', 'billing'], []]
const results = outcomes.filter(one => one !== 'abandoned' && one !== 'no-answer')

/** Makes up the calls of one day: `weights` says how many of them come in each half hour from its start. */
export function makeUpDay(ask: {
  calls: number
  startsAt: string
  weights: readonly number[]
  seed: number
}): TrueCall[] {
  const random = dice(ask.seed)
  const lasts = (mean_ms: number) => Math.round(-mean_ms * Math.log(1 - random()))
  const start = Temporal.Instant.from(ask.startsAt).epochMilliseconds
  const sum = ask.weights.reduce((a, b) => a + b, 0)
  return Array.from({ length: ask.calls }, (_, i) => {
    const at = random() * sum
    const half = ask.weights.findIndex((_, n) => at < ask.weights.slice(0, n + 1).reduce((a, b) => a + b, 0))
    const rang = start + half * 1_800_000 + Math.floor(random() * 1_800_000)
    const wait = lasts(25_000)
    const patience = lasts(90_000)
    const answered = wait <= patience
    const talk = 5_000 + lasts(170_000)
    const finishing = random() < 0.02 ? 1_500_000 : lasts(40_000)
    // Some desks close the call before the line is free.
    const early = random() < 0.1
    const stillRings = !answered && random() < 0.005
    return {
      id: `day-${ask.seed}-${i}`,
      number: random() < 0.05 ? null : `+1555010${String(Math.floor(random() * 7_000)).padStart(4, '0')}`,
      line: `line ${1 + Math.floor(random() * 4)}`,
      rang,
      taken: answered
        ? { at: rang + wait, desk: Math.floor(random() * 5), closed: rang + wait + talk + (early ? -2_000 : finishing) }
        : null,
      hungUp: stillRings ? null : rang + (answered ? wait + talk : patience),
      outcome: answered ? results[Math.floor(random() * results.length)]! : 'abandoned',
      reasons: reasonSets[Math.floor(random() * reasonSets.length)]!,
      note: i % 70 === 3 ? 'Says he has chest pain' : i % 70 === 5 ? 'Denies chest pain' : '',
    }
  })
}

/** What is told to the program, in the order in which it arrives: the phone system tells some things twice, late, and in the wrong order. */
function tellings(day: readonly TrueCall[], seed: number): Told[] {
  const random = dice(seed)
  const told: Told[] = []
  for (const [i, call] of day.entries()) {
    const tell = (at: number, what: Told['what']) =>
      told.push({ at, what, call, races: i % 50 === 7 && oddNumber(call) })
    // A ring told late may come after its caller has hung up, never after somebody has answered.
    const late = call.rang + Math.floor(random() * 4_000)
    tell(call.taken ? Math.min(call.taken.at, late) : late, 'ring')
    if (random() < 0.08) tell(call.rang + Math.floor(random() * 400_000), 'ring')
    if (call.taken) {
      tell(call.taken.at, 'take')
      tell(call.taken.closed, 'end')
    }
    if (call.hungUp !== null) {
      // The end of a call nobody took may be told before its ring; the phone system tells it again.
      if (random() < 0.05) tell(call.hungUp, 'hang-up')
      // Told after the desk closed the call, the hang-up would change nothing any more.
      const mayBeLate = !call.taken || call.taken.closed > call.hungUp + 5_000
      tell(call.hungUp + (mayBeLate && random() < 0.1 ? Math.floor(random() * 5_000) : 0), 'hang-up')
      if (!call.taken && random() < 0.03) tell(call.hungUp + 400_001, 'hang-up')
    }
  }
  const order = { ring: 0, take: 1, 'hang-up': 2, end: 3 }
  // Of one call the ring comes before the answer, as somebody must have heard it.
  return told
    .map(one => ({ one, dice: one.what === 'take' || one.what === 'end' ? 1 : random() }))
    .sort((a, b) => a.one.at - b.one.at || order[a.one.what] - order[b.one.what] || a.dice - b.dice)
    .map(({ one }) => one)
}

/** Calls of one number are told one after another: the second half of the numbers is played beside the first. */
const oddNumber = (call: TrueCall) => call.number !== null && Number(call.number.at(-1)) % 2 === 1

/** Plays a day through the commands, a few hundred deeds to one transaction; every hundredth call is grabbed for by two desks at once, each in
 *  a transaction of its own. Answers how many deeds were told and how many races were lost. */
export async function playDay(world: World, day: readonly TrueCall[], desks: readonly Caller[], seed: number) {
  const halves = [day.filter(oddNumber), day.filter(call => !oddNumber(call))]
  const seen = await Promise.all(halves.map((half, n) => playHalf(world, half, desks, seed + n)))
  const sum = (of: (one: (typeof seen)[number]) => number) => seen.reduce((all, one) => all + of(one), 0)
  return {
    deeds: sum(one => one.deeds),
    repeated: sum(one => one.repeated),
    races: sum(one => one.races),
    lost: sum(one => one.lost),
    unknown: sum(one => one.unknown),
  }
}

async function playHalf(world: World, day: readonly TrueCall[], desks: readonly Caller[], seed: number) {
  const told = tellings(day, seed)
  const ids = new Map<string, string>()
  const missed: Told[] = []
  const seen = { deeds: told.length, repeated: 0, races: 0, lost: 0, unknown: 0 }
  let batch: Told[] = []
  const flush = async () => {
    const deeds = batch
    batch = []
    if (deeds.length === 0) return
    await world.inside(async ctx => {
      for (const one of deeds) await tell(ctx, one)
    })
  }
  const tell = async (ctx: Context, { at, what, call }: Told) => {
    const moment = Temporal.Instant.fromEpochMilliseconds(at)
    const here: Context = {
      ...ctx,
      now: moment,
      // A worker beside would give up what rings in this day that is long past.
      later() {},
      ...(call.taken && what !== 'ring' ? { caller: desks[call.taken.desk]! } : {}),
    }
    const { id: externalId, line } = call
    if (what === 'ring') {
      const answer = await doInside(here, contract.ring, {
        externalId,
        line,
        at: Temporal.Instant.fromEpochMilliseconds(call.rang).toString(),
        ...(call.number ? { from: call.number } : {}),
      })
      if (answer.repeated) seen.repeated++
      ids.set(call.id, answer.call)
    } else if (what === 'hang-up') {
      const ended = { externalId, at: Temporal.Instant.fromEpochMilliseconds(call.hungUp!).toString() }
      if (ids.has(call.id)) await doInside(here, contract.hangUp, ended)
      else {
        seen.unknown++
        missed.push({ at: at + 5_000, what, call, races: false })
      }
    } else if (what === 'take') await doInside(here, contract.takeCall, { call: ids.get(call.id)! as never })
    else {
      await doInside(here, contract.endCall, {
        call: ids.get(call.id)! as never,
        outcome: call.outcome as 'booked',
        reasons: call.reasons,
        ...(call.note ? { note: call.note, revision: 0 } : {}),
      })
    }
  }
  for (const one of told) {
    if (one.what === 'take' && one.races) {
      await flush()
      world.clock.set(Temporal.Instant.fromEpochMilliseconds(one.at))
      const call = ids.get(one.call.id)! as never
      const others = (['secretary', 'biller', 'manager'] as const).map(role => world.as(role))
      const first = others.find(person => person.caller.staff === desks[one.call.taken!.desk]!.staff) ?? others[0]!
      const second = others.find(person => person !== first)!
      const tried = await Promise.allSettled([first, second].map(person => person.do(takeCall, { call })))
      seen.races++
      seen.lost += tried.filter(answer => answer.status === 'rejected').length
      const winner = tried[0]!.status === 'fulfilled' ? first : second
      one.call.taken!.desk = desks.findIndex(desk => desk.staff === winner.caller.staff)
      continue
    }
    batch.push(one)
    if (batch.length >= 400) await flush()
  }
  await flush()
  batch.push(...missed)
  await flush()
  return seen
}
