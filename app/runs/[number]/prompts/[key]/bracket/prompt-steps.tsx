import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Icon } from '../../../../../_ui/icon.tsx';
import styles from './bracket.module.css';

/** To the brackets of the prompts before and after. */
export function PromptSteps({ previous, next }: { previous: string | null; next: string | null }) {
  const t = useTranslations('bracket');
  return (
    <nav className={styles.steps} aria-label={t('prompts')}>
      {previous && (
        <Link id="previous-prompt" className="button" data-quiet href={previous} aria-label={t('previous')}>
          <Icon name="left" />
          <span>{t('previousShort')}</span>
        </Link>
      )}
      {next && (
        <Link id="next-prompt" className="button" data-quiet href={next} aria-label={t('next')}>
          <span>{t('nextShort')}</span>
          <Icon name="right" />
        </Link>
      )}
    </nav>
  );
}
