import type { OutputOf } from '../../../core/contract.ts'
import { answers } from '../../../web/kit/api.ts'
import { toast } from '../../../web/kit/toast.ts'
import { act } from '../../../web/kit/wire.ts'
import { t } from '../../../web/words/say.ts'
import * as arrivals from '../../arrivals/contract.ts'
import type { FlowFact, FlowVisit } from './flow-board-stages.ts'
import { sayNo } from './say-schedule.ts'
import * as deeds from './visit-deeds.ts'

type Facts = OutputOf<typeof arrivals.flowFacts>

/** Shows a fact on every flow board of this tab before the server has answered. Returns the way back. */
function showFact(appointment: string, change: Partial<FlowFact>): () => void {
  void answers.cancelQueries({ queryKey: [arrivals.flowFacts.name] })
  const before = answers.getQueriesData<Facts>({ queryKey: [arrivals.flowFacts.name] })
  answers.setQueriesData<Facts>(
    { queryKey: [arrivals.flowFacts.name] },
    now =>
      now && { ...now, facts: now.facts.map(one => (one.appointment === appointment ? { ...one, ...change } : one)) },
  )
  return () => {
    for (const [key, was] of before) answers.setQueryData(key, was)
  }
}

const askAgain = () => void answers.invalidateQueries({ queryKey: [arrivals.flowFacts.name] })

/** Carries out a deed of arrivals: shown at once, told with a way back, sprung back if the server says no. */
async function carryOut(shown: () => void, run: () => Promise<unknown>, say: string, undo?: () => void): Promise<void> {
  try {
    await run()
    toast(say, undo ? { undo } : { look: 'info' })
  } catch (error) {
    shown()
    toast(sayNo(error), { look: 'bad' })
  } finally {
    askAgain()
  }
}

const stageWords = {
  roomed: 'arrivals.flow.done.roomed',
  'with-provider': 'arrivals.flow.done.withProvider',
  checkout: 'arrivals.flow.done.checkout',
} as const

function toStage(visit: FlowVisit, stage: 'with-provider' | 'checkout'): Promise<void> {
  const who = { who: visit.patientName }
  const back = showFact(visit.id, { stage, stageSince: new Date().toISOString() })
  return carryOut(
    back,
    // The key may be quicker than the step to the room before it.
    () => deeds.inTurn(visit.id, () => act(arrivals.setStage, { appointment: visit.id, stage })),
    t(stageWords[stage], who),
    () => {
      void carryOut(
        () => {},
        () => deeds.inTurn(visit.id, () => act(arrivals.undoStage, { appointment: visit.id })),
        t(stageWords[stage === 'checkout' ? 'with-provider' : 'roomed'], who),
      )
    },
  )
}

/** On to the next stage, whatever it is: arrive, to the room, to the provider, to check-out, gone. */
export function onward(visit: FlowVisit): unknown {
  if (visit.stage === 'expected') return deeds.checkIn(visit)
  if (visit.stage === 'arrived') return deeds.toRoom(visit)
  if (visit.stage === 'roomed') return toStage(visit, 'with-provider')
  if (visit.stage === 'with-provider') return toStage(visit, 'checkout')
  return visit.stage === 'checkout' ? deeds.checkOut(visit) : undefined
}

/** What the patient told on the phone; told again, it is taken back. */
export function told(visit: FlowVisit, word: 'late' | 'on-the-way'): unknown {
  if (visit.stage !== 'expected') return
  const was = visit.fact?.word ?? 'nothing'
  const next = was === word ? 'nothing' : word
  const say = (what: typeof next) =>
    what === 'late'
      ? t('arrivals.flow.done.late', { who: visit.patientName, n: 15 })
      : t(what === 'nothing' ? 'arrivals.flow.done.nothing' : 'arrivals.flow.done.onTheWay', { who: visit.patientName })
  return carryOut(
    showFact(visit.id, { word: next, wordMinutes: next === 'late' ? 15 : null }),
    () => act(arrivals.noteWord, { appointment: visit.id, word: next }),
    say(next),
    () => {
      const minutes = was === 'late' ? { minutes: visit.fact?.wordMinutes ?? 15 } : {}
      void carryOut(
        () => {},
        () => act(arrivals.noteWord, { appointment: visit.id, word: was, ...minutes }),
        t('arrivals.flow.done.nothing', { who: visit.patientName }),
      )
    },
  )
}

/** Address and phone were gone over with the patient. */
export function detailsSeen(visit: FlowVisit): unknown {
  const seen = visit.fact?.seen ?? []
  if (!seen.includes('details-old')) return
  return carryOut(
    showFact(visit.id, { seen: seen.filter(one => one !== 'details-old') }),
    () => act(arrivals.confirmDetails, { patient: visit.patient }),
    t('arrivals.flow.done.details', { who: visit.patientName }),
  )
}
