import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'src/**/*.test.tsx', 'test/**/*.test.ts'],
    globalSetup: ['test/global-setup.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // What is waited for may take a busy machine many times as long; nothing takes longer because of it when all is well.
    expect: { poll: { timeout: 30_000 } },
    // A warning of Node says where it comes from.
    execArgv: ['--trace-deprecation'],
  },
})
