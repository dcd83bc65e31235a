import { toast } from '../../../web/kit/toast.ts'
import { t } from '../../../web/words/say.ts'
import type { Result } from '../contract.ts'

/** Says how a bulk ended: what was done, and each thing that stood in the way, counted. */
export function sayResults(results: readonly Result[], done: (n: number) => string, undo?: () => void): void {
  const count = (outcome: Result['outcome']) => results.filter(one => one.outcome === outcome).length
  const parts = [
    [count('taken'), 'disruption.done.taken'],
    [count('changed'), 'disruption.done.changed'],
    [count('in-other-hands'), 'disruption.done.hands'],
    [count('settled-already'), 'disruption.done.already'],
    [count('not-possible'), 'disruption.done.impossible'],
  ] as const
  const odd = parts.filter(([n]) => n > 0).map(([n, path]) => t(path, { n }))
  const n = count('done')
  const says = [...(n > 0 || odd.length === 0 ? [done(n)] : []), ...odd].join(' · ')
  toast(says, { look: n > 0 || odd.length === 0 ? 'ok' : 'info', ...(undo && n > 0 ? { undo } : {}) })
}
