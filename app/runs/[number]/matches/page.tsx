import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { listMatches } from '#lib/db/list-matches.ts';
import { facetCounts, gatheredCount } from '#lib/db/match-counts.ts';
import { contestantColours } from '../../../_data/contestant-colours.ts';
import { loadMatchFrame } from '../../../_data/match-frame.ts';
import { requireRun } from '../../../_data/run.ts';
import { server } from '../../../_data/server.ts';
import { PageFrame } from '../../../_shell/page-frame.tsx';
import { Headline } from '../../../_ui/headline.tsx';
import { Keyboard } from '../../../_ui/keyboard.tsx';
import { RunTabs } from '../run-tabs.tsx';
import { runTitle } from '../run-title.ts';
import { filterText, type Params, parseCursor, parseFilter, withFilter } from './filter-params.ts';
import { MatchAnswer } from './match-answer.tsx';
import { MatchFilters } from './match-filters.tsx';
import { MatchPager } from './match-pager.tsx';
import { MatchTable } from './match-table.tsx';
import { NoMatches } from './no-matches.tsx';

const PAGE = 50;

interface Props {
  params: Promise<{ number: string }>;
  searchParams: Promise<Params>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { run } = await requireRun((await params).number);
  const t = await getTranslations('matches');
  return { title: await runTitle(t('documentTitle', { number: run.number, benchmark: run.benchmark }), run) };
}

export default async function MatchesPage({ params, searchParams }: Props) {
  const { viewer, run } = await requireRun((await params).number);
  const asked = await searchParams;
  const { database } = server();
  const t = await getTranslations('matches');
  const [frame, colours] = await Promise.all([
    loadMatchFrame(viewer, run),
    contestantColours(database, viewer.scope, run.benchmarkVersionId),
  ]);
  const text = filterText(asked);
  const filter = parseFilter(text, frame);
  const counts = facetCounts(frame.cells, frame.filtered, filter);
  const page = await listMatches(database, viewer.scope, frame.filtered, {
    filter,
    cursor: parseCursor(asked),
    size: PAGE,
    expected: counts.total,
    gathered: gatheredCount(frame.cells, filter),
    total: frame.total,
  });
  const path = `/runs/${run.number}/matches`;
  const crumbs = [
    { label: t('home'), href: '/' },
    { label: run.benchmark, href: `/benchmarks/${run.benchmarkId}` },
    { label: t('run', { number: run.number }), href: `/runs/${run.number}` },
    { label: t('crumb') },
  ];
  const { contestants, judges, categories, ratings } = frame;
  const choices = { contestants, judges, categories, isRated: ratings.size > 0 };
  const first = page.matches[0];
  const last = page.matches.at(-1);
  const pages = {
    previous: page.hasPrevious && first ? withFilter(path, text, { before: String(first.ordinal) }) : null,
    next: page.hasNext && last ? withFilter(path, text, { after: String(last.ordinal) }) : null,
  };
  return (
    <PageFrame
      crumbs={crumbs}
      tabs={
        <RunTabs number={run.number} current="matches">
          <Keyboard
            shortcuts={[
              { keys: ['j', 'ArrowDown'], label: t('keyNext'), action: { walk: 1 } },
              { keys: ['k', 'ArrowUp'], label: t('keyPrevious'), action: { walk: -1 } },
              { keys: ['/'], label: t('keySearch'), action: { focus: 'match-search' } },
              { keys: ['n', 'ArrowRight'], label: t('keyNextPage'), action: { press: 'next-page' } },
              { keys: ['p', 'ArrowLeft'], label: t('keyPreviousPage'), action: { press: 'previous-page' } },
            ]}
          />
        </RunTabs>
      }
    >
      <Headline question={t('question')} simulated={run.simulated}>
        <MatchAnswer filter={filter} counts={counts} frame={frame} found={page.found} />
      </Headline>
      <MatchFilters path={path} text={text} filter={filter} frame={choices} counts={counts} />
      {page.matches.length === 0 ? (
        <NoMatches path={path} isEmpty={frame.total === 0} runNumber={run.number} />
      ) : (
        <>
          <MatchTable
            matches={page.matches}
            linkOf={(id) => withFilter(`${path}/${id}`, text)}
            contestant={text.contestant && filter.contestantId ? text.contestant : null}
            colours={colours}
            ratings={ratings}
            hasRounds={run.schedule === 'knockout'}
          />
          <MatchPager {...pages} />
        </>
      )}
    </PageFrame>
  );
}
