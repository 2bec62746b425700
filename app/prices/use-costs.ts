'use client';

import { useState, useTransition } from 'react';
import { type CostAnswer, type CostCommand, costAction } from './actions.ts';

/** Sends commands about prices and caps, one at a time, and keeps what came of the last. */
export function useCosts(): {
  pending: boolean;
  answer: CostAnswer | 'unreachable' | null;
  send: (command: CostCommand) => void;
} {
  const [answer, setAnswer] = useState<CostAnswer | 'unreachable' | null>(null);
  const [pending, start] = useTransition();
  const send = (command: CostCommand) =>
    start(async () => setAnswer(await costAction(command).catch(() => 'unreachable' as const)));
  return { pending, answer, send };
}
