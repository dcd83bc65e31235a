import { type KeyboardEvent, useState } from 'react'

/** Arrow keys in a search field walk the list under it, Enter takes the marked row: the focus never leaves what is typed. `early` is what an
 *  Enter does while the list is still that of an earlier text. */
export function useSearchKeys(count: number, choose: (at: number) => void, early?: () => void) {
  const [marked, setMarked] = useState(0)
  const at = Math.min(marked, Math.max(0, count - 1))
  return {
    at,
    mark: setMarked,
    onKeyDown: (event: KeyboardEvent) => {
      // Ctrl Enter and its like belong to the screen around: they end a call, save a form.
      if (event.ctrlKey || event.metaKey || event.altKey) return
      if (event.key === 'ArrowDown') setMarked(Math.min(at + 1, count - 1))
      else if (event.key === 'ArrowUp') setMarked(Math.max(at - 1, 0))
      else if (event.key === 'Enter' && early && !event.nativeEvent.isComposing) early()
      else if (event.key === 'Enter' && count > 0 && !event.nativeEvent.isComposing) choose(at)
      else return
      event.preventDefault()
      event.stopPropagation()
    },
  }
}
