'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import type { TrialVerdict } from '#lib/db/trial-verdicts.ts';
import type { RunOutlook } from '#lib/pipeline/run-outlook.ts';
import type { Trial } from '../../_data/trial.ts';
import { ContestantName } from '../../_ui/contestant-name.tsx';
import { useNumbers } from '../../_ui/use-numbers.ts';
import styles from './trial-panel.module.css';
import type { Control } from './use-control.ts';
import { useRangeText } from './use-range-text.ts';

/** Verdicts to look at before the rest is paid for; the others stand behind a click. */
const FIRST_SHOWN = 5;

/** A run after its trial: what the judge said, what the rest will cost, and the button that pays for it. */
export function TrialPanel(props: { trial: Trial | null; control: Control; colours: Record<string, string> }) {
  const { trial, control, colours } = props;
  const t = useTranslations('trial');
  const router = useRouter();
  // The page was opened before the trial was over: its verdicts are read now.
  useEffect(() => {
    if (trial === null) router.refresh();
  }, [trial, router]);
  if (trial === null) return <p role="status">{t('reading')}</p>;
  const { verdicts, outlook } = trial;
  return (
    <section className={styles.panel} aria-labelledby="trial-title">
      <h2 id="trial-title">{t('title')}</h2>
      <Outlook outlook={outlook} control={control} />
      <ol className={styles.verdicts}>
        {verdicts.slice(0, FIRST_SHOWN).map((verdict, index) => (
          <VerdictCard key={`${verdict.promptKey} ${index}`} verdict={verdict} colours={colours} />
        ))}
      </ol>
      {verdicts.length > FIRST_SHOWN && (
        <details>
          <summary>{t('moreVerdicts', { count: verdicts.length - FIRST_SHOWN })}</summary>
          <ol className={styles.verdicts}>
            {verdicts.slice(FIRST_SHOWN).map((verdict, index) => (
              <VerdictCard key={`${verdict.promptKey} ${index}`} verdict={verdict} colours={colours} />
            ))}
          </ol>
        </details>
      )}
    </section>
  );
}

function Outlook({ outlook, control }: { outlook: RunOutlook; control: Control }) {
  const t = useTranslations('trial');
  const numbers = useNumbers();
  const rangeText = useRangeText();
  const { left, total, calls } = outlook;
  const counted = numbers.count(calls);
  const { input, output } = left.tokens;
  const go =
    left.cost === null
      ? t('goUnknown', { calls: counted })
      : left.cost.high === 0
        ? t('goFree', { calls: counted })
        : t('go', { calls: counted, cost: rangeText(left.cost, numbers.money) });
  return (
    <div className={styles.outlook}>
      <p>
        {t('tokensLeft', { input: numbers.short(input.expected), output: rangeText(output, numbers.short) })}
        {total && total.high > 0 && ` ${t('inAll', { cost: rangeText(total, numbers.money) })}`}
      </p>
      <p className={styles.basis}>{t(`basis_${left.basis.kind}`, { replies: left.basis.replies })}</p>
      <button
        type="button"
        className="button"
        disabled={control.pending}
        onClick={() => control.send({ verb: 'resume' })}
      >
        {go}
      </button>
    </div>
  );
}

function VerdictCard({ verdict, colours }: { verdict: TrialVerdict; colours: Record<string, string> }) {
  const t = useTranslations('trial');
  const { promptKey, prompt, contestantA, contestantB, first, reason } = verdict;
  const [shownFirst, shownSecond] = first === 'a' ? [contestantA, contestantB] : [contestantB, contestantA];
  const winner = verdict.verdict === 'a' ? contestantA : verdict.verdict === 'b' ? contestantB : null;
  return (
    <li className={styles.card}>
      <p className={styles.prompt}>
        <span className={styles.key}>{promptKey}</span> {prompt}
      </p>
      <dl>
        <div>
          <dt>{t('shownFirst')}</dt>
          <dd>
            <ContestantName name={shownFirst} colour={colours[shownFirst]} />
          </dd>
        </div>
        <div>
          <dt>{t('shownSecond')}</dt>
          <dd>
            <ContestantName name={shownSecond} colour={colours[shownSecond]} />
          </dd>
        </div>
        <div>
          <dt>{t('verdict')}</dt>
          <dd className={styles.verdict}>
            {winner === null ? (
              t(verdict.verdict === 'tie' ? 'tie' : 'noVerdict')
            ) : (
              <ContestantName name={winner} colour={colours[winner]} />
            )}
          </dd>
        </div>
      </dl>
      {reason && <p className={styles.reason}>{reason}</p>}
    </li>
  );
}
