import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { repliesOf } from '#lib/pipeline/run-forecast.ts';
import { paceOf } from '#lib/pipeline/run-pace.ts';
import { contestantColours } from '../../_data/contestant-colours.ts';
import { requireRun } from '../../_data/run.ts';
import { readSnapshot } from '../../_data/run-snapshot.ts';
import { server } from '../../_data/server.ts';
import { readTrial } from '../../_data/trial.ts';
import { LiveRun } from './live-run.tsx';

interface Props {
  params: Promise<{ number: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { run } = await requireRun((await params).number);
  const t = await getTranslations('run');
  const words = await getTranslations('words');
  const title = t('documentTitle', { number: run.number, benchmark: run.benchmark });
  return { title: run.simulated ? `${title} (${words('simulated')})` : title };
}

export default async function RunPage({ params }: Props) {
  const { viewer, run } = await requireRun((await params).number);
  const { database } = server();
  const [read, colours, trial] = await Promise.all([
    readSnapshot(database, viewer.scope, run.id),
    contestantColours(database, viewer.scope, run.benchmarkVersionId),
    readTrial(viewer.scope, run),
  ]);
  if (!read) notFound();
  const pace = paceOf([{ runningMs: read.run.runningMs, done: repliesOf(read.progress) }]);
  return <LiveRun initial={{ ...read, pace }} colours={colours} trial={trial} />;
}
