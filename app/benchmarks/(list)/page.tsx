import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { listBenchmarks } from '#lib/db/benchmarks.ts';
import { server } from '../../_data/server.ts';
import { requireViewer } from '../../_data/viewer.ts';
import { BenchmarkList } from '../../_home/benchmark-list.tsx';
import { EmptyHome } from '../../_home/empty-home.tsx';
import { PageFrame } from '../../_shell/page-frame.tsx';
import { Headline } from '../../_ui/headline.tsx';
import { Icon } from '../../_ui/icon.tsx';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('benchmarks'))('crumb') };
}

export default async function BenchmarksPage() {
  const t = await getTranslations('benchmarks');
  const { scope } = await requireViewer();
  const benchmarks = await listBenchmarks(server().database, scope);
  if (benchmarks.length === 0) return <EmptyHome />;
  const contestants = new Set(benchmarks.flatMap((benchmark) => benchmark.contestants));
  const action = (
    <Link href="/uploads/new" className="button">
      <Icon name="plus" />
      {t('import')}
    </Link>
  );
  return (
    <PageFrame crumbs={[{ label: t('home'), href: '/' }, { label: t('crumb') }]} action={action}>
      <Headline question={t('question')}>
        {t('answer', {
          benchmarks: benchmarks.length,
          prompts: benchmarks.reduce((sum, one) => sum + one.prompts, 0),
          contestants: contestants.size,
        })}
      </Headline>
      <BenchmarkList benchmarks={benchmarks} />
    </PageFrame>
  );
}
