import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { loadHome } from './_data/home.ts';
import { BenchmarkList } from './_home/benchmark-list.tsx';
import { EmptyHome } from './_home/empty-home.tsx';
import { RunList } from './_home/run-list.tsx';
import { PageFrame } from './_shell/page-frame.tsx';
import { Headline } from './_ui/headline.tsx';
import { Icon } from './_ui/icon.tsx';

/** Pauses that end only when somebody decides something. */
const NEEDS_SOMEBODY: ReadonlySet<string> = new Set(['blocked', 'failed', 'trial', 'month']);

export default async function HomePage(props: { searchParams: Promise<Record<string, string | string[]>> }) {
  const t = await getTranslations('home');
  const showsArchived = 'archived' in (await props.searchParams);
  const { benchmarks, runs, archived } = await loadHome({ archived: showsArchived });
  if (benchmarks.length === 0) return <EmptyHome />;
  const paused = runs.filter((run) => run.state === 'PAUSED');
  const counts = {
    benchmarks: benchmarks.length,
    active: runs.filter((run) => run.endedAt === null && run.state !== 'PLANNED').length - paused.length,
    paused: paused.length,
    stuck: paused.filter((run) => run.pauseReason !== null && NEEDS_SOMEBODY.has(run.pauseReason)).length,
  };
  const action = (
    <Link href="/runs/new" className="button">
      <Icon name="plus" />
      {t('newRun')}
    </Link>
  );
  return (
    <PageFrame crumbs={[{ label: t('crumb') }]} action={action}>
      <Headline question={t('question')}>{t('answer', counts)}</Headline>
      <RunList
        runs={runs}
        filter={
          archived > 0 && (
            <p>
              <Link href={showsArchived ? '/' : '/?archived'}>
                {showsArchived ? t('hideArchived') : t('showArchived', { count: archived })}
              </Link>
            </p>
          )
        }
      />
      <BenchmarkList benchmarks={benchmarks} />
    </PageFrame>
  );
}
