import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { cache } from 'react';
import { entrantsOf } from '#lib/db/entrants.ts';
import { answersTo, findPrompt, promptRecords } from '#lib/db/prompt-pages.ts';
import { chosenVersion, requireBenchmark } from '../../../../_data/benchmark.ts';
import { contestantColours } from '../../../../_data/contestant-colours.ts';
import { server } from '../../../../_data/server.ts';
import { PageFrame } from '../../../../_shell/page-frame.tsx';
import { Headline } from '../../../../_ui/headline.tsx';
import table from '../../../../_ui/table.module.css';
import { Answers } from './answers.tsx';
import styles from './prompt.module.css';
import { PromptRecords } from './prompt-records.tsx';
import { TextBlock } from './text-block.tsx';

interface Props {
  params: Promise<{ id: string; key: string }>;
  searchParams: Promise<Record<string, string | string[]>>;
}

const read = cache(async (id: string, encodedKey: string, version: string | string[] | undefined) => {
  const { viewer, benchmark } = await requireBenchmark(id);
  const chosen = chosenVersion(benchmark, version);
  const key = decodeURIComponent(encodedKey);
  const prompt = await findPrompt(server().database, viewer.scope, { versionId: chosen.id, key });
  return prompt ? { viewer, benchmark, version: chosen, prompt } : notFound();
});

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const { id, key } = await params;
  const { benchmark, prompt } = await read(id, key, (await searchParams).version);
  return { title: `${prompt.key} · ${benchmark.name}` };
}

export default async function PromptPage({ params, searchParams }: Props) {
  const { id, key } = await params;
  const { viewer, benchmark, version, prompt } = await read(id, key, (await searchParams).version);
  const { database } = server();
  const { scope } = viewer;
  const t = await getTranslations('benchmarks');
  const entrants = await entrantsOf(database, scope, version.id);
  const submissionIds = entrants.map((entrant) => entrant.submissionId);
  const [answers, records, colours] = await Promise.all([
    answersTo(database, scope, { promptId: prompt.id, submissionIds }),
    promptRecords(database, scope, prompt.id),
    contestantColours(database, scope, version.id),
  ]);
  const answered = new Set(answers.map((answer) => answer.contestantId));
  const missing = entrants.filter((entrant) => !answered.has(entrant.contestantId)).map((entrant) => entrant.name);
  const path = `/benchmarks/${benchmark.id}/prompts`;
  const crumbs = [
    { label: t('home'), href: '/' },
    { label: benchmark.name, href: `/benchmarks/${benchmark.id}` },
    { label: t('prompts'), href: path },
    { label: prompt.key },
  ];
  return (
    <PageFrame crumbs={crumbs}>
      <Headline question={t('promptQuestion')}>
        {t('promptAnswer', { key: prompt.key, answers: answers.length, contestants: entrants.length })}
      </Headline>
      <p className={styles.facts}>
        {prompt.category && (
          <Link href={{ pathname: path, query: { category: prompt.category } }}>{prompt.category}</Link>
        )}
        {prompt.tags.length > 0 && <span className={table.soft}>{prompt.tags.join(', ')}</span>}
        {prompt.previous && (
          <Link href={`${path}/${encodeURIComponent(prompt.previous)}`} rel="prev">
            {t('previousPrompt')}
          </Link>
        )}
        {prompt.next && (
          <Link href={`${path}/${encodeURIComponent(prompt.next)}`} rel="next">
            {t('nextPrompt')}
          </Link>
        )}
      </p>
      <TextBlock label={t('prompt')} turns={prompt.turns} />
      {prompt.context && <TextBlock label={t('context')} turns={[prompt.context]} />}
      {prompt.reference.length > 0 && <TextBlock label={t('reference')} turns={prompt.reference} />}
      <PromptRecords records={records} />
      <Answers answers={answers} missing={missing} colours={colours} />
    </PageFrame>
  );
}
