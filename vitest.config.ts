import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'src/**/*.test.tsx', 'test/**/*.test.ts'],
    globalSetup: ['test/global-setup.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // A second, which is what a poll gets otherwise, is nothing on a machine with two busy cores.
    expect: { poll: { timeout: 10_000 } },
    // A warning of Node says where it comes from.
    execArgv: ['--trace-deprecation'],
  },
})
