import { useSyncExternalStore } from 'react'

export type Theme = 'light' | 'dark' | 'system'

const place = 'anteroom.theme'
const watchers = new Set<() => void>()

/** The appearance this computer was set to; 'system' follows its own setting. */
function theTheme(): Theme {
  const kept = localStorage.getItem(place)
  return kept === 'light' || kept === 'dark' ? kept : 'system'
}

/** Puts the appearance on the page; also called before the first paint. */
export function showTheme(): void {
  const theme = theTheme()
  if (theme === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = theme
}

export function chooseTheme(theme: Theme): void {
  if (theme === 'system') localStorage.removeItem(place)
  else localStorage.setItem(place, theme)
  showTheme()
  for (const tell of watchers) tell()
}

export function useTheme(): Theme {
  return useSyncExternalStore(tell => {
    watchers.add(tell)
    return () => watchers.delete(tell)
  }, theTheme)
}
