import { useCallback, useEffect, useRef, useState } from 'react'
import { takeInHand } from '../../../web/app/person-in-hand.ts'
import { toast } from '../../../web/kit/toast.ts'
import { act, RefusedError } from '../../../web/kit/wire.ts'
import { sayError } from '../../../web/words/refusal-words.ts'
import { t } from '../../../web/words/say.ts'
import { type ListName, type ListRow, releaseItem, takeItem, takeNext } from '../contract.ts'

/** Long enough that a walk with the arrows does not take every row it passes. */
const settles_ms = 250

const walkKeys = new Set(['ArrowUp', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown', 'Tab'])

/** Whether a row got the focus because somebody went there. A list also moves the focus by itself, when the focused row leaves it: a key meant
 *  for the row that was read must not fall on the one that came into its place. */
function useOwnSteps(): () => boolean {
  // The first focus is that of the list as it opens.
  const stepped = useRef(true)
  useEffect(() => {
    const key = (event: KeyboardEvent) => {
      stepped.current = walkKeys.has(event.key)
    }
    const press = (event: PointerEvent) => {
      stepped.current = event.target instanceof Element && event.target.closest('[data-key]') !== null
    }
    document.addEventListener('keydown', key, true)
    document.addEventListener('pointerdown', press, true)
    return () => {
      document.removeEventListener('keydown', key, true)
      document.removeEventListener('pointerdown', press, true)
    }
  }, [])
  return useCallback(() => {
    const own = stepped.current
    stepped.current = false
    return own
  }, [])
}

/** The row one works on: it is taken on the server, so that nobody else has it, and its patient is in hand. */
export function useRow(list: ListName, rows: readonly ListRow[]) {
  const [item, setItem] = useState<string | null>(null)
  const wanted = useRef<string | null>(null)
  const settle = useRef<ReturnType<typeof setTimeout>>(undefined)
  // While a deed is under way and the next row is looked for, a focus that wanders off a vanished row means nothing.
  const moving = useRef(false)
  const row = rows.find(one => one.item === item)
  const ownStep = useOwnSteps()

  const choose = useCallback(
    (next: ListRow | undefined) => {
      if (!next || moving.current || next.item === wanted.current) return
      wanted.current = next.item
      setItem(next.item)
      clearTimeout(settle.current)
      settle.current = setTimeout(() => {
        takeInHand(next.patient.id)
        // Somebody else's row may be looked at; its tag says whose it is.
        act(takeItem, { list, item: next.item }).catch(() => {})
      }, settles_ms)
    },
    [list],
  )
  const walkTo = useCallback(
    (to: ListRow | null) => {
      if (ownStep() && to) choose(to)
    },
    [ownStep, choose],
  )
  /** Goes to the first row that nobody has, and puts the focus on it. */
  const next = useCallback(
    async (quiet = false) => {
      clearTimeout(settle.current)
      moving.current = true
      try {
        const taken = await act(takeNext, { list })
        wanted.current = taken.item
        setItem(taken.item)
        focusRow(taken.item)
      } catch (error) {
        const none = error instanceof RefusedError && error.code === 'worklists.nothing-left'
        if (none && quiet) {
          wanted.current = null
          setItem(null)
        } else toast(none ? t('worklists.nothingFree') : sayError(error), { look: none ? 'info' : 'bad' })
      } finally {
        moving.current = false
      }
    },
    [list],
  )
  /** Does something about the row; when it is done with for now, the next one is in hand. */
  const work = useCallback(
    async (deed: () => Promise<boolean> | undefined) => {
      const doing = deed()
      if (!doing) return
      clearTimeout(settle.current)
      moving.current = true
      if (await doing) await next(true)
      moving.current = false
    },
    [next],
  )
  const letGo = useCallback(() => {
    const held = wanted.current
    clearTimeout(settle.current)
    wanted.current = null
    setItem(null)
    if (held) act(releaseItem, { list, item: held as never }).catch(() => {})
    return held !== null
  }, [list])

  // The patient of the row one was led to is in hand as well.
  const patient = row?.patient.id
  useEffect(() => {
    if (patient) takeInHand(patient)
  }, [patient])
  // Leaving the list lets its row go.
  useEffect(
    () => () => {
      clearTimeout(settle.current)
      const held = wanted.current
      if (held) act(releaseItem, { list, item: held as never }).catch(() => {})
    },
    [list],
  )
  return { row, choose, walkTo, next, work, letGo }
}

/** Focuses a row as soon as it is drawn: the list may be about to change. */
function focusRow(item: string, left = 20): void {
  const row = document.querySelector<HTMLElement>(`[data-key="${item}"]`)
  if (row && left < 20) row.focus()
  else if (left > 0) requestAnimationFrame(() => focusRow(item, left - 1))
}
