'use client';

import { useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import type { Plan } from '#lib/db/run-row.ts';
import type { OriginChanges } from '../../_data/plan-form.ts';
import { Notice } from '../../_ui/notice.tsx';
import { SettingChanges } from '../../_ui/setting-changes.tsx';
import { type StartAnswer, startAction } from './actions.ts';
import type { FieldName, FieldProblem, FormValues } from './form-values.ts';
import { PlanFacts, useStartLabel } from './plan-facts.tsx';
import styles from './plan-panel.module.css';
import type { LivePlan } from './use-plan.ts';

/** What the form would do and cost, and the button that does it. */
export function PlanPanel({ values, answer, pending }: { values: FormValues; answer: LivePlan; pending: boolean }) {
  const t = useTranslations('plan');
  const [refusal, setRefusal] = useState<StartAnswer | null>(null);
  const [starting, start] = useTransition();
  const begin = (hash: string, trial: number | null) =>
    start(async () => {
      setRefusal(null);
      setRefusal((await startAction(values, hash, trial)) ?? null);
    });
  return (
    <section className={styles.panel} aria-labelledby="plan-title" aria-busy={pending}>
      <h2 id="plan-title">{t('title')}</h2>
      {answer.kind === 'plan' ? (
        <>
          {answer.changes && <Changes changes={answer.changes} />}
          <PlanFacts plan={answer.plan} stale={pending} />
          <StartButtons
            plan={answer.plan}
            disabled={pending || starting}
            start={(trial) => begin(answer.hash, trial)}
          />
        </>
      ) : (
        <>
          <NoPlan answer={answer} />
          <a className={styles.toProblems} href="#plan-title">
            {t('toProblems')}
          </a>
        </>
      )}
      {refusal && <NoPlan answer={refusal} />}
      <p className="visually-hidden" role="status">
        {pending ? t('updating') : answer.kind === 'plan' ? t('updated', { calls: answer.plan.calls }) : t('none')}
      </p>
    </section>
  );
}

function Changes({ changes: { origin, changes, gone } }: { changes: OriginChanges }) {
  const t = useTranslations('plan');
  return (
    <>
      <SettingChanges
        title={t('changedFrom', { number: origin })}
        none={t('unchangedFrom', { number: origin })}
        changes={changes}
      />
      {gone.length > 0 && <Notice kind="warning">{t('gone', { names: gone.join(', ') })}</Notice>}
    </>
  );
}

/** Verdicts to look at, and calls that make a good estimate. */
const TRIALS = { look: 5, estimate: 20 } as const;

function StartButtons(props: { plan: Plan; disabled: boolean; start: (trial: number | null) => void }) {
  const { plan, disabled, start } = props;
  const t = useTranslations('trial');
  const label = useStartLabel(plan);
  return (
    <>
      <div className={styles.start}>
        <button type="button" className="button" disabled={disabled || plan.matches === 0} onClick={() => start(null)}>
          {label}
        </button>
      </div>
      <div className={styles.trials}>
        {Object.values(TRIALS)
          .filter((calls) => plan.calls > calls)
          .map((calls) => (
            <button
              key={calls}
              type="button"
              className="button"
              data-quiet
              disabled={disabled}
              onClick={() => start(calls)}
            >
              {t('tryFirst', { calls })}
            </button>
          ))}
        {plan.calls > TRIALS.look && <p>{t('tryEffect')}</p>}
      </div>
    </>
  );
}

/** Why there is no plan, or why it was not started: a summary of what stands at the fields. */
function NoPlan({ answer }: { answer: Exclude<LivePlan, { kind: 'plan' }> | StartAnswer }) {
  const t = useTranslations('plan');
  const fields = useTranslations('fieldNames');
  const problems = useTranslations('problems');
  if (answer.kind === 'refused') {
    const { report } = answer;
    return (
      <Notice kind="error">{t('refused', { expected: report.expected, got: report.got, fix: report.fix })}</Notice>
    );
  }
  if (answer.kind !== 'problems') return <Notice kind="error">{t(answer.kind)}</Notice>;
  const entries = Object.entries(answer.problems) as [FieldName, FieldProblem][];
  return (
    <Notice kind="error">
      <p>{t('problems', { count: entries.length })}</p>
      <ul>
        {entries.map(([field, problem]) => (
          <li key={field}>
            {fields(field)}: {problems(problem)}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
