// Which elements swallow letters: no key acts while somebody types.
const typing =
  'input:not([type=checkbox]):not([type=radio]):not([type=button]):not([type=submit]),textarea,select,[contenteditable=true],[role=textbox],[role=combobox],[role=searchbox],[role=spinbutton],[role=menu],[role=listbox]'

/** True while the element with the focus takes letters as text or as a jump in a list. */
export function takesLetters(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(typing) !== null
}

const named: Record<string, string> = {
  Escape: 'Esc',
  ' ': 'Space',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
}

/** Alt makes other signs of the letters on some keyboards (a Mac's Alt h is ˙): then the key's place says which letter it is. */
const letterOf = (event: KeyboardEvent): string =>
  /^[\x21-\x7e]$/.test(event.key) ? event.key : (/^Key([A-Z])$/.exec(event.code)?.[1]?.toLowerCase() ?? event.key)

/** How a key event is written in a key map: 'b', '?', '[', 'Esc', 'Enter', 'Ctrl K', 'Shift ↓'. Command counts as Ctrl. */
export function keyName(event: KeyboardEvent): string {
  const key = named[event.key] ?? (event.altKey ? letterOf(event) : event.key)
  const ctrl = event.ctrlKey || event.metaKey
  const letter = event.key.length === 1
  return [
    ctrl ? 'Ctrl' : '',
    event.altKey ? 'Alt' : '',
    // For signs, Shift is already in the sign ('?'); for named keys and chords it counts.
    event.shiftKey && (!letter || ctrl) ? 'Shift' : '',
    ctrl && letter ? key.toUpperCase() : key,
  ]
    .filter(Boolean)
    .join(' ')
}

/** True for keys that act also in a text field: chords and Esc. */
export const actsWhileTyping = (name: string): boolean =>
  name.startsWith('Ctrl ') || name.startsWith('Alt ') || name === 'Esc'
