import { expect, test } from 'vitest'
import { moneyTyped, writeMoney } from './money-typed.ts'

test('amounts as they are typed', () => {
  expect(['25', '25.50', '$1,000', ' 0 ', '19.99', '70000.01'].map(moneyTyped)).toEqual([
    2500, 2550, 100_000, 0, 1999, 7_000_001,
  ])
  for (const odd of ['', 'ten', '5.5', '-5', '1.234', '1e3', '123456']) expect(moneyTyped(odd)).toBeNull()
  for (const cents of [0, 5, 1999, 2500, 1_000_001]) expect(moneyTyped(writeMoney(cents))).toBe(cents)
})
