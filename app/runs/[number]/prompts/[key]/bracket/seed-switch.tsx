import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { redrawSeed } from '#lib/tournament/redraws.ts';
import styles from './bracket.module.css';

interface Props {
  path: string;
  seed: string | null;
  runSeed: string;
  isKnockout: boolean;
}

/** Which draw is shown: the one that was played, or another one, replayed from verdicts that are stored. */
export function SeedSwitch({ path, seed, runSeed, isKnockout }: Props) {
  const t = useTranslations('bracket');
  const draw = drawOf(seed, runSeed);
  const withSeed = (other: string) => `${path}?${new URLSearchParams({ seed: other })}`;
  return (
    <section className={styles.seed} aria-labelledby="seed-title">
      <h2 id="seed-title">{t('seedTitle')}</h2>
      <p>{t('seedText')}</p>
      <form action={path} className={styles.seedForm}>
        <label>
          <span>{t('seed')}</span>
          <input name="seed" defaultValue={seed ?? runSeed} key={seed} maxLength={200} />
        </label>
        <button type="submit" className="button" data-quiet>
          {t('draw')}
        </button>
        <Link href={withSeed(redrawSeed(runSeed, draw + 1))} className="button" data-quiet scroll={false}>
          {t('nextDraw', { draw: draw + 1 })}
        </Link>
        {seed !== null && (isKnockout || seed !== runSeed) && (
          <Link href={path} scroll={false}>
            {t(isKnockout ? 'toPlayed' : 'toRunSeed')}
          </Link>
        )}
      </form>
    </section>
  );
}

/** Which of the other draws a seed is; 0 for any other seed. */
function drawOf(seed: string | null, runSeed: string): number {
  const draw = seed?.startsWith(`${runSeed}/`) ? Number(seed.slice(runSeed.length + 1)) : 0;
  return Number.isSafeInteger(draw) && draw > 0 ? draw : 0;
}
