// One table: ours beside the bare SQL in the same run. `npm run bench -- --json` for machines, `--quick` for small sizes, `--only search|finding|schedule|worklists|board|calls|inbox|x12`.
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir, totalmem } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { openDatabase } from '../src/platform/database.ts'
import { startEmbeddedPostgres } from '../src/platform/embedded-postgres.ts'
import { migrate } from '../src/platform/migrate.ts'
import { boardBench } from './board-frames.ts'
import { callsBench } from './calls.ts'
import { findingBench } from './finding.ts'
import { inboxBench } from './inbox.ts'
import type { BenchRow } from './measure.ts'
import { patientSearchBench } from './patient-search.ts'
import { scheduleBench } from './schedule.ts'
import { worklistsBench } from './worklists.ts'
import { x12Bench } from './x12.ts'

const { values: asked } = parseArgs({
  options: { json: { type: 'boolean' }, quick: { type: 'boolean' }, only: { type: 'string' } },
})
const say = (text: string) => void (asked.json || console.error(text))

const folder = mkdtempSync(path.join(tmpdir(), 'anteroom-bench-'))
// Durable as in real life: what is measured here is what a desk would feel.
const server = await startEmbeddedPostgres({
  dataFolder: folder,
  settings: { max_connections: '200', shared_buffers: '512MB', max_wal_size: '4GB' },
})
const rows: BenchRow[] = []
const benches = {
  search: patientSearchBench,
  finding: findingBench,
  schedule: scheduleBench,
  worklists: worklistsBench,
  board: boardBench,
  calls: callsBench,
  inbox: inboxBench,
  x12: x12Bench,
}
try {
  for (const [name, bench] of Object.entries(benches)) {
    if (asked.only && asked.only !== name) continue
    const admin = openDatabase(server.connection)
    await admin.owner.query(`create database bench_${name}`)
    await admin.close()
    const db = openDatabase({ ...server.connection, database: `bench_${name}` }, { max: 40 })
    await migrate(db.owner, Temporal.Now.instant())
    say(`${name} …`)
    rows.push(...(await bench({ db, quick: asked.quick ?? false, say })))
    await db.close()
  }
} finally {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
}

const machine = { cores: cpus().length, memory_gib: Math.round(totalmem() / 2 ** 30), node: process.version }
if (asked.json) console.log(JSON.stringify({ machine, rows }, null, 2))
else {
  const shown = (value: number | null) => (value === null ? '' : value >= 100 ? value.toFixed(0) : value.toFixed(2))
  const head = ['area', 'what', 'size', 'p50 ms', 'p99 ms', 'bare p50', 'bare p99', 'ratio', 'target']
  const table = rows.map(row => [
    row.area,
    row.what,
    row.size,
    shown(row.p50_ms),
    shown(row.p99_ms),
    shown(row.raw_p50_ms),
    shown(row.raw_p99_ms),
    shown(row.ratio),
    row.target,
  ])
  const widths = head.map((title, n) => Math.max(title.length, ...table.map(line => line[n]!.length)))
  for (const line of [head, widths.map(width => '-'.repeat(width)), ...table]) {
    console.log(
      line
        .map((cell, n) => (n > 2 && n < 8 ? cell.padStart(widths[n]!) : cell.padEnd(widths[n]!)))
        .join('  ')
        .trimEnd(),
    )
  }
  console.log(
    `\n${machine.cores} cores, ${machine.memory_gib} GiB, Node ${machine.node}; medians on a shared machine: compare the ratios.`,
  )
}
