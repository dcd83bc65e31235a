import { execFileSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { writeCents } from '../src/formats/x12/element.ts'
import { writeInterchange } from '../src/formats/x12/write-envelope.ts'
import type { SegmentToWrite } from '../src/formats/x12/write-segments.ts'
import { type BenchRow, benchRow } from './measure.ts'

const claimsOfSet = 500

/** The segments of one made-up remittance that balances: each claim has two lines, a write-off and a coinsurance. */
function remittance(number: number): SegmentToWrite[] {
  const claims: SegmentToWrite[] = []
  let total = 0
  for (let n = 0; n < claimsOfSet; n++) {
    const lines = [9_000 + ((number * 31 + n * 7) % 20_000), 4_500 + ((number * 17 + n * 13) % 9_000)]
    const cut = lines.map(charge => [Math.floor(charge / 3), Math.floor(charge / 10)] as const)
    const pay = lines.map((charge, line) => charge - cut[line]![0] - cut[line]![1])
    const [charged, paid, owed] = [lines[0]! + lines[1]!, pay[0]! + pay[1]!, cut[0]![1] + cut[1]![1]]
    total += paid
    const visit = `2026${String(1 + (n % 12)).padStart(2, '0')}15`
    claims.push(
      {
        id: 'CLP',
        elements: [
          `ACCT${number}-${n}`,
          '1',
          writeCents(charged),
          writeCents(paid),
          writeCents(owed),
          '12',
          `ICN${number}${n}`,
          '11',
          '1',
        ],
      },
      { id: 'NM1', elements: ['QC', '1', `TESTPERSON${n % 90}`, 'SYNTHETIC', 'Q', '', '', 'MI', `W${100_000 + n}`] },
    )
    for (const [line, charge] of lines.entries()) {
      claims.push(
        { id: 'SVC', elements: [['HC', 'G0438', '25'], writeCents(charge), writeCents(pay[line]!), '', '1'] },
        { id: 'DTM', elements: ['472', visit] },
        { id: 'CAS', elements: ['CO', '45', writeCents(cut[line]![0])] },
        { id: 'CAS', elements: ['PR', '2', writeCents(cut[line]![1])] },
        { id: 'REF', elements: ['6R', `${number}-${n}-${line}`] },
        { id: 'AMT', elements: ['B6', writeCents(charge - cut[line]![0])] },
      )
    }
  }
  const head: SegmentToWrite[] = [
    {
      id: 'BPR',
      elements: ['I', writeCents(total), 'C', 'CHK', '', '', '', '', '', '', '', '', '', '', '', '20261101'],
    },
    { id: 'TRN', elements: ['1', `CHECK${number}`, '1999999999'] },
    { id: 'DTM', elements: ['405', '20261101'] },
    { id: 'N1', elements: ['PR', 'SYNTHETIC PAYER'] },
    { id: 'N1', elements: ['PE', 'SYNTHETIC CLINIC', 'XX', '1234567893'] },
    { id: 'LX', elements: ['1'] },
  ]
  return [...head, ...claims]
}

/** Writes remittances, each in an interchange of its own, until the file is as large as asked. Returns its bytes. */
function fill(file: string, bytes: number): number {
  const handle = openSync(file, 'w')
  let written = 0
  for (let number = 1; written < bytes; number++) {
    const one = writeInterchange({
      sender: { qualifier: 'ZZ', id: 'PAYER' },
      receiver: { qualifier: 'ZZ', id: 'CLINIC' },
      day: '2026-11-01',
      time: '08:00',
      control: number,
      usage: 'test',
      groups: [
        {
          functionalId: 'HP',
          sender: 'PAYER',
          receiver: 'CLINIC',
          control: number,
          version: '005010X221A1',
          sets: [{ id: '835', control: '0001', segments: remittance(number) }],
        },
      ],
    })
    if (!one.ok) throw new Error(`remittance ${number}: ${one.faults[0]?.code}`)
    written += writeSync(handle, one.text)
  }
  closeSync(handle)
  return written
}

type Run = { cpu_ms: number; peak_mb: number; segments: number; faults: number; sets: number }

/** X12 beside a bare search for the terminator in the same file: CPU time, and the most memory the process ever had. */
export async function x12Bench({ quick, say }: { quick: boolean; say: (text: string) => void }): Promise<BenchRow[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'anteroom-x12-'))
  try {
    const file = path.join(folder, 'remittances.835')
    const bytes = fill(file, quick ? 5_000_000 : 50_000_000)
    const program = path.join(import.meta.dirname, 'x12-run.ts')
    const run = (way: string): Run =>
      JSON.parse(execFileSync(process.execPath, [program, way, file], { encoding: 'utf8' })) as Run
    const runs = { scan: [] as Run[], segments: [] as Run[], envelope: [] as Run[] }
    for (let n = 0; n < 5; n++) for (const way of Object.keys(runs) as (keyof typeof runs)[]) runs[way].push(run(way))
    const [scanned, checked] = [runs.scan[0]!, runs.envelope[0]!]
    if (checked.faults > 0 || checked.segments !== scanned.segments) throw new Error(`x12: ${JSON.stringify(checked)}`)
    const size = `${(bytes / 1e6).toFixed(0)} MB, ${checked.segments} segments`
    const cpu = (of: Run[]) => of.map(one => one.cpu_ms)
    const peak = (of: Run[]) => of.map(one => one.peak_mb)
    const mean = (of: Run[]) => (bytes / 1e3 / cpu(of).toSorted((a, b) => a - b)[2]!).toFixed(0)
    say(`  835: ${mean(runs.segments)} MB/s CPU, ${mean(runs.envelope)} with envelopes, bare ${mean(runs.scan)}`)
    const least = `${((bytes / 25e6) * 1000).toFixed(0)} ms (25 MB/s)`
    const row = (what: string, way: 'segments' | 'envelope', of: (runs: Run[]) => number[], target: string) =>
      benchRow({ area: 'x12', what, size, target }, { ours: of(runs[way]), raw: of(runs.scan) })
    return [
      row('835 into segments (CPU)', 'segments', cpu, least),
      row('the same, envelopes checked (CPU)', 'envelope', cpu, least),
      row('peak memory of it, MB not ms', 'envelope', peak, '200 MB'),
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
