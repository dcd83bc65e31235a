// Spoils the sample files of X12 by a seed and reads them: `node scripts/fuzz-x12.ts --minutes 10 --seed 1`. Ends at the first finding, with the seed that shows it again.
import { globSync, readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { fuzzX12 } from '../test/x12-fuzz.ts'

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '1' }, seed: { type: 'string', default: '1' } },
})
const corpus = globSync('src/formats/x12/corpus/*/*')
  .sort()
  .map(file => new Uint8Array(readFileSync(file)))
const until_us = Number(values.minutes) * 60_000_000
const spent_us = () => process.cpuUsage().user + process.cpuUsage().system
const totals = { cases: 0, segments: 0, bytes: 0, slowest_ms: 0, slowest: 0 }
for (let seed = Number(values.seed); spent_us() < until_us; seed++) {
  const started = performance.now()
  const { segments, bytes } = fuzzX12(seed, corpus)
  const took_ms = performance.now() - started
  if (took_ms > totals.slowest_ms) Object.assign(totals, { slowest_ms: Math.round(took_ms), slowest: seed })
  totals.cases++
  totals.segments += segments
  totals.bytes += bytes
}
const memory_mb = Math.round(process.memoryUsage.rss() / 1e6)
console.log(JSON.stringify({ ...totals, cpu_s: Math.round(spent_us() / 1e6), memory_mb }))
