// Pictures of every screen, light and dark, into docs/screens: the same walk that the accessibility proof makes, with a camera.
import { spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'

mkdirSync('docs/screens', { recursive: true })
const ran = spawnSync('vitest', ['run', 'test/journeys/screens.test.ts'], {
  stdio: 'inherit',
  env: { ...process.env, PICTURES: 'docs/screens' },
  shell: process.platform === 'win32',
})
process.exit(ran.status ?? 1)
