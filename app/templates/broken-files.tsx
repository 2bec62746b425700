import { useTranslations } from 'next-intl';
import type { TemplateFolder } from '#lib/pipeline/template-files.ts';
import { Notice } from '../_ui/notice.tsx';

/** Files in the folder of templates that are none, with what is wrong. */
export function BrokenFiles({ broken }: { broken: TemplateFolder['broken'] }) {
  const t = useTranslations('templates');
  if (broken.length === 0) return null;
  return (
    <Notice kind="error">
      <p>{t('broken', { count: broken.length })}</p>
      <ul>
        {broken.map(({ path, error }) => (
          <li key={path}>
            {error.expected.includes(path) ? '' : `${path}: `}
            {t('problem', { expected: error.expected, got: error.got, fix: error.fix })}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
