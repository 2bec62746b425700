'use client';

import { useEffect, useRef, useState } from 'react';
import type { PlanAnswer } from '../../_data/plan-form.ts';
import { planAction } from './actions.ts';
import { queryOf } from './form-defaults.ts';
import type { FormValues } from './form-values.ts';

const QUIET_MS = 300;

export type LivePlan = PlanAnswer | { kind: 'not-allowed' } | { kind: 'unreachable' };

/** The plan of a form as it is typed: asked for when the typing pauses, never overtaken by an older answer. */
export function usePlan(
  values: FormValues,
  { initialAnswer, base }: { initialAnswer: PlanAnswer; base: FormValues },
): { answer: LivePlan; pending: boolean } {
  const [answer, setAnswer] = useState<LivePlan>(initialAnswer);
  const query = queryOf(values, base);
  const [answered, setAnswered] = useState(query);
  const asked = useRef(values);
  asked.current = values;
  useEffect(() => {
    if (query === answered) return;
    let isCurrent = true;
    const timer = setTimeout(async () => {
      window.history.replaceState(null, '', `?${query}`);
      const next = await planAction(asked.current).catch(() => ({ kind: 'unreachable' }) as const);
      if (!isCurrent) return;
      setAnswer(next);
      setAnswered(query);
    }, QUIET_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [query, answered]);
  return { answer, pending: query !== answered };
}
