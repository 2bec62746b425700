import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{app,lib,scripts,workers,prisma}/**/*.test.{ts,tsx}'],
    env: { TZ: 'Asia/Kathmandu' },
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
