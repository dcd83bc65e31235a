import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { dismissToast, dismissToastsOf, toast, undoLast } from './toast.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('keeps two notices: an older one leaves at once, and u takes back the newest deed that is still told', () => {
  const undone: string[] = []
  const told = (name: string) => toast(name, { undo: () => undone.push(name) })
  told('first')
  told('second')
  const third = toast('third')
  expect(undoLast()).toBe(true)
  expect(undone).toEqual(['second'])
  expect(undoLast()).toBe(false)
  dismissToast(third)
})

it('lets a notice go by itself, and a refusal stay', () => {
  const undone: string[] = []
  toast('done', { undo: () => undone.push('done') })
  const bad = toast('no', { look: 'bad', undo: () => undone.push('no') })
  vi.advanceTimersByTime(8_000)
  expect(undoLast()).toBe(true)
  expect(undoLast()).toBe(false)
  expect(undone).toEqual(['no'])
  dismissToast(bad)
})

it('a notice goes with what it was about, and another one stays', () => {
  const here = toast('calling', { of: 'call-1', undo: () => {} })
  const other = toast('saved')
  dismissToastsOf('call-1')
  expect(undoLast()).toBe(false)
  dismissToast(other)
  dismissToast(here)
})
