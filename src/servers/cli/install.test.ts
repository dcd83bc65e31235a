import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { projectFolder } from '../../platform/settings.ts'

const base = fs.mkdtempSync(path.join(os.tmpdir(), 'anteroom-install-'))
const project = path.join(base, 'project')
const at = (...names: string[]) => path.join(project, ...names)
const lock = (version: string, more: Record<string, unknown> = {}) =>
  JSON.stringify({ packages: { '': {}, 'node_modules/a': { version }, ...more } })

afterAll(() => fs.rmSync(base, { recursive: true, force: true }))

// A project with the real scripts, one package, and an npm that writes down what it was asked and installs what the lock says.
beforeEach(() => {
  fs.rmSync(project, { recursive: true, force: true })
  fs.cpSync(path.join(projectFolder, 'scripts'), at('scripts'), { recursive: true })
  fs.mkdirSync(at('node_modules', '.bin'), { recursive: true })
  fs.writeFileSync(at('package-lock.json'), lock('2.0.0'))
  fs.writeFileSync(at('node_modules', '.package-lock.json'), lock('2.0.0'))
  fs.writeFileSync(
    at('npm.cjs'),
    `const fs = require('fs')
     fs.appendFileSync(__dirname + '/asked', process.argv.slice(2).join(' ') + '\\n')
     if (fs.existsSync(__dirname + '/offline')) process.exit(3)
     fs.mkdirSync(__dirname + '/node_modules', { recursive: true })
     fs.copyFileSync(__dirname + '/package-lock.json', __dirname + '/node_modules/.package-lock.json')`,
  )
})

function run(script: string, args: string[] = [], environment: Record<string, string> = {}) {
  const env = {
    PATH: process.env.PATH,
    npm_execpath: at('npm.cjs'),
    npm_node_execpath: process.execPath,
    ...environment,
  }
  const ran = spawnSync(process.execPath, [at('scripts', script), ...args], { env, encoding: 'utf8' })
  const asked = fs.existsSync(at('asked')) ? fs.readFileSync(at('asked'), 'utf8').trim().split('\n') : []
  return { status: ran.status, said: ran.stdout + ran.stderr, asked }
}

test('what is installed already is left alone', () => {
  expect(run('install.mjs')).toEqual({ status: 0, said: '', asked: [] })
})

test.each([
  ['nothing is installed', () => fs.rmSync(at('node_modules'), { recursive: true })],
  ['a package has another version', () => fs.writeFileSync(at('node_modules', '.package-lock.json'), lock('1.0.0'))],
  [
    'the lock names a package more',
    () => fs.writeFileSync(at('package-lock.json'), lock('2.0.0', { 'node_modules/b': { version: '1.0.0' } })),
  ],
])('when %s, npm ci runs once and without install scripts', (_case, change) => {
  change()
  const { status, asked } = run('install.mjs')
  expect([status, asked.length]).toEqual([0, 1])
  expect(asked[0]).toMatch(/^ci .*--ignore-scripts/)
})

test('packages for other systems are not missed, and those for checks only by the checks', () => {
  const more = {
    'node_modules/o': { version: '1.0.0', optional: true },
    'node_modules/d': { version: '1.0.0', dev: true },
  }
  fs.writeFileSync(at('package-lock.json'), lock('2.0.0', more))
  expect(run('install.mjs', [], { npm_lifecycle_event: 'prestart' }).asked).toEqual([])
  expect(run('install.mjs', [], { npm_lifecycle_event: 'pretest' }).asked.length).toBe(1)
})

test('when npm fails, it says so, what to look at, and ends with status 69', () => {
  fs.rmSync(at('node_modules'), { recursive: true })
  fs.writeFileSync(at('offline'), '')
  const { status, said } = run('install.mjs')
  expect(status).toBe(69)
  expect(said).toContain('npm ci ended with status 3')
  expect(said).toContain('network')
})

test('a Node in node_modules that is too old or does not run is named', () => {
  fs.writeFileSync(at('node_modules', '.bin', 'node'), '#!/bin/sh\nprintf "20.20.2 false undefined"\n', { mode: 0o755 })
  const old = run('install.mjs')
  expect([old.status, old.said.includes('20.20.2')]).toEqual([69, true])
  fs.writeFileSync(at('node_modules', '.bin', 'node'), '#!/bin/sh\necho "cannot open libstdc++" >&2; exit 127\n', {
    mode: 0o755,
  })
  const broken = run('install.mjs')
  expect([broken.status, broken.said.includes('cannot open libstdc++')]).toEqual([69, true])
})

test('where npm left out the link to the Node of this system, it is made, and none to another system’s', () => {
  for (const [name, system] of [
    ['node-aaa', 'plan9'],
    ['node-here', process.platform],
  ] as const) {
    fs.mkdirSync(at('node_modules', name, 'bin'), { recursive: true })
    fs.writeFileSync(at('node_modules', name, 'bin', 'node'), '#!/bin/sh\nprintf "26.0.0 true object"\n')
    const about = { bin: { node: 'bin/node' }, os: [system], cpu: [process.arch] }
    fs.writeFileSync(at('node_modules', name, 'package.json'), JSON.stringify(about))
  }
  expect(run('install.mjs')).toEqual({ status: 0, said: '', asked: [] })
  expect(fs.realpathSync(at('node_modules', '.bin', 'node'))).toBe(
    fs.realpathSync(at('node_modules', 'node-here', 'bin', 'node')),
  )
})

test('the tool is handed its words and its status comes back', () => {
  fs.mkdirSync(at('src', 'servers', 'cli'), { recursive: true })
  fs.writeFileSync(
    at('src', 'servers', 'cli', 'main.ts'),
    'const words: string[] = process.argv.slice(2)\nconsole.log(words.join("|"))\nprocess.exit(7)\n',
  )
  fs.writeFileSync(at('package.json'), '{"type":"module"}')
  const { status, said } = run('anteroom.mjs', ['backup', 'a b'])
  expect([status, said.trim()]).toEqual([7, 'backup|a b'])
})
