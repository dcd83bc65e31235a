import { useEffect } from 'react'
import { act } from '../../../web/kit/api.ts'
import { seeMessage } from '../contract.ts'
import type { MessageLine } from './call-words.ts'

const look_ms = 1_000

/** Notes that the message was seen, once somebody whose turn it is has had it in sight for a second. */
export function useSeen(message: MessageLine): void {
  const { message: id, mine, seenByMe, finishedAt } = message
  useEffect(() => {
    if (!mine || seenByMe || finishedAt !== null) return
    // Not worth a word if it fails: it is seen again at the next look.
    const wait = setTimeout(() => void act(seeMessage, { message: id }).catch(() => {}), look_ms)
    return () => clearTimeout(wait)
  }, [id, mine, seenByMe, finishedAt])
}
