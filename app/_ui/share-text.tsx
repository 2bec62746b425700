import { useTranslations } from 'next-intl';
import type { WinShare } from '#lib/feedback/win-share.ts';
import styles from './share-text.module.css';
import { Unknown } from './unknown.tsx';
import { useNumbers } from './use-numbers.ts';

const WIDTH = 96;
const HEIGHT = 16;

/** A win share with its interval, as numbers and as a dot with a whisker on an axis from 0 to 100 %. */
export function ShareText({ share }: { share: WinShare | null }) {
  const t = useTranslations('words');
  const numbers = useNumbers();
  if (share === null) return <Unknown reason={t('noGames')} />;
  return (
    <span className={styles.share}>
      <ShareMark share={share} />
      <span className={styles.value}>{numbers.share(share.share)}</span>
      <span className={styles.interval}>
        {numbers.share(share.lower)}–{numbers.share(share.upper)}
      </span>
    </span>
  );
}

function ShareMark({ share: { share, lower, upper } }: { share: WinShare }) {
  const x = (part: number) => 3 + part * (WIDTH - 6);
  const middle = HEIGHT / 2;
  return (
    <svg width={WIDTH} height={HEIGHT} aria-hidden="true" className={styles.mark}>
      <line x1={x(0)} x2={x(1)} y1={middle} y2={middle} stroke="var(--line)" />
      <line x1={x(0.5)} x2={x(0.5)} y1={1} y2={HEIGHT - 1} stroke="var(--line-strong)" strokeDasharray="2 2" />
      <line x1={x(lower)} x2={x(upper)} y1={middle} y2={middle} stroke="var(--ink-soft)" strokeWidth={2} />
      <circle cx={x(share)} cy={middle} r={3.5} fill="var(--ink)" />
    </svg>
  );
}
