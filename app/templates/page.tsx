import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { templateFolder } from '#lib/pipeline/template-files.ts';
import { server } from '../_data/server.ts';
import { loadTemplates } from '../_data/templates.ts';
import { PageFrame } from '../_shell/page-frame.tsx';
import { Command } from '../_ui/command.tsx';
import { Headline } from '../_ui/headline.tsx';
import { Icon } from '../_ui/icon.tsx';
import table from '../_ui/table.module.css';
import { BrokenFiles } from './broken-files.tsx';
import { TemplateTable } from './template-table.tsx';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('templates'))('crumb') };
}

export default async function TemplatesPage() {
  const t = await getTranslations('templates');
  const { templates, broken } = await loadTemplates();
  const own = templates.filter(({ source }) => source !== 'built-in').length;
  const action = (
    <Link href="/templates/new" className="button">
      <Icon name="plus" />
      {t('new')}
    </Link>
  );
  return (
    <PageFrame crumbs={[{ label: t('crumb') }]} action={action}>
      <Headline question={t('question')}>{t('answer', { builtIn: templates.length - own, own })}</Headline>
      <BrokenFiles broken={broken} />
      <TemplateTable templates={templates} />
      <p className={table.soft}>{t('byFile', { folder: templateFolder(server().env.home) })}</p>
      <Command>npx joust templates show general</Command>
    </PageFrame>
  );
}
