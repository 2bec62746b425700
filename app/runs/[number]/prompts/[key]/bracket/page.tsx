import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { loadBracket } from '../../../../../_data/bracket.ts';
import { contestantColours } from '../../../../../_data/contestant-colours.ts';
import { requireRun } from '../../../../../_data/run.ts';
import { server } from '../../../../../_data/server.ts';
import { PageFrame } from '../../../../../_shell/page-frame.tsx';
import { Headline } from '../../../../../_ui/headline.tsx';
import { Keyboard } from '../../../../../_ui/keyboard.tsx';
import { RunTabs } from '../../../run-tabs.tsx';
import { runTitle } from '../../../run-title.ts';
import { bracketPath } from '../../bracket-path.ts';
import { BracketAnswer } from './bracket-answer.tsx';
import { BracketBoard } from './bracket-board.tsx';
import { PromptSteps } from './prompt-steps.tsx';
import { RedrawTable } from './redraw-table.tsx';
import { SeedSwitch } from './seed-switch.tsx';

interface Props {
  params: Promise<{ number: string; key: string }>;
  searchParams: Promise<{ seed?: string | string[] }>;
}

const LONGEST_SEED = 200;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { number, key } = await params;
  const { run } = await requireRun(number);
  const t = await getTranslations('bracket');
  return { title: await runTitle(t('documentTitle', { prompt: decoded(key), number: run.number }), run) };
}

export default async function BracketPage({ params, searchParams }: Props) {
  const { number, key } = await params;
  const { viewer, run } = await requireRun(number);
  const { seed } = await searchParams;
  const bracket = await loadBracket(viewer, run, {
    key: decoded(key),
    seed: typeof seed === 'string' && seed !== '' && seed.length <= LONGEST_SEED ? seed : null,
  });
  if (!bracket) notFound();
  const { prompt } = bracket;
  const [colours, t] = await Promise.all([
    contestantColours(server().database, viewer.scope, run.benchmarkVersionId),
    getTranslations('bracket'),
  ]);
  const shownSeed = bracket.seed ?? undefined;
  const beside = (other: string | null) =>
    other === null ? null : bracketPath(run.number, other, run.schedule === 'knockout' ? shownSeed : undefined);
  const crumbs = [
    { label: t('home'), href: '/' },
    { label: run.benchmark, href: `/benchmarks/${run.benchmarkId}` },
    { label: t('run', { number: run.number }), href: `/runs/${run.number}` },
    { label: t('crumb'), href: `/runs/${run.number}/brackets` },
    { label: prompt.key },
  ];
  return (
    <PageFrame
      crumbs={crumbs}
      tabs={
        <RunTabs number={run.number} current="brackets">
          <Keyboard
            shortcuts={[
              { keys: ['j'], label: t('next'), action: { press: 'next-prompt' } },
              { keys: ['k'], label: t('previous'), action: { press: 'previous-prompt' } },
              { keys: ['ArrowRight'], label: t('forward'), action: { press: 'bracket-forward' } },
              { keys: ['ArrowLeft'], label: t('back'), action: { press: 'bracket-back' } },
              { keys: ['+', '='], label: t('zoomIn'), action: { press: 'bracket-in' } },
              { keys: ['-'], label: t('zoomOut'), action: { press: 'bracket-out' } },
              { keys: ['0'], label: t('fit'), action: { press: 'bracket-fit' } },
            ]}
          />
        </RunTabs>
      }
    >
      <PromptSteps previous={beside(prompt.previous)} next={beside(prompt.next)} />
      <Headline question={t('question')} simulated={run.simulated}>
        <BracketAnswer bracket={bracket} isKnockout={run.schedule === 'knockout'} />
      </Headline>
      <p lang="" style={{ overflowWrap: 'anywhere' }}>
        {prompt.opening}
      </p>
      {bracket.matches.length > 0 && (
        <BracketBoard
          key={`${prompt.key} ${bracket.seed}`}
          matches={bracket.matches}
          colours={colours}
          title={t('documentTitle', { prompt: prompt.key, number: run.number })}
        />
      )}
      <SeedSwitch
        path={bracketPath(run.number, prompt.key)}
        seed={bracket.seed}
        runSeed={run.seed}
        isKnockout={run.schedule === 'knockout'}
      />
      <RedrawTable redraws={bracket.redraws} colours={colours} champion={bracket.champion} />
    </PageFrame>
  );
}

/** A key as it stands in the file; one that was typed into the address may be no proper escape. */
function decoded(key: string): string {
  try {
    return decodeURIComponent(key);
  } catch {
    return key;
  }
}
