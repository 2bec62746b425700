import 'server-only';
import { listenToRuns } from '#lib/db/run-notice.ts';
import { createRunHub, type RunHub } from './run-hub.ts';
import { readSnapshot } from './run-snapshot.ts';
import { server } from './server.ts';

const shared = globalThis as typeof globalThis & { joustRunHub?: RunHub };

/** The hub of this process. */
export function runHub(): RunHub {
  const { database, log } = server();
  shared.joustRunHub ??= createRunHub({
    read: (scope, runId) => readSnapshot(database, scope, runId),
    listen: (heard) => listenToRuns(database, heard),
    warn: (error) => log.warn({ error: String(error) }, 'a run could not be watched'),
  });
  return shared.joustRunHub;
}
