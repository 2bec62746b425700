'use client';

import { Radio, TextInput } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useEffect, useRef, useState, useTransition } from 'react';
import type { RejudgingScope } from '#lib/judging/rejudging-scope.ts';
import type { RejudgingPlan } from '#lib/pipeline/plan-rejudging.ts';
import type { RunSnapshot } from '../../_data/run-snapshot.ts';
import { Notice } from '../../_ui/notice.tsx';
import { useNumbers } from '../../_ui/use-numbers.ts';
import styles from './rejudge.module.css';
import { planRejudgeAction, type RejudgeAnswer, type RejudgePlanAnswer, rejudgeAction } from './rejudge-actions.ts';
import { TemplateChoiceField } from './template-choice-field.tsx';

const SCOPES = ['inconsistent', 'failed', 'margin', 'all'] as const;
type Only = (typeof SCOPES)[number];
const QUIET_MS = 250;

/** Judges matches of an ended run again: which, then what that costs, then the button that does it. */
export function Rejudge({ run }: { run: RunSnapshot['run'] }) {
  const t = useTranslations('rejudge');
  const [open, setOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const close = () => {
    setOpen(false);
    opener.current?.focus();
  };
  return (
    <>
      <button
        type="button"
        ref={opener}
        className="button"
        data-quiet
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {t('open')}
      </button>
      {open && <RejudgePanel number={run.number} close={close} />}
    </>
  );
}

function RejudgePanel({ number, close }: { number: number; close: () => void }) {
  const t = useTranslations('rejudge');
  const [only, setOnly] = useState<Only>('inconsistent');
  const [below, setBelow] = useState('0.2');
  const scope = scopeOf(only, below);
  const [template, setTemplate] = useState<string | null>(null);
  const { answer, waiting } = useRejudgePlan(number, scope, template);
  const [refusal, setRefusal] = useState<RejudgeAnswer | { kind: 'unreachable' } | null>(null);
  const [pending, start] = useTransition();
  const begin = (plan: RejudgingPlan) =>
    start(async () => {
      const given = { template, shown: plan };
      const done = await rejudgeAction(number, plan.scope, given).catch(() => ({ kind: 'unreachable' }) as const);
      if (done.kind === 'done') close();
      else setRefusal(done);
    });
  const closeOnEscape = (event: KeyboardEvent) => {
    if (event.key === 'Escape') close();
  };
  return (
    <fieldset className={styles.panel} onKeyDown={closeOnEscape}>
      <legend>{t('title')}</legend>
      <p>{t('effect')}</p>
      <Radio.Group value={only} onChange={(chosen) => setOnly(chosen as Only)} label={t('which')}>
        <div className={styles.options}>
          {SCOPES.map((one) => (
            <Radio key={one} value={one} label={t(`scope_${one}`)} description={t(`scope_${one}_effect`)} />
          ))}
        </div>
      </Radio.Group>
      {only === 'margin' && (
        <TextInput
          className={styles.below}
          label={t('below')}
          inputMode="decimal"
          value={below}
          onChange={(event) => setBelow(event.currentTarget.value)}
          error={scope === null ? t('belowRange') : undefined}
        />
      )}
      <TemplateChoiceField template={template} choose={setTemplate} />
      <div aria-live="polite">
        {answer?.kind === 'plan' && <PlanLines plan={answer.plan} />}
        {answer && answer.kind !== 'plan' && <Refused answer={answer} />}
      </div>
      {refusal && <Refused answer={refusal} />}
      <div className={styles.row}>
        {answer?.kind === 'plan' && (
          <button type="button" className="button" disabled={pending || waiting} onClick={() => begin(answer.plan)}>
            {t('start', { calls: answer.plan.calls })}
          </button>
        )}
        <button type="button" className="button" data-quiet onClick={close}>
          {t('close')}
        </button>
      </div>
    </fieldset>
  );
}

function scopeOf(only: Only, below: string): RejudgingScope | null {
  if (only !== 'margin') return { only };
  const share = Number(below);
  return share > 0 && share <= 1 ? { only, below: share } : null;
}

type Answer = RejudgePlanAnswer | { kind: 'unreachable' };

/** The plan of a scope: asked for when the choosing pauses, never overtaken by an older answer. */
function useRejudgePlan(
  number: number,
  scope: RejudgingScope | null,
  template: string | null,
): { answer: Answer | null; waiting: boolean } {
  const key = JSON.stringify([scope, template]);
  const [known, setKnown] = useState<{ key: string; answer: Answer } | null>(null);
  useEffect(() => {
    const [asked, other] = JSON.parse(key);
    if (asked === null) return;
    let isCurrent = true;
    const timer = setTimeout(async () => {
      const answer = await planRejudgeAction(number, asked, other).catch(() => ({ kind: 'unreachable' }) as const);
      if (isCurrent) setKnown({ key, answer });
    }, QUIET_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [number, key]);
  return { answer: scope === null ? null : (known?.answer ?? null), waiting: known?.key !== key };
}

function PlanLines({ plan }: { plan: RejudgingPlan }) {
  const t = useTranslations('rejudge');
  const numbers = useNumbers();
  const cost = plan.cost === null ? t('costUnknown') : t('cost', { cost: numbers.money(plan.cost) });
  return (
    <>
      <p className={styles.plan}>{t('plan', { matches: plan.matches, calls: plan.calls, cost })}</p>
      {plan.judges.length > 1 && (
        <p>{plan.judges.map(({ name, calls }) => t('judgeCalls', { name, calls })).join(' · ')}</p>
      )}
    </>
  );
}

function Refused({
  answer,
}: {
  answer: Exclude<Answer | RejudgeAnswer, { kind: 'plan' } | { kind: 'done' }> | RejudgeAnswer;
}) {
  const t = useTranslations('control');
  const own = useTranslations('rejudge');
  if (answer.kind === 'done') return null;
  if (answer.kind !== 'refused') return <Notice kind="error">{t(answer.kind)}</Notice>;
  const { code, expected, got, fix } = answer.report;
  if (code === 'nothing-to-rejudge') return <Notice kind="note">{own('nothing')}</Notice>;
  return <Notice kind="error">{t('refused', { expected, got, fix })}</Notice>;
}
