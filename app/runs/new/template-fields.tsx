'use client';

import { NativeSelect } from '@mantine/core';
import { useLocale, useTranslations } from 'next-intl';
import type { TemplateChoice } from '../../_data/template-choices.ts';
import { categoryTemplatesOf, withCategoryTemplate } from './category-templates.ts';
import styles from './run-form.module.css';
import type { FieldsProps } from './run-form.tsx';

/** With what judges are asked: one template, and others for some categories. */
export function TemplateFields(props: FieldsProps & { templates: TemplateChoice[]; categories: string[] }) {
  const { values, problem, change, templates, categories } = props;
  const t = useTranslations('templateFields');
  const locale = useLocale();
  const options = templates.map(({ id, title }) => ({
    value: id,
    label: `${(locale === 'ko' && title.ko) || title.en} (${id})`,
  }));
  const chosen = templates.find(({ id }) => id === values.template);
  const byCategory = categoryTemplatesOf(values.categoryTemplates);
  return (
    <fieldset className={styles.group}>
      <legend>{t('title')}</legend>
      <NativeSelect
        label={t('template')}
        description={needsText(chosen)}
        value={values.template}
        onChange={(event) => change({ template: event.currentTarget.value })}
        data={options}
        error={problem('template')}
      />
      {categories.length > 0 && (
        <details open={values.categoryTemplates.length > 0 || problem('categoryTemplates') !== undefined}>
          <summary className={styles.label}>{t('perCategory', { count: Object.keys(byCategory).length })}</summary>
          <div className={styles.pair}>
            {categories.map((category) => (
              <NativeSelect
                key={category}
                label={category}
                description={needsText(templates.find(({ id }) => id === byCategory[category]))}
                value={byCategory[category] ?? ''}
                onChange={(event) =>
                  change({
                    categoryTemplates: withCategoryTemplate(
                      values.categoryTemplates,
                      category,
                      event.currentTarget.value,
                    ),
                  })
                }
                data={[{ value: '', label: t('asAbove') }, ...options]}
              />
            ))}
          </div>
          <p className={styles.problem}>{problem('categoryTemplates')}</p>
        </details>
      )}
    </fieldset>
  );

  function needsText(template: TemplateChoice | undefined): string | undefined {
    if (!template || template.requires.length === 0) return undefined;
    return t('needs', { names: template.requires.join(', ') });
  }
}
