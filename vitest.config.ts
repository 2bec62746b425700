import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{app,lib,scripts,workers,prisma}/**/*.test.{ts,tsx}'],
    exclude: process.env.JOUST_FAULTS === 'full' ? [] : ['**/*.full.test.ts'],
    env: { TZ: 'Asia/Kathmandu' },
    globalSetup: ['./scripts/test-support/postgres-for-tests.ts'],
    reporters: ['default', './scripts/test-support/closing-line-reporter.ts'],
    // Half of the files wait for servers and browsers of their own most of the time.
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
