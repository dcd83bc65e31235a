import { describe, expect, it } from 'vitest'
import { countedLength, isDate, isOfType, isPeriod, isTime } from './data-type.ts'

describe('values', () => {
  it('are dates only where the day exists', () => {
    for (const day of ['20240229', '20000229', '19991231', '240229']) expect(isDate(day), day).toBe(true)
    for (const day of ['20230229', '19000229', '20240230', '20241301', '20240431', '2024229', '2024022a', ''])
      expect(isDate(day), day).toBe(false)
  })

  it('are times to the minute, second, tenth or hundredth', () => {
    for (const time of ['0000', '2359', '235959', '2359591', '23595999']) expect(isTime(time), time).toBe(true)
    for (const time of ['2400', '2360', '23596', '235960', '23:59', '']) expect(isTime(time), time).toBe(false)
  })

  it('are periods as their format says', () => {
    expect(isPeriod('D8', '20261124')).toBe(true)
    expect(isPeriod('D8', '20261124-20261125')).toBe(false)
    expect(isPeriod('RD8', '20261124-20261124')).toBe(true)
    expect(isPeriod('RD8', '20261125-20261124')).toBe(false)
    expect(isPeriod('DT', '202611241507')).toBe(true)
    expect(isPeriod('TM', '1507')).toBe(true)
    expect(isPeriod('XX', 'whatever')).toBe(true)
  })

  it('are numbers without exponent, comma or lone sign', () => {
    for (const number of ['1', '-1', '.5', '-0.50', '10.', '007']) expect(isOfType('R', number), number).toBe(true)
    for (const number of ['', '-', '.', '1.2.3', '1e3', '1,5', '+1', ' 1'])
      expect(isOfType('R', number), number).toBe(false)
    expect(isOfType('N0', '-12')).toBe(true)
    expect(isOfType('N0', '1.0')).toBe(false)
    expect([countedLength('R', '-12.50'), countedLength('N0', '-12'), countedLength('AN', '-12.50')]).toEqual([4, 2, 6])
  })
})
