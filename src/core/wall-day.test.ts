import { expect, it } from 'vitest'
import { wallDay } from './wall-day.ts'

it('takes days a practice can mean, and refuses what only a slip of the finger writes', () => {
  for (const day of ['1900-01-01', '2026-11-24', '2028-02-29', '2199-12-31']) {
    expect(wallDay.safeParse(day).success, day).toBe(true)
  }
  for (const day of [
    '0001-01-01',
    '1899-12-31',
    '2200-01-01',
    '9999-12-31',
    '2026-02-30',
    '2026-2-3',
    'tomorrow',
    '',
  ]) {
    expect(wallDay.safeParse(day).success, day).toBe(false)
  }
})
