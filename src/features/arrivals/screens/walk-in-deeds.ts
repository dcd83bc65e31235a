import type { CommandContract, InputOf, OutputOf } from '../../../core/contract.ts'
import { answers } from '../../../web/kit/api.ts'
import { toast } from '../../../web/kit/toast.ts'
import { act } from '../../../web/kit/wire.ts'
import { sayError } from '../../../web/words/refusal-words.ts'
import { t } from '../../../web/words/say.ts'
import * as contract from '../contract.ts'

export type QueueRow = OutputOf<typeof contract.walkInQueue>['waiting'][number]
type Row = Pick<contract.WalkIn, 'id' | 'name' | 'version'>

const askAgain = () => void answers.invalidateQueries({ queryKey: [contract.walkInQueue.name] })

async function carryOut<C extends CommandContract>(
  what: C,
  input: InputOf<C>,
  say: string,
  undo?: Row,
): Promise<boolean> {
  try {
    await act(what, input)
    toast(say, undo ? { undo: () => void putBack(undo) } : {})
    return true
  } catch (error) {
    toast(sayError(error), { look: 'bad' })
    return false
  } finally {
    askAgain()
  }
}

const putBack = (row: Row) =>
  carryOut(contract.undoWalkIn, { walkIn: row.id }, t('arrivals.walkIns.said.undone', { who: row.name }))

export const place = (row: Row) =>
  carryOut(
    contract.placeWalkIn,
    { walkIn: row.id, version: row.version },
    t('arrivals.walkIns.said.placed', { who: row.name }),
    row,
  )

export const leave = (row: Row) =>
  carryOut(
    contract.noteWalkInLeft,
    { walkIn: row.id, version: row.version },
    t('arrivals.walkIns.said.left', { who: row.name }),
    row,
  )

export const turnAway = (row: Row, reason: string) =>
  carryOut(
    contract.turnAwayWalkIn,
    { walkIn: row.id, version: row.version, reason },
    t('arrivals.walkIns.said.turnedAway', { who: row.name }),
    row,
  )

export const link = (row: Row, patient: string) =>
  carryOut(
    contract.changeWalkIn,
    { walkIn: row.id, version: row.version, patient },
    t('arrivals.walkIns.said.linked', { who: row.name }),
  )
