import { Worker } from 'node:worker_threads';
import type { Env } from '#lib/env.ts';
import type { CallLedger } from './call-ledger.ts';

/** What the ledger's thread needs to open its own database connections. */
export interface LedgerThreadOptions {
  databaseUrl: string;
  claimToken: string;
  name: string;
  logLevel: Env['logLevel'];
}

/** A call of a ledger method on its way to the thread. */
export interface LedgerQuestion {
  id: number;
  method: keyof CallLedger;
  input: unknown;
}

/** What came of it. */
export type LedgerAnswer = { id: number; output: unknown; error?: undefined } | { id: number; error: Error };

/**
 * A ledger on a thread of its own. A transaction is a dozen round trips under the run's lock; on the thread that also
 * serves hundreds of requests each would wait its turn, and everybody else for the lock.
 */
export function threadedLedger(
  options: LedgerThreadOptions,
  onDeath: (error: Error) => void,
): { ledger: CallLedger; close: () => Promise<void> } {
  const thread = new Worker(new URL('./ledger-thread.ts', import.meta.url), { workerData: options });
  const pending = new Map<number, { resolve: (output: never) => void; reject: (reason: Error) => void }>();
  let questions: LedgerQuestion[] = [];
  let lastId = 0;
  let closing = false;

  thread.on('message', (answers: LedgerAnswer[]) => {
    for (const one of answers) {
      const asker = pending.get(one.id);
      pending.delete(one.id);
      if (one.error) asker?.reject(one.error);
      else asker?.resolve(one.output as never);
    }
  });
  thread.on('error', onDeath);
  thread.on('exit', () => closing || onDeath(new Error('The ledger thread ended.')));

  function ask<Output>(method: keyof CallLedger, input: unknown): Promise<Output> {
    return new Promise<Output>((resolve, reject) => {
      lastId += 1;
      pending.set(lastId, { resolve, reject });
      if (questions.length === 0) {
        setImmediate(() => {
          thread.postMessage(questions);
          questions = [];
        });
      }
      questions.push({ id: lastId, method, input });
    });
  }

  return {
    ledger: {
      claim: (request) => ask('claim', request),
      record: (finished) => ask('record', finished),
    },
    async close() {
      closing = true;
      await thread.terminate();
    },
  };
}
