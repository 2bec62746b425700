import { useTranslations } from 'next-intl';
import type { JudgementDetail, MatchDetail } from '#lib/db/match-detail.ts';
import { Attempts } from './attempts.tsx';
import { CallTextsButton } from './call-texts.tsx';
import styles from './judgements.module.css';
import { Probabilities } from './probabilities.tsx';
import { VerdictName } from './verdict-name.tsx';

interface Props {
  run: number;
  match: MatchDetail;
  judgements: readonly JudgementDetail[];
  colours: Record<string, string>;
}

/** Every judgement of the match, newest generation first: those of the match's generation count, the others are kept. */
export function Judgements({ run, match, judgements }: Props) {
  const t = useTranslations('match');
  if (judgements.length === 0) return null;
  return (
    <section id="judgements" className={styles.judgements} aria-labelledby="judgements-title">
      <h2 id="judgements-title">{t('judgements', { count: judgements.length })}</h2>
      <ul>
        {judgements.map((judgement) => (
          <Judgement key={judgement.id} run={run} match={match} judgement={judgement} />
        ))}
      </ul>
    </section>
  );
}

function Judgement({ run, match, judgement }: { run: number; match: MatchDetail; judgement: JudgementDetail }) {
  const t = useTranslations('match');
  const { verdict, first, reason, generation, sample, source, callId } = judgement;
  const counts = generation === match.generation;
  const isUsable = verdict === 'a' || verdict === 'b' || verdict === 'tie';
  const facts = [
    t('shownFirst', { name: match[first === 'a' ? 'contestantA' : 'contestantB'] ?? '' }),
    sample > 0 && t('sample', { sample: sample + 1 }),
    generation > 0 && t('generation', { generation }),
    source !== 'call' && t(`source_${source}`),
    judgement.model !== judgement.judge && judgement.model,
    t('template', { template: judgement.template }),
  ].filter((fact): fact is string => typeof fact === 'string');
  return (
    <li className={styles.judgement} data-old={!counts || undefined}>
      <p className={styles.line}>
        <strong>{judgement.judge}</strong>
        <span data-usable={isUsable} className={styles.verdict}>
          <VerdictName match={match} verdict={verdict} />
        </span>
        {!counts && <span className={styles.old}>{t('doesNotCount')}</span>}
      </p>
      {reason && source !== 'identical' && <p className={styles.reason}>{reason}</p>}
      <p className={styles.facts}>{facts.join(' · ')}</p>
      <Probabilities match={match} judgement={judgement} />
      <Attempts attempts={judgement.attempts} />
      {callId && <CallTextsButton path={`/runs/${run}/calls/${callId}`} />}
    </li>
  );
}
