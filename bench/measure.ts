/** One line of the table: what was measured, how long it took at the 50th and 99th percentile, and how the bare way did in the same run. */
export type BenchRow = {
  area: string
  what: string
  size: string
  p50_ms: number
  p99_ms: number
  raw_p50_ms: number | null
  raw_p99_ms: number | null
  /** Median of ours over median of the bare way. */
  ratio: number | null
  target: string
}

/** How long one line of the table may take, ours and the bare way. */
const patience_ms = { ours: 6_000, raw: 2_000 }
/** Of what takes longer than this, the first run is all there is. */
const slow_ms = 4_000

/** Percentile of a list of numbers, 0 < p <= 100, by nearest rank. */
export function percentile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil((p / 100) * sorted.length) - 1))] ?? Number.NaN
}

/** Runs ours and the bare way in turn, A B A B …, so that both see the same noise; returns milliseconds of each run. */
export async function alternate(
  runs: number,
  ours: (n: number) => Promise<unknown>,
  raw?: (n: number) => Promise<unknown>,
): Promise<{ ours: number[]; raw: number[] }> {
  const times = { ours: [] as number[], raw: [] as number[] }
  const timed = async (into: number[], run: (n: number) => Promise<unknown>, n: number) => {
    const started = performance.now()
    await run(n)
    into.push(performance.now() - started)
  }
  const warmUp = Math.min(10, Math.ceil(runs / 5))
  // A bare way that takes a second each time would make the table take an hour: a few runs of it say enough.
  const spent = { ours: 0, raw: 0 }
  const wanted = (which: 'ours' | 'raw', warming: boolean) =>
    warming ? spent[which] < 300 : times[which].length < 3 || spent[which] < patience_ms[which]
  const slow = { ours: false, raw: false }
  const turn = async (which: 'ours' | 'raw', run: (n: number) => Promise<unknown>, n: number) => {
    if (slow[which] || !wanted(which, n < 0)) return
    const into: number[] = []
    await timed(into, run, n + warmUp)
    slow[which] = into[0]! > slow_ms
    if (n >= 0 || slow[which]) times[which].push(...into)
    spent[which] += into[0]!
  }
  for (let n = -warmUp; n < runs; n++) {
    await turn('ours', ours, n)
    if (raw) await turn('raw', raw, n)
  }
  return times
}

/** Makes the line of the table from the times. */
export function benchRow(
  head: Pick<BenchRow, 'area' | 'what' | 'size' | 'target'>,
  times: { ours: number[]; raw: number[] },
): BenchRow {
  const rounded = (value: number) => Math.round(value * 1000) / 1000
  const raw = times.raw.length > 0
  const p50 = percentile(times.ours, 50)
  const rawP50 = raw ? percentile(times.raw, 50) : null
  return {
    ...head,
    p50_ms: rounded(p50),
    p99_ms: rounded(percentile(times.ours, 99)),
    raw_p50_ms: rawP50 === null ? null : rounded(rawP50),
    raw_p99_ms: raw ? rounded(percentile(times.raw, 99)) : null,
    ratio: rawP50 ? Math.round((p50 / rawP50) * 100) / 100 : null,
  }
}
