import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { forecastOf } from '#lib/pipeline/run-forecast.ts';
import { unreportedCost } from '#lib/pipeline/unreported-cost.ts';
import type { RunSnapshot } from '../../_data/run-snapshot.ts';
import { Unknown } from '../../_ui/unknown.tsx';
import { useNumbers } from '../../_ui/use-numbers.ts';
import styles from './run-facts.module.css';

/** Progress, pace, time left and spend, each with what it rests on. */
export function RunFacts({ snapshot }: { snapshot: RunSnapshot }) {
  const t = useTranslations('run');
  const numbers = useNumbers();
  const { run } = snapshot;
  const { done, total } = forecastOf(snapshot);
  const requests = numbers.count(run.requests);
  return (
    <dl className={styles.facts}>
      <Fact name={t('calls')} value={t('callsValue', { done: numbers.count(done), total: numbers.count(total) })}>
        {run.maxCalls === null
          ? t('requests', { requests })
          : t('requestsOfCap', { requests, cap: numbers.count(run.maxCalls) })}
      </Fact>
      <PaceFact snapshot={snapshot} />
      <TimeFact snapshot={snapshot} />
      <SpendFact snapshot={snapshot} />
      <Fact name={t('tokens')} value={numbers.short(run.inputTokens + run.outputTokens)}>
        {t('tokensValue', { input: numbers.short(run.inputTokens), output: numbers.short(run.outputTokens) })}
      </Fact>
      <ElapsedFact snapshot={snapshot} />
    </dl>
  );
}

function Fact({ name, value, children }: { name: string; value: ReactNode; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className={styles.value}>{value}</dd>
      <dd className={styles.basis}>{children}</dd>
    </div>
  );
}

/** A pause too short to be named. */
const SHORTEST_PAUSE_MS = 1_000;

function ElapsedFact({ snapshot: { run, at } }: { snapshot: RunSnapshot }) {
  const t = useTranslations('run');
  const numbers = useNumbers();
  const pausedMs = run.startedAt === null ? 0 : (run.endedAt ?? at) - run.startedAt - run.runningMs;
  const whole = run.endedAt === null ? t('sinceStart') : t('startToEnd');
  return (
    <Fact name={t('elapsed')} value={numbers.duration(run.runningMs)}>
      {pausedMs < SHORTEST_PAUSE_MS ? whole : t('withoutPauses', { paused: numbers.duration(pausedMs) })}
    </Fact>
  );
}

function PaceFact({ snapshot: { run, pace } }: { snapshot: RunSnapshot }) {
  const t = useTranslations('run');
  const numbers = useNumbers();
  if (run.state !== 'RUNNING' || pace === null) {
    const reason = run.state === 'RUNNING' ? t('paceTooEarly') : t('paceNotRunning');
    return (
      <Fact name={t('pace')} value={<Unknown reason={reason} />}>
        {reason}
      </Fact>
    );
  }
  const perSecond = pace.callsPerMinute >= 120;
  const rate = numbers.rate(perSecond ? pace.callsPerMinute / 60 : pace.callsPerMinute);
  return (
    <Fact name={t('pace')} value={t(perSecond ? 'perSecond' : 'perMinute', { rate })}>
      {t(`basis_${pace.basis}`, { time: numbers.duration(pace.overMs) })}
    </Fact>
  );
}

function TimeFact({ snapshot }: { snapshot: RunSnapshot }) {
  const t = useTranslations('run');
  const numbers = useNumbers();
  const { pace } = snapshot;
  const { leftMs, left } = forecastOf(snapshot);
  if (snapshot.run.endedAt !== null)
    return (
      <Fact name={t('timeLeft')} value={t('ended')}>
        {t('nothingLeft')}
      </Fact>
    );
  if (leftMs === null || pace === null) {
    return (
      <Fact name={t('timeLeft')} value={<Unknown reason={t('noPace')} />}>
        {t('callsLeft', { left: numbers.count(left) })}
      </Fact>
    );
  }
  return (
    <Fact name={t('timeLeft')} value={t('about', { time: numbers.forecast(leftMs) })}>
      {t(`leftBasis_${pace.basis}`, { left: numbers.count(left), time: numbers.duration(pace.overMs) })}
    </Fact>
  );
}

function SpendFact({ snapshot }: { snapshot: RunSnapshot }) {
  const t = useTranslations('run');
  const words = useTranslations('words');
  const numbers = useNumbers();
  const { run } = snapshot;
  const unreported = unreportedCost(run);
  const { cost } = forecastOf(snapshot);
  const attempts = unreported.attempts === 0 ? null : t('unreported', { attempts: unreported.attempts });
  if (run.plan.cost === null) {
    const reason = words('unknownPrice');
    return (
      <Fact name={t('spend')} value={<Unknown reason={reason} />}>
        {parts(reason, attempts)}
      </Fact>
    );
  }
  const upTo = unreported.upTo ? t('upTo', { cost: numbers.money(unreported.upTo) }) : null;
  const cap = run.maxCost === null ? t('noCap') : t('cap', { cap: numbers.money(run.maxCost) });
  const expected = run.endedAt === null && cost !== null ? t('expected', { cost: numbers.money(cost) }) : null;
  return (
    <Fact name={t('spend')} value={numbers.money(run.spend)}>
      {parts(upTo && attempts && `${upTo}, ${attempts}`, expected, cap)}
    </Fact>
  );
}

function parts(...texts: readonly (string | null)[]): string {
  return texts.filter((text) => text !== null).join(' · ');
}
