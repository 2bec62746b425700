import { useTranslations } from 'next-intl';
import { Notice } from '../../../_ui/notice.tsx';
import { rankingWarning } from './ranking-warning.ts';

/** What is weaker than it looks. */
export function Warnings({ warnings }: { warnings: readonly string[] }) {
  const t = useTranslations('warnings');
  if (warnings.length === 0) return null;
  return (
    <Notice kind="warning">
      {warnings.map((text) => {
        const warning = rankingWarning(text);
        if (warning.key === null) {
          return (
            <p key={text} lang="en">
              {text}
            </p>
          );
        }
        return (
          <p key={text} title={text}>
            {t(warning.key, { a: warning.a, b: warning.b })}
          </p>
        );
      })}
    </Notice>
  );
}
