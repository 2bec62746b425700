import { useTranslations } from 'next-intl';
import { Notice } from '../../_ui/notice.tsx';
import type { SaveAnswer } from '../actions.ts';
import styles from '../templates.module.css';

/** What is wrong with a template, line by line. */
export function TemplateProblems({ answer }: { answer: SaveAnswer | { kind: 'unreachable' } }) {
  const t = useTranslations('templates');
  if (answer.kind !== 'problems') return <Notice kind="error">{t(answer.kind)}</Notice>;
  return (
    <Notice kind="error">
      <p>{t('problems', { count: answer.problems.length })}</p>
      <ul className={styles.problems}>
        {answer.problems.map(({ line, field, ...problem }, index) => (
          <li key={`${index} ${field}`}>
            <strong>{t('place', { line, field })}</strong> {t('problem', problem)}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
