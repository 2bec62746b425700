'use client';

import { useState, useTransition } from 'react';
import { type ControlAnswer, controlAction, type RunCommand } from './actions.ts';

/** Sends commands to a run, one at a time, and keeps the last refusal. */
export interface Control {
  pending: boolean;
  refusal: Exclude<ControlAnswer, { kind: 'done' }> | { kind: 'unreachable' } | null;
  send: (command: RunCommand) => void;
}

export function useControl(number: number): Control {
  const [refusal, setRefusal] = useState<Control['refusal']>(null);
  const [pending, start] = useTransition();
  const send = (command: RunCommand) =>
    start(async () => {
      const answer = await controlAction(number, command).catch(() => ({ kind: 'unreachable' }) as const);
      setRefusal(answer.kind === 'done' ? null : answer);
    });
  return { pending, refusal, send };
}
