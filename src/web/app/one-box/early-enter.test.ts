import { describe, expect, it } from 'vitest'
import { settleEarly } from './early-enter.ts'

const list = [{ id: 'lee@8:00@smith' }, { id: 'lee@8:20@smith' }]
const line = 'book smith f/u lee'

describe('an Enter pressed before the answer came', () => {
  it('takes the very choice that was seen', () => {
    expect(settleEarly({ line, at: 0, id: 'lee@8:00@smith' }, line, list, false)).toBe(0)
    expect(settleEarly({ line, at: 1, id: 'lee@8:20@smith' }, line, list, false)).toBe(1)
  })
  it('wants to be pressed again when nothing was seen, or something else came', () => {
    expect(settleEarly({ line, at: 0, id: null }, line, list, false)).toBe('again')
    expect(settleEarly({ line, at: 0, id: 'lee@8:00@smithers' }, line, list, false)).toBe('again')
    expect(settleEarly({ line, at: 0, id: 'lee@8:20@smith' }, line, list, false)).toBe('again')
  })
  it('takes the best unseen where that is harmless, but no other', () => {
    expect(settleEarly({ line, at: 0, id: null }, line, list, true)).toBe(0)
    expect(settleEarly({ line, at: 1, id: 'x' }, line, list, true)).toBe('again')
  })
  it('means nothing when the line was typed on, or nothing came', () => {
    expect(settleEarly({ line, at: 0, id: 'lee@8:00@smith' }, `${line} tue`, list, true)).toBe(null)
    expect(settleEarly({ line, at: 0, id: 'lee@8:00@smith' }, line, [], true)).toBe(null)
  })
})
