import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { promptsOfRun } from '#lib/db/run-filters.ts';
import { requireRun } from '../../../_data/run.ts';
import { server } from '../../../_data/server.ts';
import { PageFrame } from '../../../_shell/page-frame.tsx';
import { Headline } from '../../../_ui/headline.tsx';
import { bracketPath } from '../prompts/bracket-path.ts';
import { RunTabs } from '../run-tabs.tsx';

/** The brackets of a run begin with that of its first prompt. */
export default async function BracketsPage({ params }: { params: Promise<{ number: string }> }) {
  const { viewer, run } = await requireRun((await params).number);
  const [first] = await promptsOfRun(server().database, viewer.scope, run.id);
  if (first) redirect(bracketPath(run.number, first.key));
  const t = await getTranslations('bracket');
  return (
    <PageFrame
      crumbs={[{ label: t('home'), href: '/' }, { label: t('crumb') }]}
      tabs={<RunTabs number={run.number} current="brackets" />}
    >
      <Headline question={t('question')}>{t('noPrompts')}</Headline>
    </PageFrame>
  );
}
