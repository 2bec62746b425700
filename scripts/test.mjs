/**
 * `npm test`: sets the checkout up with its pages built, checks style and types, runs the tests, and closes with
 * `N passed, N failed, N skipped`. What follows `--` goes to vitest, for example a path: then only the tests run.
 * With `--faults` the long crash and fault tests run instead (`npm run test:faults`).
 *
 * Runs on Node 20 with no packages installed.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NODE, setup } from './setup.mjs';
import { closingLines } from './test-support/test-counts.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
// The long runs: crashes twenty times over, every recorded judge.
const isFull = process.argv.includes('--faults');
const given = process.argv.slice(2).filter((argument) => argument !== '--faults');
const filters = isFull && given.length === 0 ? ['scripts/faults', 'scripts/acceptance'] : given;

const program = (...path) => [NODE, join(ROOT, 'node_modules', ...path)];
const CHECKS = [
  { name: 'lint', command: [...program('@biomejs', 'biome', 'bin', 'biome'), 'check', '--error-on-warnings', '.'] },
  { name: 'types', command: [...program('typescript', 'bin', 'tsc'), '--noEmit'] },
];

function run([command, ...args], env = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: ROOT, env: { ...process.env, ...env }, stdio: 'inherit' });
    child.once('error', () => resolve(1));
    child.once('close', (code) => resolve(code ?? 1));
  });
}

/** Setup and checks count as failures, not as tests: the closing line must not say "0 failed" when they fail. */
async function failedChecks() {
  try {
    await setup({ build: existsSync(join(ROOT, 'app')) });
  } catch (error) {
    process.stderr.write(`setup failed: ${error.message}\n`);
    return ['setup'];
  }
  const failed = [];
  for (const { name, command } of filters.length === 0 ? CHECKS : []) {
    process.stdout.write(`${name} …\n`);
    if ((await run(command)) !== 0) failed.push(name);
  }
  return failed;
}

async function runTests() {
  const folder = mkdtempSync(join(tmpdir(), 'joust-counts-'));
  const file = join(folder, 'counts.json');
  const code = await run([...program('vitest', 'vitest.mjs'), 'run', ...filters], {
    JOUST_TEST_COUNTS: file,
    ...(isFull && { JOUST_FAULTS: 'full' }),
  });
  const counts = existsSync(file)
    ? JSON.parse(readFileSync(file, 'utf8'))
    : { passed: 0, failed: 1, skipped: 0, skips: {} };
  rmSync(folder, { recursive: true, force: true });
  if (code !== 0 && counts.failed === 0) counts.failed = 1;
  return counts;
}

const failed = await failedChecks();
const counts = existsSync(NODE) ? await runTests() : { passed: 0, failed: 0, skipped: 0, skips: {} };
for (const name of failed) process.stdout.write(`failed: ${name}\n`);
const total = { ...counts, failed: counts.failed + failed.length };
process.stdout.write(`${closingLines(total).join('\n')}\n`);
process.exitCode = total.failed > 0 ? 1 : 0;
