// What the board and other screens show of a day that goes wrong.
export { ExpectedStart, LateChip, useLate } from './late-chip.tsx'
