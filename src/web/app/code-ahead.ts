import { useEffect } from 'react'
import { fetchCallFaces } from './call-faces.ts'
import { fetchPatientCard } from './regions.ts'

const soonest_ms = 300

/** Fetches the code of what a ring and its answer show once the desk stands and has nothing else to do: the caller must not wait for it. A fetch
 *  that fails is done again by whoever shows it. */
export function useCodeAhead(): void {
  useEffect(() => {
    const fetchAll = () =>
      void Promise.all([fetchPatientCard(), ...fetchCallFaces()]).then(
        // For whoever measures: from here on a ring fetches no code.
        () => void document.documentElement.setAttribute('data-call-code', ''),
        () => {},
      )
    // Safari has no such call: a moment later then.
    if (!('requestIdleCallback' in window)) {
      const wait = setTimeout(fetchAll, soonest_ms)
      return () => clearTimeout(wait)
    }
    const wait = requestIdleCallback(fetchAll, { timeout: 5_000 })
    return () => cancelIdleCallback(wait)
  }, [])
}
