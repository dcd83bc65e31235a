// Runs every mechanical check and ends with one line for each: types, lint and format, import rules, house test, unused code, generated files.
import { spawnSync } from 'node:child_process'

const MODULES_AT_LEAST = 60

const checks: { name: string; command: string[]; accept?: (output: string) => string | null }[] = [
  { name: 'types', command: ['tsc', '-p', '.'] },
  { name: 'lint and format', command: ['biome', 'check', '--error-on-warnings', '.'] },
  {
    name: 'import rules',
    command: ['depcruise', 'src', 'test', 'bench', 'scripts', '--config', '.dependency-cruiser.mjs'],
    // Beside a TypeScript it cannot read it finds nothing and passes: a pass over nothing is a failure.
    accept: output =>
      Number(output.match(/(\d+) modules/)?.[1] ?? 0) >= MODULES_AT_LEAST ? null : 'too few modules were read',
  },
  { name: 'unused code', command: ['knip', '--no-progress'] },
  { name: 'house', command: ['vitest', 'run', 'test/house.test.ts', '--reporter=dot'] },
]

let failed = 0
for (const check of checks) {
  const started = performance.now()
  const ran = spawnSync(check.command[0]!, check.command.slice(1), {
    encoding: 'utf8',
    shell: process.platform === 'win32',
  })
  const output = `${ran.stdout ?? ''}${ran.stderr ?? ''}`
  const refused = ran.status === 0 ? (check.accept?.(output) ?? null) : `exit ${ran.status ?? ran.error?.message}`
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  console.log(`${refused ? 'FAILED' : 'ok    '} ${check.name.padEnd(16)} ${seconds} s${refused ? `  ${refused}` : ''}`)
  if (refused) {
    failed++
    console.log(output)
  }
}
console.log(failed ? `${failed} of ${checks.length} checks failed` : 'all checks passed')
process.exit(failed ? 1 : 0)
