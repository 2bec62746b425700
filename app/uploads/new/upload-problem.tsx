import { useTranslations } from 'next-intl';
import type { ErrorReport } from '#lib/errors.ts';
import { Notice } from '../../_ui/notice.tsx';

/** Why an upload did not go on. */
export function UploadProblem({ problem }: { problem: 'not-allowed' | 'no-answer' | ErrorReport }) {
  const t = useTranslations('upload');
  if (problem === 'not-allowed') return <Notice kind="error">{t('notAllowed')}</Notice>;
  if (problem === 'no-answer') return <Notice kind="error">{t('noAnswer')}</Notice>;
  const { expected, got, fix } = problem;
  return <Notice kind="error">{t('refused', { expected, got, fix })}</Notice>;
}
