import { answers } from '../../../web/kit/api.ts'
import { ask } from '../../../web/kit/wire.ts'
import { bundleVisits, type Visit } from '../contract.ts'

/** The visits each reach means, of those that still can be moved or cancelled. */
export function reached(visits: readonly Visit[], visit: Visit, now_ms: number) {
  const open = visits.filter(
    each =>
      each.origin === 'desk' && (each.state === 'booked' || each.state === 'confirmed' || each.state === 'arrived'),
  )
  const from = (ms: number) => open.filter(each => each.id === visit.id || Date.parse(each.startsAt) >= ms)
  return {
    this: open.filter(each => each.id === visit.id),
    following: from(Date.parse(visit.startsAt)),
    all: from(now_ms),
  }
}

/** True if others belong to this visit that could move with it. If the server cannot be asked, the visit goes alone. */
export async function hasOthers(visit: Visit): Promise<boolean> {
  if (!visit.bundle) return false
  const input = { bundle: visit.bundle }
  try {
    const { visits } = await answers.fetchQuery({
      queryKey: [bundleVisits.name, input],
      queryFn: ({ signal }) => ask(bundleVisits, input, { signal }),
      meta: { refreshedBy: bundleVisits.refreshedBy ?? [] },
    })
    return reached(visits, visit, Date.now()).all.length > 1
  } catch {
    return false
  }
}
