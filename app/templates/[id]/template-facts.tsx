import { useTranslations } from 'next-intl';
import type { JudgingTemplate } from '#lib/judging/template.ts';
import type { KnownTemplate } from '#lib/pipeline/known-templates.ts';
import styles from '../templates.module.css';

/** What a template shows and needs, and where its text is kept. */
export function TemplateFacts({ template, known }: { template: JudgingTemplate; known: KnownTemplate }) {
  const t = useTranslations('templates');
  const { id, requires, sections, reply, maxOutputTokens, languages } = template.definition;
  const shown = sections.map(({ show, label }) =>
    label === (show === 'answers' ? 'answer' : show) ? show : `${show} (${label})`,
  );
  const lines: [string, string][] = [
    [t('id'), id],
    [t('source'), known.file ?? t(known.source === 'built-in' ? 'builtIn' : 'saved')],
    [t('shows'), shown.join(', ')],
    [t('needs'), requires.join(', ') || t('nothingElse')],
    [t('reply'), t(`reply_${reply}`)],
    [t('longest'), maxOutputTokens === null ? t('asTheRunSays') : t('tokens', { count: maxOutputTokens })],
    [t('languages'), languages.join(', ') || t('anyLanguage')],
  ];
  return (
    <dl className={styles.facts}>
      {lines.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
