import { useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { KeyHint } from '../kit/key-hint.tsx'
import { KeySheet } from '../kit/key-sheet.tsx'
import { type KeyMap, useKeys } from '../kit/keys.ts'
import { undoLast } from '../kit/toast.ts'
import { t } from '../words/say.ts'
import { lockNow } from './lock.ts'
import { clearHand, personInHand } from './person-in-hand.ts'
import { usePlaces } from './places.ts'
import { regions } from './regions.ts'

/** Puts the focus into the one box, with what stands in it selected. */
function goToOneBox(): void {
  if (enterOneBox()) return
  // The box is fetched after the frame: a key pressed before it is there leads into it as soon as it is.
  const watch = new MutationObserver(() => {
    if (enterOneBox()) stop()
  })
  const stop = () => {
    watch.disconnect()
    clearTimeout(late)
  }
  const late = setTimeout(stop, 5000)
  watch.observe(document.body, { childList: true, subtree: true })
}

function enterOneBox(): boolean {
  const box = document.querySelector<HTMLInputElement>('[data-one-box]')
  box?.focus()
  box?.select?.()
  return box !== null
}

function stepBack(): unknown {
  const at = document.activeElement
  // The first Esc leaves a text field, so that the single letters act again; the next one lays the person down.
  if (at instanceof HTMLInputElement || at instanceof HTMLTextAreaElement) return at.blur()
  if (personInHand()) return clearHand()
  return false
}

/** The keys that act on every screen. */
export function DeskKeys() {
  const router = useRouter()
  const places = usePlaces()
  const [sheet, setSheet] = useState(false)
  const map: KeyMap = {
    '?': { does: t('frame.keys.sheet'), run: () => setSheet(true) },
    Esc: { does: t('frame.keys.back'), run: stepBack },
    u: { does: t('frame.keys.undo'), run: undoLast },
    'Ctrl Shift L': { does: t('frame.keys.lock'), run: lockNow, always: true },
  }
  if (regions.OneBox) {
    map['/'] = { does: t('frame.keys.box'), run: goToOneBox }
    map['Ctrl K'] = { does: t('frame.keys.box'), run: goToOneBox }
  }
  for (const place of places) {
    map[`g ${place.key}`] = {
      does: t('frame.keys.go', { place: t(place.word as 'frame.places.today') }),
      run: () => void router.navigate({ to: place.to }),
    }
  }
  useKeys(t('frame.keys.group'), map)
  return (
    <>
      <KeyHint />
      {sheet && <KeySheet onClose={() => setSheet(false)} />}
    </>
  )
}
