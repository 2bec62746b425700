'use client';

import { useEffect, useRef, useState } from 'react';
import { type CheckAnswer, checkAction } from '../actions.ts';

const QUIET_MS = 400;

/** What can be said of a template as it is typed: asked for when the typing pauses, never overtaken by an older answer. */
export function useCheck(typed: { yaml: string; benchmark: string | null }): {
  answer: CheckAnswer | { kind: 'unreachable' } | null;
  pending: boolean;
} {
  const [answer, setAnswer] = useState<CheckAnswer | { kind: 'unreachable' } | null>(null);
  const key = JSON.stringify(typed);
  const [answered, setAnswered] = useState<string | null>(null);
  const asked = useRef(typed);
  asked.current = typed;
  useEffect(() => {
    if (key === answered) return;
    let isCurrent = true;
    const ask = async () => {
      const next = await checkAction(asked.current).catch(() => ({ kind: 'unreachable' }) as const);
      if (!isCurrent) return;
      setAnswer(next);
      setAnswered(key);
    };
    const timer = setTimeout(ask, answered === null ? 0 : QUIET_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [key, answered]);
  return { answer, pending: key !== answered };
}
