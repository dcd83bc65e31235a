// Half-typed work on this computer, in two places. localStorage answers at once, which a form needs to show itself; but browsers write it to disk
// when they like (Chromium after five seconds, and ever later the more is written), and a browser that is killed takes the rest with it. IndexedDB
// answers late, but hands each write to the system as it is made: only a computer that loses its power loses it. So: read there, safe here.
const store = 'kept'
const forgetAfter_ms = 7 * 24 * 3600_000
const patience_ms = 2_000

/** What stands in both places; `gone` marks what was wiped, so that a wiping localStorage forgot in a crash is done again. */
type Kept = { at: number; value?: unknown; gone?: true }

let database: Promise<IDBDatabase | null> | undefined

function open(): Promise<IDBDatabase | null> {
  database ??= new Promise(resolve => {
    try {
      const asked = indexedDB.open('anteroom', 1)
      asked.onupgradeneeded = () => asked.result.createObjectStore(store)
      asked.onsuccess = () => {
        // Whoever clears the site's data must not wait for this tab.
        asked.result.onversionchange = () => asked.result.close()
        resolve(asked.result)
      }
      asked.onerror = () => resolve(null)
    } catch {
      // A browser that keeps nothing: localStorage alone then.
      resolve(null)
    }
  })
  return database
}

async function write(deed: (kept: IDBObjectStore) => void): Promise<void> {
  const db = await open()
  if (!db) return
  await new Promise<void>(resolve => {
    try {
      const change = db.transaction(store, 'readwrite')
      change.oncomplete = () => resolve()
      change.onabort = () => resolve()
      deed(change.objectStore(store))
    } catch {
      resolve()
    }
  })
}

function parse(text: string | null): Kept | null {
  try {
    return text ? (JSON.parse(text) as Kept) : null
  } catch {
    return null
  }
}

/** What is kept at that place. */
export function kept(place: string): { at: number; value: unknown } | null {
  const found = parse(localStorage.getItem(place))
  return found && { at: found.at, value: found.value }
}

/** Keeps it there from now on, also when the browser is killed in the next moment. */
export function keep(place: string, value: unknown): void {
  const entry: Kept = { at: Date.now(), value }
  localStorage.setItem(place, JSON.stringify(entry))
  void write(all => all.put(entry, place))
}

/** Wipes these places; done for good when it resolves. */
export async function forget(places: readonly string[]): Promise<void> {
  const entry: Kept = { at: Date.now(), gone: true }
  for (const place of places) localStorage.removeItem(place)
  await write(all => {
    for (const place of places) all.put(entry, place)
  })
}

/** Brings back what the last browser had not written down when it died, and forgets what is a week old; before anything kept is read. Waits no
 *  longer than two seconds. */
export function recoverKept(): Promise<void> {
  const late = new Promise<void>(resolve => setTimeout(resolve, patience_ms))
  return Promise.race([recover(), late])
}

async function recover(): Promise<void> {
  const oldest = Date.now() - forgetAfter_ms
  await write(all => {
    const walk = all.openCursor()
    walk.onsuccess = () => {
      const at = walk.result
      if (!at) return
      const safe = at.value as Kept
      const place = String(at.key)
      if (safe.at < oldest) at.delete()
      else if (safe.at > (parse(localStorage.getItem(place))?.at ?? 0)) {
        if (safe.gone) localStorage.removeItem(place)
        else localStorage.setItem(place, JSON.stringify(safe))
      }
      at.continue()
    }
  })
}
