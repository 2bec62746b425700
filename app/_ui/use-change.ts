'use client';

import { useState, useTransition } from 'react';
import type { ChangeAnswer } from '../_data/refusal.ts';

/** What stopped a change; `unreachable` when nobody answered. */
export type ChangeRefusal = Exclude<ChangeAnswer, { kind: 'done' }> | { kind: 'unreachable' };

/** Sends changes, one at a time, and keeps the last refusal. `send` resolves to whether it was done. */
export function useChange() {
  const [refusal, setRefusal] = useState<ChangeRefusal | null>(null);
  const [pending, start] = useTransition();
  const send = (change: () => Promise<ChangeAnswer>) =>
    new Promise<boolean>((resolve) => {
      start(async () => {
        const answer = await change().catch(() => ({ kind: 'unreachable' }) as const);
        setRefusal(answer.kind === 'done' ? null : answer);
        resolve(answer.kind === 'done');
      });
    });
  return { pending, refusal, send };
}
