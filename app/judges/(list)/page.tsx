import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { listJudges } from '#lib/db/judge-pages.ts';
import { server } from '../../_data/server.ts';
import { requireViewer } from '../../_data/viewer.ts';
import { PageFrame } from '../../_shell/page-frame.tsx';
import { Command } from '../../_ui/command.tsx';
import { Headline } from '../../_ui/headline.tsx';
import { JudgeTable } from '../judge-table.tsx';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('judges'))('crumb') };
}

export default async function JudgesPage() {
  const t = await getTranslations('judges');
  const { scope } = await requireViewer();
  const judges = await listJudges(server().database, scope);
  return (
    <PageFrame crumbs={[{ label: t('home'), href: '/' }, { label: t('crumb') }]}>
      <Headline question={t('question')}>{t('answer', { count: judges.length })}</Headline>
      {judges.length === 0 ? (
        <>
          <p>
            {t('empty')} <Link href="/runs/new">{t('newRun')}</Link>
          </p>
          <Command>npx joust run --benchmark NAME --judge-model gpt-4o-mini --max-cost 5</Command>
        </>
      ) : (
        <JudgeTable judges={judges} />
      )}
    </PageFrame>
  );
}
