import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { Plan } from '#lib/db/run-row.ts';
import { Notice } from '../../_ui/notice.tsx';
import { useNumbers } from '../../_ui/use-numbers.ts';
import styles from './plan-panel.module.css';

const NAMED = 5;

/** Matches, calls, tokens and cost of a plan; and which answers are missing. */
export function PlanFacts({ plan, stale }: { plan: Plan; stale?: boolean }) {
  const t = useTranslations('plan');
  const numbers = useNumbers();
  return (
    <>
      <dl className={styles.facts} data-stale={stale || undefined}>
        <div data-large>
          <dt>{t('calls')}</dt>
          <dd>{numbers.count(plan.calls)}</dd>
        </div>
        <div data-large>
          <dt>{t('cost')}</dt>
          <dd>{useCost(plan)}</dd>
        </div>
        <div>
          <dt>{t('matches')}</dt>
          <dd>{numbers.count(plan.matches)}</dd>
        </div>
        {plan.identical > 0 && (
          <div>
            <dt>{t('identical')}</dt>
            <dd>{numbers.count(plan.identical)}</dd>
          </div>
        )}
        <div>
          <dt>{t('field')}</dt>
          <dd>{t('fieldValue', { contestants: plan.contestants, prompts: plan.prompts })}</dd>
        </div>
        <div>
          <dt>{t('tokens')}</dt>
          <dd>
            {t('tokensValue', { input: numbers.short(plan.tokens.input), output: numbers.short(plan.tokens.output) })}
          </dd>
        </div>
      </dl>
      <Basis plan={plan} />
      <Missing plan={plan} />
    </>
  );
}

/** What the numbers rest on; where there is no price, where to set one. */
function Basis({ plan }: { plan: Plan }) {
  const t = useTranslations('trial');
  const isFree = plan.cost !== null && plan.cost.high === 0;
  if (plan.cost === null)
    return (
      <p className={styles.basis}>
        {t('unknownPrice')} <Link href="/prices">{t('setPrice')}</Link>
      </p>
    );
  if (!plan.basis || isFree) return null;
  return <p className={styles.basis}>{t(`basis_${plan.basis.kind}`, { replies: plan.basis.replies })}</p>;
}

function useCost(plan: Plan): string {
  const t = useTranslations('plan');
  const { money } = useNumbers();
  if (plan.cost === null) return t('costUnknown');
  const { low, high } = plan.cost;
  if (high === 0) return t('free');
  return t('costRange', { low: money(low), high: money(high) });
}

/** Answers that are not there: their contestants sit out those prompts. */
function Missing({ plan }: { plan: Plan }) {
  const t = useTranslations('plan');
  if (plan.missing.length === 0) return null;
  const rest = plan.missing.length - NAMED;
  return (
    <Notice kind="warning">
      <p>{t('missing')}</p>
      <ul>
        {plan.missing.slice(0, NAMED).map((line) => (
          <li key={line.contestant}>{t('missingLine', line)}</li>
        ))}
        {rest > 0 && <li>{t('missingMore', { count: rest })}</li>}
      </ul>
    </Notice>
  );
}

/** What starting will do, with the middle of the cost range. */
export function useStartLabel(plan: Plan): string {
  const t = useTranslations('plan');
  const { money, count } = useNumbers();
  const calls = count(plan.calls);
  if (plan.matches === 0) return t('startNothing');
  if (plan.cost === null) return t('startUnknown', { calls });
  if (plan.cost.high === 0) return t('startFree', { calls });
  return t('start', { calls, cost: money((plan.cost.low + plan.cost.high) / 2) });
}
