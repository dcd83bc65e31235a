import { answers } from '../../../web/kit/api.ts'
import {
  dayBoard,
  dayOpenings,
  monthLoad,
  nextAvailable,
  patientAppointments,
  patientFees,
  pinboard,
  waitingRoom,
  weekBoard,
} from '../contract.ts'
import type { Board, BoardVisit } from './board-blocks.ts'

type Change = Partial<BoardVisit>

/** Shows a change on every board in this tab before the server has answered. Returns the way back. */
export function showAtOnce(visit: string, change: Change): () => void {
  // An answer asked for before the change would undo it on the screen.
  const keys = [dayBoard, weekBoard].map(board => ({ queryKey: [board.name] }))
  for (const key of keys) void answers.cancelQueries(key)
  const before = keys.flatMap(key => answers.getQueriesData<Board>(key))
  for (const key of keys) {
    answers.setQueriesData<Board>(key, board => {
      if (!board?.visits.some(each => each.id === visit)) return board
      return { ...board, visits: board.visits.map(each => (each.id === visit ? { ...each, ...change } : each)) }
    })
  }
  return () => {
    // Only this visit goes back: others may have changed in the meantime.
    for (const [key, board] of before) {
      const was = board?.visits.find(each => each.id === visit)
      if (!was) continue
      answers.setQueryData<Board>(
        key,
        now => now && { ...now, visits: now.visits.map(each => (each.id === visit ? was : each)) },
      )
    }
  }
}

/** Asks everything of the schedule again, without waiting for the live event. */
export function askScheduleAgain(): void {
  for (const contract of [
    dayBoard,
    weekBoard,
    monthLoad,
    dayOpenings,
    nextAvailable,
    patientAppointments,
    waitingRoom,
    pinboard,
    patientFees,
  ])
    void answers.invalidateQueries({ queryKey: [contract.name] })
}
