// Calls this desk leaves to somebody else. Only for this tab, only while they ring: the ids are forgotten with the tab.
const place = 'anteroom.calls.folded'
const most = 20

const read = (): string[] => {
  try {
    return JSON.parse(sessionStorage.getItem(place) ?? '[]') as string[]
  } catch {
    return []
  }
}

/** True when this desk leaves the call to somebody else. */
export const isFolded = (call: string): boolean => read().includes(call)

/** Draws the call as one line here, for somebody else to answer. */
export function foldCall(call: string): void {
  sessionStorage.setItem(place, JSON.stringify([...read(), call].slice(-most)))
}
