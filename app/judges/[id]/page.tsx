import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { judgeRecords, sampleVerdict } from '#lib/db/judge-pages.ts';
import { requireJudge } from '../../_data/judge.ts';
import { server } from '../../_data/server.ts';
import { PageFrame } from '../../_shell/page-frame.tsx';
import { FamilyField } from '../../_ui/family-field.tsx';
import { Headline } from '../../_ui/headline.tsx';
import { judgeFamilyAction } from '../actions.ts';
import { JudgeAnswer } from './judge-answer.tsx';
import { JudgeRuns } from './judge-runs.tsx';
import { JudgeVersions } from './judge-versions.tsx';
import { Sample } from './sample.tsx';

interface Props {
  params: Promise<{ id: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await requireJudge((await params).id)).judge.name };
}

export default async function JudgePage({ params }: Props) {
  const { viewer, judge } = await requireJudge((await params).id);
  const { database } = server();
  const t = await getTranslations('judges');
  const [records, sample] = await Promise.all([
    judgeRecords(database, viewer.scope, judge.id),
    sampleVerdict(database, viewer.scope, judge.id),
  ]);
  const simulated = judge.versions.length > 0 && judge.versions.every((version) => version.simulated);
  const crumbs = [{ label: t('home'), href: '/' }, { label: t('crumb'), href: '/judges' }, { label: judge.name }];
  return (
    <PageFrame crumbs={crumbs}>
      <Headline question={t('judgeQuestion', { judge: judge.name })} simulated={simulated}>
        <JudgeAnswer judge={judge.name} records={records} />
      </Headline>
      <FamilyField family={judge.family} save={judgeFamilyAction.bind(null, judge.id)} />
      <JudgeVersions versions={judge.versions} />
      <JudgeRuns records={records} />
      <Sample sample={sample} />
    </PageFrame>
  );
}
