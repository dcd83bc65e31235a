import type { ComponentType } from 'react'
import type { Board, BoardColumn } from './board-blocks.ts'

/** Where other features put something of theirs on the Today screen, without the schedule knowing them: each adds its component when its
 *  screens are loaded. `strip` lies between the day's bar and the board; `columnHead` at the end of a column's name. Marks on visits: `putVisitMarks`. */
export const boardExtras: {
  strip: ComponentType<{ board: Board | undefined }>[]
  columnHead: ComponentType<{ board: Board; column: BoardColumn }>[]
} = { strip: [], columnHead: [] }
