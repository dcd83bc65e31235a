import type { OutputOf } from '../../../core/contract.ts'
import { type Clocked, type flowFacts, type Target, usualTargets } from '../../arrivals/contract.ts'
import type { BoardVisit } from './board-blocks.ts'

export type Stage = Clocked | 'gone'
export type FlowFact = OutputOf<typeof flowFacts>['facts'][number]
/** A visit with its place in the flow and the moment its clock runs from. */
export type FlowVisit = BoardVisit & { stage: Stage; since: string; fact: FlowFact | null }
type Level = 'calm' | 'warn' | 'late'
export type Clock = { minutes: number; level: Level }

export const stages: readonly Stage[] = ['expected', 'arrived', 'roomed', 'with-provider', 'checkout', 'gone']

/** Where a visit stands in the flow; cancelled ones and no-shows stand nowhere. A fact of a stage within the room counts in a room only. */
export function stageOf(visit: BoardVisit, fact: FlowFact | null = null): Stage | null {
  if (visit.state === 'booked' || visit.state === 'confirmed') return 'expected'
  if (visit.state === 'arrived') return 'arrived'
  if (visit.state === 'roomed') return fact?.stage ?? 'roomed'
  return visit.state === 'checked-out' ? 'gone' : null
}

/** Every visit of the day with its stage and the start of its clock: the expected hour, the arrival, the step into the stage. */
export function flowOf(visits: readonly BoardVisit[], facts: ReadonlyMap<string, FlowFact>): FlowVisit[] {
  return visits.flatMap(visit => {
    const fact = facts.get(visit.id) ?? null
    const stage = stageOf(visit, fact)
    if (!stage) return []
    const since =
      stage === 'expected'
        ? (fact?.expectedAt ?? visit.startsAt)
        : stage === 'with-provider' || stage === 'checkout'
          ? (fact?.stageSince ?? visit.stateSince)
          : stage === 'arrived'
            ? (visit.marks.arrivedAt ?? visit.stateSince)
            : visit.stateSince
    return [{ ...visit, stage, since, fact }]
  })
}

/** Those of a stage, whoever waits longest first; those expected in the order they are likely to come; those gone the latest first. */
export function rowsOf(flow: readonly FlowVisit[], stage: Stage): FlowVisit[] {
  const rows = flow
    .filter(visit => visit.stage === stage)
    .sort((a, b) => Date.parse(a.since) - Date.parse(b.since) || a.patientName.localeCompare(b.patientName))
  return stage === 'gone' ? rows.reverse() : rows
}

/** The same without facts from arrivals: what the visits alone say. */
export const inStage = (visits: readonly BoardVisit[], stage: Stage): FlowVisit[] =>
  rowsOf(flowOf(visits, new Map()), stage)

/** The wait clock of a visit: minutes since its stage began and how that compares with the practice's targets. Null: nobody waits (expected and
 *  not late, gone). */
export function clockOf(visit: FlowVisit, now_ms: number, targets: readonly Target[] = usualTargets): Clock | null {
  if (visit.stage === 'gone') return null
  const minutes = Math.floor((now_ms - Date.parse(visit.since)) / 60_000)
  if (visit.stage === 'expected' && minutes < 1) return null
  const target = targets.find(one => one.stage === visit.stage)
  const level = !target || minutes < target.warnMinutes ? 'calm' : minutes < target.lateMinutes ? 'warn' : 'late'
  return { minutes: Math.max(0, minutes), level }
}
