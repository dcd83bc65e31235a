import { useSyncExternalStore } from 'react'

/** What a message that is being written is about. Only ids are kept; the words are a draft of their own. */
export type MessageInHand = { patient: string | null; call: string | null }

const place = 'anteroom.message-in-hand'
const watchers = new Set<() => void>()

function read(): MessageInHand | null {
  try {
    return JSON.parse(sessionStorage.getItem(place) ?? 'null') as MessageInHand | null
  } catch {
    return null
  }
}
let present = read()

function change(next: MessageInHand | null): void {
  present = next
  if (next) sessionStorage.setItem(place, JSON.stringify(next))
  else sessionStorage.removeItem(place)
  for (const tell of watchers) tell()
}

/** Opens the message form in the left column, about this patient or call; also from the card, the board or the one box. */
export const writeMessage = (about: Partial<MessageInHand> = {}): void =>
  change({ patient: about.patient ?? null, call: about.call ?? null })

/** Closes the message form; its draft stays until it is sent or emptied. */
export const closeMessage = (): void => change(null)

/** The message being written, if any. */
export function useMessageInHand(): MessageInHand | null {
  return useSyncExternalStore(
    tell => {
      watchers.add(tell)
      return () => watchers.delete(tell)
    },
    () => present,
  )
}
