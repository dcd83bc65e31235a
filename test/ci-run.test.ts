import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'

const base = fs.mkdtempSync(path.join(os.tmpdir(), 'anteroom-ci-'))
afterAll(() => fs.rmSync(base, { recursive: true, force: true }))

/** Runs .ci/run with an npm whose check ends with one status, and whose tests leave this report and end with another. */
function run(
  name: string,
  check: number,
  tests: number,
  report?: unknown,
): { status: number | null; last: string | undefined } {
  const project = path.join(base, name)
  fs.mkdirSync(path.join(project, '.ci'), { recursive: true })
  fs.mkdirSync(path.join(project, 'bin'))
  fs.copyFileSync(path.join(import.meta.dirname, '..', '.ci', 'run'), path.join(project, '.ci', 'run'))
  const write = report ? `printf '%s' '${JSON.stringify(report)}' > .cache/tests.json\n` : ''
  const npm = `#!/bin/sh\nif [ "$1" = run ]; then exit ${check}; fi\n${write}exit ${tests}\n`
  fs.writeFileSync(path.join(project, 'bin', 'npm'), npm, { mode: 0o755 })
  const env = { PATH: `${path.join(project, 'bin')}:${process.env.PATH}` }
  const ran = spawnSync('bash', [path.join(project, '.ci', 'run')], { env, encoding: 'utf8' })
  return { status: ran.status, last: ran.stdout.trim().split('\n').at(-1) }
}

const file = (...tests: string[]) => ({
  status: tests.includes('failed') ? 'failed' : 'passed',
  assertionResults: tests.map(status => ({ status })),
})

test('everything passed: the check counts as one', () => {
  expect(run('good', 0, 0, { numPassedTests: 2, testResults: [file('passed', 'passed')] })).toEqual({
    status: 0,
    last: '3 passed, 0 failed',
  })
})

test('a failed test, a file that could not be loaded and a failed check each count', () => {
  const report = {
    numPassedTests: 1,
    testResults: [file('passed', 'failed'), { status: 'failed', assertionResults: [] }],
  }
  expect(run('bad', 1, 1, report)).toEqual({ status: 1, last: '1 passed, 3 failed' })
})

test('a failed check alone fails the run', () => {
  expect(run('check', 1, 0, { numPassedTests: 1, testResults: [file('passed')] })).toEqual({
    status: 1,
    last: '1 passed, 1 failed',
  })
})

test('tests that ended badly are never counted as passed, with or without a report', () => {
  expect(run('odd', 0, 1, { numPassedTests: 1, testResults: [file('passed')] })).toEqual({
    status: 1,
    last: '2 passed, 1 failed',
  })
  expect(run('none', 0, 1)).toEqual({ status: 1, last: '1 passed, 1 failed' })
  expect(run('nothing', 0, 0)).toEqual({ status: 1, last: '1 passed, 1 failed' })
})
