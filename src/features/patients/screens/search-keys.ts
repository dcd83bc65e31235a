import { type KeyboardEvent, useState } from 'react'

/** Arrow keys in a search field walk the list under it, Enter takes the marked row: the focus never leaves what is typed. */
export function useSearchKeys(count: number, choose: (at: number) => void) {
  const [marked, setMarked] = useState(0)
  const at = Math.min(marked, Math.max(0, count - 1))
  return {
    at,
    mark: setMarked,
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key === 'ArrowDown') setMarked(Math.min(at + 1, count - 1))
      else if (event.key === 'ArrowUp') setMarked(Math.max(at - 1, 0))
      else if (event.key === 'Enter' && count > 0 && !event.nativeEvent.isComposing) choose(at)
      else return
      event.preventDefault()
      event.stopPropagation()
    },
  }
}
