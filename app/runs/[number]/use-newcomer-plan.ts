'use client';

import { useEffect, useState } from 'react';
import { type NewcomerPlanAnswer, planNewcomerAction } from './add-newcomer-actions.ts';

const QUIET_MS = 250;

/** Whom to add, and how often it plays on each prompt; null: as often as it takes. */
export interface AskedNewcomer {
  contestant: string;
  matchesPerPrompt: number | null;
}

type Answer = NewcomerPlanAnswer | { kind: 'unreachable' };

/** What adding a contestant would do: asked for when the choosing pauses, never overtaken by an older answer. */
export function useNewcomerPlan(
  number: number,
  asked: AskedNewcomer | null,
): { answer: Answer | null; waiting: boolean } {
  const key = JSON.stringify(asked);
  const [known, setKnown] = useState<{ key: string; answer: Answer } | null>(null);
  useEffect(() => {
    const request = JSON.parse(key);
    if (request === null) return;
    let isCurrent = true;
    const timer = setTimeout(async () => {
      const answer = await planNewcomerAction(number, request).catch(() => ({ kind: 'unreachable' }) as const);
      if (isCurrent) setKnown({ key, answer });
    }, QUIET_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [number, key]);
  return { answer: asked === null ? null : (known?.answer ?? null), waiting: known?.key !== key };
}
