import { parentPort, workerData } from 'node:worker_threads';
import { openDatabase } from '#lib/db/database.ts';
import { createLog } from '#lib/log.ts';
import { createCallLedger } from './call-ledger.ts';
import type { LedgerAnswer, LedgerQuestion, LedgerThreadOptions } from './threaded-ledger.ts';

const options = workerData as LedgerThreadOptions;
const log = createLog({ name: options.name, level: options.logLevel });
const database = openDatabase({
  url: options.databaseUrl,
  poolSize: 4,
  byKey: true,
  onError: (error) => log.warn({ error: error.message }, 'a database connection broke'),
});
const ledger = createCallLedger({ database, claimToken: options.claimToken, log });
let answers: LedgerAnswer[] = [];

function answer(one: LedgerAnswer): void {
  if (answers.length === 0) {
    setImmediate(() => {
      parentPort?.postMessage(answers);
      answers = [];
    });
  }
  answers.push(one);
}

parentPort?.on('message', (questions: LedgerQuestion[]) => {
  for (const { id, method, input } of questions) {
    const ask = ledger[method] as (input: unknown) => Promise<unknown>;
    ask(input).then(
      (output) => answer({ id, output }),
      (reason) => answer({ id, error: reason instanceof Error ? reason : new Error(String(reason)) }),
    );
  }
});
