// Reads one file in one way and prints what it cost: its own process, so that the peak of memory is its own. `node bench/x12-run.ts scan|segments|envelope FILE`
import { closeSync, openSync, readSync } from 'node:fs'
import { Envelope } from '../src/formats/x12/envelope.ts'
import { SegmentReader } from '../src/formats/x12/read-segments.ts'

const [way, file] = process.argv.slice(2) as [string, string]
const found = { segments: 0, faults: 0, sets: 0 }
const envelope = new Envelope({ fault: () => void found.faults++, closed: () => void found.sets++ })
const check = way === 'envelope'
const reader = new SegmentReader({
  segment(segment) {
    found.segments++
    if (check) envelope.segment(segment)
  },
  fault: fault => envelope.fault(fault),
})

const handle = openSync(file, 'r')
const chunk = Buffer.alloc(1_048_576)
const began = process.cpuUsage()
for (;;) {
  const length = readSync(handle, chunk)
  if (length === 0) break
  const bytes = chunk.subarray(0, length)
  if (way !== 'scan') reader.push(bytes)
  else for (let at = bytes.indexOf(126); at >= 0; at = bytes.indexOf(126, at + 1)) found.segments++
}
if (way !== 'scan') reader.end()
if (check) envelope.end()
const { user, system } = process.cpuUsage(began)
closeSync(handle)
// Kilobytes on every system Node runs on.
console.log(
  JSON.stringify({ cpu_ms: (user + system) / 1000, peak_mb: process.resourceUsage().maxRSS / 1024, ...found }),
)
