import { join } from 'node:path';
import { type TeamScope, teamScope } from '#lib/access/team-scope.ts';
import { type Database, openDatabase } from '#lib/db/database.ts';
import { ensureLocalTeam, type LocalTeam } from '#lib/db/local-team.ts';
import { findRun, type RunRow } from '#lib/db/run-row.ts';
import { type Env, readEnv } from '#lib/env.ts';
import { JoustError } from '#lib/errors.ts';
import { applyMigrations } from '../migrations/apply-migrations.ts';
import { openDatabase as openServer } from '../postgres/open-database.ts';
import { say } from './output.ts';

/** Beside the code, whatever folder a command is called from. */
const HOME = join(import.meta.dirname, '..', '..', '.joust');

/** This installation, open for one command. */
export interface Installation {
  readonly env: Env;
  /** Of the PostgreSQL in use, embedded or not. */
  readonly databaseUrl: string;
  readonly database: Database;
  readonly local: LocalTeam;
  readonly scope: TeamScope;
  close(): Promise<void>;
}

/** Opens the database, starting the embedded one if nobody has, and brings it up to date. */
export async function openInstallation(): Promise<Installation> {
  const env = readEnv({ ...process.env, JOUST_HOME: process.env.JOUST_HOME || HOME });
  const server = await openServer({ home: env.home, databaseUrl: env.databaseUrl ?? undefined, log: say });
  await applyMigrations({ databaseUrl: server.url, log: say });
  const database = openDatabase({ url: server.url, poolSize: 4 });
  const local = await ensureLocalTeam(database);
  return {
    env,
    databaseUrl: server.url,
    database,
    local,
    scope: teamScope(local.teamId),
    async close() {
      await database.close();
      await server.close();
    },
  };
}

/** Runs `work` with the installation open, and closes it whatever happens. */
export async function withInstallation<Result>(work: (installation: Installation) => Promise<Result>): Promise<Result> {
  const installation = await openInstallation();
  try {
    return await work(installation);
  } finally {
    await installation.close();
  }
}

/** The run a user means. @throws JoustError `run-not-found` */
export async function requireRun(installation: Installation, reference: string): Promise<RunRow> {
  const run = await findRun(installation.database, installation.scope, reference);
  if (run) return run;
  throw new JoustError({
    code: 'run-not-found',
    expected: 'the number or id of a run, or "latest"',
    got: JSON.stringify(reference),
    fix: 'See `joust runs`.',
  });
}
