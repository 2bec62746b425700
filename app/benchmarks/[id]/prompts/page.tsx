import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { categoriesOf, listPrompts } from '#lib/db/prompt-pages.ts';
import { chosenVersion, requireBenchmark } from '../../../_data/benchmark.ts';
import { server } from '../../../_data/server.ts';
import { PageFrame } from '../../../_shell/page-frame.tsx';
import { Headline } from '../../../_ui/headline.tsx';
import { queryText, withQuery } from '../../../_ui/query-text.ts';
import { SearchForm } from '../../../_ui/search-form.tsx';
import { PromptTable } from './prompt-table.tsx';
import styles from './prompts.module.css';

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[]>>;
}

const PAGE = 50;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { benchmark } = await requireBenchmark((await params).id);
  return { title: (await getTranslations('benchmarks'))('promptsTitle', { benchmark: benchmark.name }) };
}

export default async function PromptsPage({ params, searchParams }: Props) {
  const { viewer, benchmark } = await requireBenchmark((await params).id);
  const query = await searchParams;
  const version = chosenVersion(benchmark, query.version);
  const { database } = server();
  const t = await getTranslations('benchmarks');
  const categories = await categoriesOf(database, viewer.scope, version.id);
  const named = categories.flatMap(({ category, prompts }) => (category === null ? [] : [{ category, prompts }]));
  const search = queryText(query.search);
  const category = named.find((one) => one.category === queryText(query.category))?.category ?? null;
  const page = Math.max(1, Math.min(1_000_000, Math.trunc(Number(queryText(query.page))) || 1));
  const filter = { search, category, limit: PAGE, offset: (page - 1) * PAGE };
  const { prompts, total } = await listPrompts(database, viewer.scope, version.id, filter);
  const path = `/benchmarks/${benchmark.id}/prompts`;
  const address = (changes: Record<string, string | number | null>) =>
    withQuery(path, { search, category, version: queryText(query.version), ...changes });
  const crumbs = [
    { label: t('home'), href: '/' },
    { label: benchmark.name, href: `/benchmarks/${benchmark.id}` },
    { label: t('prompts') },
  ];
  return (
    <PageFrame crumbs={crumbs}>
      <Headline question={t('promptsQuestion')}>
        {search === '' && category === null
          ? t('promptsAll', { count: version.prompts })
          : t('promptsFound', { found: total, count: version.prompts })}
      </Headline>
      <SearchForm
        path={path}
        label={t('search')}
        search={search}
        isFiltered={search !== '' || category !== null || query.version !== undefined}
      >
        {named.length > 0 && (
          <label>
            {t('category')}
            <select name="category" defaultValue={category ?? ''}>
              <option value="">{t('everyCategory')}</option>
              {named.map((one) => (
                <option key={one.category} value={one.category}>
                  {one.category} ({one.prompts})
                </option>
              ))}
            </select>
          </label>
        )}
        {query.version && <input type="hidden" name="version" value={queryText(query.version)} />}
      </SearchForm>
      {prompts.length === 0 ? (
        <p>{t('nothingFound')}</p>
      ) : (
        <PromptTable benchmarkId={benchmark.id} title={t('prompts')} prompts={prompts} more={null} />
      )}
      {total > PAGE && (
        <nav className={styles.pages} aria-label={t('pages')}>
          {page > 1 && <Link href={address({ page: page - 1 })}>{t('previousPage')}</Link>}
          <span>{t('pageOf', { page, pages: Math.ceil(total / PAGE) })}</span>
          {page * PAGE < total && <Link href={address({ page: page + 1 })}>{t('nextPage')}</Link>}
        </nav>
      )}
    </PageFrame>
  );
}
