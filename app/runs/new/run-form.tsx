'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { PlanAnswer } from '../../_data/plan-form.ts';
import { ContestantFields } from './contestant-fields.tsx';
import type { FieldProblems, FormValues } from './form-values.ts';
import { JudgeFields } from './judge-fields.tsx';
import { JuryFields } from './jury-fields.tsx';
import { LimitFields } from './limit-fields.tsx';
import { PlanPanel } from './plan-panel.tsx';
import { RequestPreview } from './request-preview.tsx';
import styles from './run-form.module.css';
import { ScheduleFields } from './schedule-fields.tsx';
import { usePlan } from './use-plan.ts';

export interface BenchmarkChoice {
  name: string;
  prompts: number;
  contestants: string[];
}

/** What every group of fields gets. */
export interface FieldsProps {
  values: FormValues;
  /** The message under a field that is wrong. */
  problem: (field: keyof FormValues) => string | undefined;
  change: (changes: Partial<FormValues>) => void;
}

/** The form of a new run, with its plan beside it. */
export function RunForm(props: {
  benchmarks: BenchmarkChoice[];
  initial: FormValues;
  initialAnswer: PlanAnswer;
  installation: { keyedOrigins: readonly string[]; baseUrl: string };
}) {
  const t = useTranslations('problems');
  const [values, setValues] = useState(props.initial);
  const { answer, pending } = usePlan(values, props.initialAnswer);
  const problems: FieldProblems = answer.kind === 'problems' ? answer.problems : {};
  const refusedField = answer.kind === 'refused' ? answer.field : null;
  const problem = (field: keyof FormValues) => {
    if (problems[field]) return t(problems[field]);
    return refusedField === field && answer.kind === 'refused' ? answer.report.fix : undefined;
  };
  const change = (changes: Partial<FormValues>) => setValues((before) => ({ ...before, ...changes }));
  const benchmark = props.benchmarks.find(({ name }) => name === values.benchmark);
  const fields = { values, problem, change };
  return (
    <div className={styles.columns}>
      <form className={styles.form} onSubmit={(event) => event.preventDefault()} noValidate>
        <ContestantFields {...fields} benchmarks={props.benchmarks} contestants={benchmark?.contestants ?? []} />
        <JudgeFields {...fields} installation={props.installation} />
        <JuryFields {...fields} />
        <ScheduleFields {...fields} contestants={benchmark?.contestants ?? []} />
        <LimitFields {...fields} />
        <RequestPreview values={values} />
      </form>
      <PlanPanel values={values} answer={answer} pending={pending} />
    </div>
  );
}
