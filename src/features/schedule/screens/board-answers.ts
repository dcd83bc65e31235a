import { answers } from '../../../web/kit/api.ts'
import {
  dayBoard,
  dayOpenings,
  nextAvailable,
  patientAppointments,
  patientFees,
  pinboard,
  waitingRoom,
} from '../contract.ts'
import type { Board, BoardVisit } from './board-blocks.ts'

type Change = Partial<BoardVisit>

/** Shows a change on every board in this tab before the server has answered. Returns the way back. */
export function showAtOnce(visit: string, change: Change): () => void {
  // An answer asked for before the change would undo it on the screen.
  void answers.cancelQueries({ queryKey: [dayBoard.name] })
  const before = answers.getQueriesData<Board>({ queryKey: [dayBoard.name] })
  answers.setQueriesData<Board>({ queryKey: [dayBoard.name] }, board => {
    if (!board?.visits.some(each => each.id === visit)) return board
    return { ...board, visits: board.visits.map(each => (each.id === visit ? { ...each, ...change } : each)) }
  })
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
    dayOpenings,
    nextAvailable,
    patientAppointments,
    waitingRoom,
    pinboard,
    patientFees,
  ])
    void answers.invalidateQueries({ queryKey: [contract.name] })
}
