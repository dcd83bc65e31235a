import { useEffect, useRef } from 'react'
import { type KeyMap, useKeys } from '../../../web/kit/keys.ts'
import { t } from '../../../web/words/say.ts'
import { type Board, type BoardVisit, rulerFor } from './board-blocks.ts'
import { inAir, setInAir } from './in-air.ts'
import { at, beside, type Moving, step } from './move-plan.ts'
import { takenUp } from './use-moving.ts'

type Given = {
  board: Board | undefined
  subject: () => BoardVisit | null
  /** A visit is being carried, by whatever means. */
  carried: boolean
  putDown: (moving: Moving) => void
  enabled: boolean
}

/** Moving in one stroke: Alt and the arrows carry the visit that has the focus, letting Alt go puts it down. */
export function useAltMove({ board, subject, carried, putDown, enabled }: Given): void {
  // What this stroke carries; a visit taken up by `v` or the pointer is put down by its own means.
  const stroke = useRef<Moving | null>(null)
  const carry = (change: (held: Moving) => Moving) => () => {
    const visit = stroke.current ? null : subject()
    const held = stroke.current ?? (visit && board && !inAir() ? takenUp(board, visit, 'keys') : null)
    if (!held) return false
    stroke.current = { ...change(held), how: 'keys' }
    setInAir(stroke.current)
    return true
  }
  const lengthOf = (held: Moving) => (board ? rulerFor(board, held.over).length : 1440)
  const map: KeyMap = {
    'Alt ↑': { does: t('schedule.key.moveAtOnce'), run: carry(held => at(held, held.start - step, lengthOf(held))) },
    'Alt ↓': {
      does: t('schedule.key.moveAtOnce'),
      hidden: true,
      run: carry(held => at(held, held.start + step, lengthOf(held))),
    },
    'Alt ←': {
      does: t('schedule.key.moveAtOnce'),
      hidden: true,
      run: carry(held => beside(held, board?.columns ?? [], -1)),
    },
    'Alt →': {
      does: t('schedule.key.moveAtOnce'),
      hidden: true,
      run: carry(held => beside(held, board?.columns ?? [], 1)),
    },
  }
  useKeys(t('schedule.key.move'), map, { enabled })
  useEffect(() => {
    // Left by Esc, or carried off by another day: nothing to put down any more.
    if (!carried) stroke.current = null
  }, [carried])
  useEffect(() => {
    const up = (event: KeyboardEvent) => {
      const held = stroke.current
      if (event.key !== 'Alt' || !held) return
      // Some browsers open their menu when Alt comes up.
      event.preventDefault()
      stroke.current = null
      putDown(held)
    }
    window.addEventListener('keyup', up)
    return () => window.removeEventListener('keyup', up)
  }, [putDown])
}
