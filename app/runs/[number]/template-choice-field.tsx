'use client';

import { NativeSelect } from '@mantine/core';
import { useLocale, useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import type { TemplateChoice } from '../../_data/template-choices.ts';
import { rejudgeTemplatesAction } from './rejudge-actions.ts';

/** Which template judges are asked with; null: those of the run. The list is asked for when it is first shown. */
export function TemplateChoiceField(props: { template: string | null; choose: (id: string | null) => void }) {
  const t = useTranslations('templateFields');
  const locale = useLocale();
  const [templates, setTemplates] = useState<TemplateChoice[]>([]);
  useEffect(() => {
    let isCurrent = true;
    rejudgeTemplatesAction()
      .then((known) => isCurrent && setTemplates(known))
      .catch(() => {});
    return () => {
      isCurrent = false;
    };
  }, []);
  const options = templates.map(({ id, title }) => ({
    value: id,
    label: `${(locale === 'ko' && title.ko) || title.en} (${id})`,
  }));
  return (
    <NativeSelect
      label={t('template')}
      value={props.template ?? ''}
      onChange={(event) => props.choose(event.currentTarget.value || null)}
      data={[{ value: '', label: t('asInTheRun') }, ...options]}
    />
  );
}
