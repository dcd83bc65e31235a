#!/usr/bin/env node
// The operator's tool for any shell: whatever Node starts this file, the tool itself runs on the pinned one.
import { spawn, spawnSync } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const here = path.dirname(fileURLToPath(import.meta.url))
const installed = spawnSync(process.execPath, [path.join(here, 'install.mjs'), '--quiet'], { stdio: 'inherit' })
if (installed.status !== 0) process.exit(installed.status ?? 1)

const candidates = [path.join(here, '..', 'node_modules', '.bin', 'node'), process.execPath]
const major = node => Number.parseInt(spawnSync(node, ['-v'], { encoding: 'utf8' }).stdout?.slice(1) ?? '0', 10)
const node = candidates.find(candidate => major(candidate) >= 26) ?? process.execPath

const tool = spawn(node, [path.join(here, '..', 'src', 'servers', 'cli', 'main.ts'), ...process.argv.slice(2)], {
  stdio: 'inherit',
})
// Ctrl-C reaches the tool through the terminal; it decides when to end, and we wait for it. Other signals are handed on.
process.on('SIGINT', () => undefined)
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => tool.kill(signal))
tool.on('error', cause => {
  console.error(cause.message)
  process.exit(69)
})
tool.on('exit', (status, signal) => process.exit(status ?? (signal ? 1 : 0)))
