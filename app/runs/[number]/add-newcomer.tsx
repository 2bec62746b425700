'use client';

import { Select, TextInput } from '@mantine/core';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useEffect, useRef, useState, useTransition } from 'react';
import type { NewcomerPlan } from '#lib/pipeline/plan-newcomer.ts';
import type { RunSnapshot } from '../../_data/run-snapshot.ts';
import { Notice } from '../../_ui/notice.tsx';
import { useNumbers } from '../../_ui/use-numbers.ts';
import { type AddNewcomerAnswer, addNewcomerAction, newcomersAction } from './add-newcomer-actions.ts';
import styles from './rejudge.module.css';
import { useNewcomerPlan } from './use-newcomer-plan.ts';

type Run = RunSnapshot['run'];

/** Adds a contestant to the board of an ended run: who, then what that costs, then the button that does it. */
export function AddNewcomer({ run }: { run: Run }) {
  const t = useTranslations('newcomer');
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
      {open && <AddPanel run={run} close={close} />}
    </>
  );
}

function AddPanel({ run, close }: { run: Run; close: () => void }) {
  const t = useTranslations('newcomer');
  const router = useRouter();
  const names = useNewcomers(run.number);
  const [contestant, setContestant] = useState<string | null>(null);
  const [typed, setTyped] = useState('');
  const matchesPerPrompt = typed.trim() === '' ? null : Number(typed);
  const isCount = matchesPerPrompt === null || (Number.isSafeInteger(matchesPerPrompt) && matchesPerPrompt >= 1);
  const asked = contestant === null || !isCount ? null : { contestant, matchesPerPrompt };
  const { answer, waiting } = useNewcomerPlan(run.number, asked);
  const [refusal, setRefusal] = useState<Refusable | null>(null);
  const [pending, start] = useTransition();
  const begin = (plan: NewcomerPlan) =>
    start(async () => {
      const done = await addNewcomerAction(run.number, asked, plan.hash).catch(
        () => ({ kind: 'unreachable' }) as const,
      );
      if (done.kind === 'done') router.push(`/runs/${done.number}`);
      else setRefusal(done);
    });
  const closeOnEscape = (event: KeyboardEvent) => {
    if (event.key === 'Escape') close();
  };
  return (
    <fieldset className={styles.panel} onKeyDown={closeOnEscape}>
      <legend>{t('title')}</legend>
      <p>{t('effect')}</p>
      {names === null && <p>{t('loading')}</p>}
      {names?.length === 0 && <Notice kind="note">{t('none')}</Notice>}
      {names !== null && names.length > 0 && (
        <>
          <Select
            label={t('who')}
            placeholder={t('choose')}
            data={names}
            value={contestant}
            onChange={setContestant}
            searchable
          />
          <TextInput
            className={styles.below}
            label={t('matchesPerPrompt')}
            description={t('matchesHelp')}
            inputMode="numeric"
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            error={isCount ? undefined : t('matchesRange')}
          />
        </>
      )}
      <div aria-live="polite">
        {answer?.kind === 'plan' && <PlanLines plan={answer.plan} simulated={run.simulated} />}
        {answer && answer.kind !== 'plan' && <Refused answer={answer} />}
      </div>
      {refusal && <Refused answer={refusal} />}
      <div className={styles.row}>
        {answer?.kind === 'plan' && (
          <button type="button" className="button" disabled={pending || waiting} onClick={() => begin(answer.plan)}>
            {t('start', { calls: answer.plan.plan.calls })}
          </button>
        )}
        <button type="button" className="button" data-quiet onClick={close}>
          {t('close')}
        </button>
      </div>
    </fieldset>
  );
}

/** Who can be added; null while nobody knows. */
function useNewcomers(number: number): string[] | null {
  const [names, setNames] = useState<string[] | null>(null);
  useEffect(() => {
    let isCurrent = true;
    newcomersAction(number)
      .catch(() => [])
      .then((found) => {
        if (isCurrent) setNames(found);
      });
    return () => {
      isCurrent = false;
    };
  }, [number]);
  return names;
}

function PlanLines({ plan: shown, simulated }: { plan: NewcomerPlan; simulated: boolean }) {
  const t = useTranslations('newcomer');
  const numbers = useNumbers();
  const { plan, incumbents, matchesPerPrompt } = shown;
  const priced = plan.cost === null ? t('costUnknown') : t('cost', { cost: numbers.money(plan.cost.high) });
  return (
    <>
      <p className={styles.plan}>
        {t('plan', {
          matches: plan.matches,
          perPrompt: matchesPerPrompt,
          incumbents,
          calls: plan.calls,
          cost: simulated ? t('free') : priced,
        })}
      </p>
      {plan.missing.map(({ contestant, prompts }) => (
        <p key={contestant}>{t('missing', { prompts })}</p>
      ))}
    </>
  );
}

type Refusable = Exclude<AddNewcomerAnswer, { kind: 'done' }> | { kind: 'unreachable' };

function Refused({ answer }: { answer: Refusable }) {
  const t = useTranslations('control');
  const own = useTranslations('newcomer');
  if (answer.kind !== 'refused') return <Notice kind="error">{t(answer.kind)}</Notice>;
  const { code, expected, got, fix } = answer.report;
  if (code === 'already-on-board') return <Notice kind="note">{own('present')}</Notice>;
  return <Notice kind="error">{t('refused', { expected, got, fix })}</Notice>;
}
