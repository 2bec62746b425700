import { existsSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { reportOf } from '#lib/errors.ts';
import { openQueueBackend } from '#lib/queue/backend.ts';
import { CALLS_QUEUE } from '#lib/queue/jobs.ts';
import { migrationStatus } from '../migrations/migration-status.ts';
import { findSupervisor } from '../supervisor/supervisor-file.ts';
import { type Installation, withInstallation } from './installation.ts';
import { fail, printJson } from './output.ts';
import { table } from './table.ts';

interface Check {
  check: string;
  ok: boolean;
  found: string;
}

/** `joust doctor`: what this installation stands on, and what is wrong with it. */
export function addDoctorCommand(program: Command): void {
  program
    .command('doctor')
    .description('check the installation')
    .option('--json', 'print one JSON document')
    .action(async (options: { json?: boolean }) => {
      try {
        const checks = await withInstallation(examine);
        if (options.json) printJson({ checks });
        else
          process.stdout.write(
            table(
              ['', 'check', 'found'],
              checks.map((one) => [one.ok ? 'ok' : 'BAD', one.check, one.found]),
            ),
          );
        if (checks.some((one) => !one.ok)) process.exitCode = 1;
      } catch (error) {
        fail(error, { json: options.json === true });
      }
    });
}

async function examine(installation: Installation): Promise<Check[]> {
  const { env, database, databaseUrl } = installation;
  const running = findSupervisor(env.home);
  return Promise.all([
    check('node', async () => process.version),
    check(
      'home',
      async () =>
        `${env.home}, ${Math.round((statfsSync(existsSync(env.home) ? env.home : '.').bavail * statfsSync('.').bsize) / 2 ** 30)} GiB free`,
    ),
    check('database', async () => {
      const { rows } = await database.query<{ version: string }>("SELECT current_setting('server_version') AS version");
      return `PostgreSQL ${rows[0]?.version} ${env.databaseUrl ? 'from DATABASE_URL' : 'embedded'}`;
    }),
    check('migrations', async () =>
      (await migrationStatus({ databaseUrl }))
        .split('\n')
        .map((line) => line.trim())
        .join(', '),
    ),
    check('queue', () => examineQueue(installation)),
    check('judge keys', async () =>
      env.judgeKeys
        .map(({ origin, variable, key }) => `${origin}: ${variable} is ${key === null ? 'not set' : 'set'}`)
        .join('; '),
    ),
    check('running', async () =>
      running ? `process ${running.pid}${running.url ? ` at ${running.url}` : ''}` : 'not now',
    ),
    check('build', async () =>
      existsSync(join(import.meta.dirname, '..', '..', '.next', 'BUILD_ID'))
        ? 'pages are built'
        : 'pages are not built; npm start builds them',
    ),
  ]);
}

async function examineQueue({ env, databaseUrl }: Installation): Promise<string> {
  let trouble: Error | null = null;
  const backend = openQueueBackend({
    databaseUrl,
    redisUrl: env.redisUrl,
    onError: (error) => {
      trouble = error;
    },
  });
  const queue = backend.queue(CALLS_QUEUE);
  try {
    const counts = await Promise.race([
      queue.getJobCounts('wait', 'active'),
      new Promise<never>((_, reject) =>
        setTimeout(() => reject(trouble ?? new Error('no answer within 5 s')), 5_000).unref(),
      ),
    ]);
    return `${backend.kind}, ${counts.wait ?? 0} waiting, ${counts.active ?? 0} active`;
  } finally {
    await Promise.race([queue.close().catch(() => {}), new Promise((resolve) => setTimeout(resolve, 1_000).unref())]);
    await backend.close();
  }
}

async function check(name: string, look: () => Promise<string>): Promise<Check> {
  try {
    return { check: name, ok: true, found: await look() };
  } catch (error) {
    return { check: name, ok: false, found: reportOf(error).got };
  }
}
