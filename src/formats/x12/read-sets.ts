import { Envelope, reasonsAgainst, type TransactionSet } from './envelope.ts'
import { SegmentReader } from './read-segments.ts'
import type { Fault, Segment } from './segment.ts'

/** What a file's envelopes say when it has been read to its end. */
export type FileCheck = {
  segments: number
  sets: TransactionSet[]
  /** All faults in the order they were found, the first thousand; `faultsLeftOut` counts the rest. */
  faults: Fault[]
  faultsLeftOut: number
  /** Those that make the whole file unusable. */
  fileFaults: readonly Fault[]
}

const keptFaults = 1000
const keptSets = 100_000

/** Looks at a file's envelopes only. Memory does not grow with the file, but for a line about each set. First this, then `setsOf` for the usable ones: counts and control
 *  numbers stand behind what they vouch for. */
export function checkFile(chunks: Iterable<Uint8Array>): FileCheck {
  const check: FileCheck = { segments: 0, sets: [], faults: [], faultsLeftOut: 0, fileFaults: [] }
  const envelope: Envelope = new Envelope({
    fault(fault) {
      if (check.faults.length < keptFaults) check.faults.push(fault)
      else check.faultsLeftOut++
    },
    closed(set) {
      if (check.sets.length < keptSets) check.sets.push(set)
      else if (envelope.fileFaults.every(one => one.code !== 'too-many-sets')) {
        const place = { segment: set.from.segment, id: 'ST', at: set.from.at }
        envelope.fault({ code: 'too-many-sets', level: 'file', place, facts: { most: String(keptSets) } })
      }
    },
  })
  const reader = new SegmentReader({
    segment(segment) {
      check.segments++
      envelope.segment(segment)
    },
    fault: fault => envelope.fault(fault),
  })
  for (const chunk of chunks) reader.push(chunk)
  reader.end()
  envelope.end()
  return { ...check, fileFaults: envelope.fileFaults }
}

/** The sets of a file that passed `checkFile`, one at a time, each with its segments from ST to SE; the unusable ones are left out. */
export function* setsOf(
  bytes: Uint8Array,
  check: FileCheck,
): Generator<{ set: TransactionSet; segments: readonly Segment[] }> {
  const usable = new Map(check.sets.map(set => [set.from.segment, set]))
  for (const [from, set] of usable) if (reasonsAgainst(set, check.fileFaults).length > 0) usable.delete(from)
  let wanted: TransactionSet | undefined
  let segments: Segment[] = []
  let full: { set: TransactionSet; segments: readonly Segment[] }[] = []
  const reader = new SegmentReader({
    segment(segment) {
      wanted ??= usable.get(segment.index)
      if (!wanted) return
      segments.push(segment)
      if (segments.length < wanted.segments) return
      full.push({ set: wanted, segments })
      wanted = undefined
      segments = []
    },
    fault() {},
  })
  const step = 65_536
  for (let at = 0; at < bytes.length; at += step) {
    reader.push(bytes.subarray(at, at + step))
    yield* full
    full = []
  }
  reader.end()
  yield* full
}
