import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { listContestants } from '#lib/db/contestant-pages.ts';
import { server } from '../../_data/server.ts';
import { requireViewer } from '../../_data/viewer.ts';
import { EmptyHome } from '../../_home/empty-home.tsx';
import { PageFrame } from '../../_shell/page-frame.tsx';
import { Headline } from '../../_ui/headline.tsx';
import { queryText } from '../../_ui/query-text.ts';
import { SearchForm } from '../../_ui/search-form.tsx';
import { ContestantTable } from '../contestant-table.tsx';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('contestants'))('crumb') };
}

export default async function ContestantsPage(props: { searchParams: Promise<Record<string, string | string[]>> }) {
  const t = await getTranslations('contestants');
  const { scope } = await requireViewer();
  const search = queryText((await props.searchParams).search);
  const contestants = await listContestants(server().database, scope, { search });
  if (contestants.length === 0 && search === '') return <EmptyHome />;
  const withoutRuns = contestants.filter(({ runs }) => runs === 0).length;
  return (
    <PageFrame crumbs={[{ label: t('home'), href: '/' }, { label: t('crumb') }]}>
      <Headline question={t('question')}>
        {search === ''
          ? t('answer', { count: contestants.length, withoutRuns })
          : t('found', { count: contestants.length })}
      </Headline>
      <SearchForm path="/contestants" label={t('search')} search={search} />
      {contestants.length === 0 ? <p>{t('nothingFound')}</p> : <ContestantTable contestants={contestants} />}
    </PageFrame>
  );
}
