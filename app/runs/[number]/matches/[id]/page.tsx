import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { contestantColours } from '../../../../_data/contestant-colours.ts';
import { findMatch, loadNeighbours } from '../../../../_data/match.ts';
import { requireRun } from '../../../../_data/run.ts';
import { server } from '../../../../_data/server.ts';
import { PageFrame } from '../../../../_shell/page-frame.tsx';
import { Headline } from '../../../../_ui/headline.tsx';
import { Keyboard } from '../../../../_ui/keyboard.tsx';
import { bracketPath } from '../../prompts/bracket-path.ts';
import { RunTabs } from '../../run-tabs.tsx';
import { runTitle } from '../../run-title.ts';
import { filterText, type Params, withFilter } from '../filter-params.ts';
import { Answers } from './answers.tsx';
import { Judgements } from './judgements.tsx';
import { MatchFacts } from './match-facts.tsx';
import { MatchSteps } from './match-steps.tsx';
import { PromptText } from './prompt-text.tsx';
import { Reasons } from './reasons.tsx';
import { StoryText } from './story-text.tsx';
import { matchStory } from './verdict-words.ts';

interface Props {
  params: Promise<{ number: string; id: string }>;
  searchParams: Promise<Params>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { number, id } = await params;
  const { viewer, run } = await requireRun(number);
  const t = await getTranslations('match');
  const found = await findMatch(viewer, run, id);
  if (!found) return {};
  return { title: await runTitle(t('documentTitle', { prompt: found.match.promptKey, number: run.number }), run) };
}

export default async function MatchPage({ params, searchParams }: Props) {
  const { number, id } = await params;
  const { viewer, run } = await requireRun(number);
  const text = filterText(await searchParams);
  const found = await findMatch(viewer, run, id);
  if (!found) notFound();
  const { match, judgements } = found;
  const [neighbours, colours, t] = await Promise.all([
    loadNeighbours(viewer, run, { text, ordinal: match.ordinal }),
    contestantColours(server().database, viewer.scope, run.benchmarkVersionId),
    getTranslations('match'),
  ]);
  const list = `/runs/${run.number}/matches`;
  const linkOf = (one: string | null) => one && withFilter(`${list}/${one}`, text);
  const steps = { previous: linkOf(neighbours.previous), next: linkOf(neighbours.next) };
  const back = withFilter(list, text);
  const bracket = bracketPath(run.number, match.promptKey);
  const story = matchStory(match, judgements);
  const crumbs = [
    { label: t('home'), href: '/' },
    { label: run.benchmark, href: `/benchmarks/${run.benchmarkId}` },
    { label: t('run', { number: run.number }), href: `/runs/${run.number}` },
    { label: t('matches'), href: back },
    { label: match.promptKey },
  ];
  const sides = [
    { side: 'a', name: match.contestantA, turns: match.answerA },
    { side: 'b', name: match.contestantB, turns: match.answerB },
  ] as const;
  return (
    <PageFrame
      crumbs={crumbs}
      tabs={
        <RunTabs number={run.number} current="matches">
          <Keyboard
            shortcuts={[
              { keys: ['j', 'ArrowRight'], label: t('next'), action: { press: 'next-match' } },
              { keys: ['k', 'ArrowLeft'], label: t('previous'), action: { press: 'previous-match' } },
              { keys: ['o'], label: t('openBracket'), action: { go: bracket } },
              { keys: ['u'], label: t('backToList'), action: { go: back } },
              { keys: ['m'], label: t('view_markdown'), action: { press: 'view-markdown' } },
              { keys: ['r'], label: t('view_raw'), action: { press: 'view-raw' } },
              { keys: ['d'], label: t('view_diff'), action: { press: 'view-diff' } },
            ]}
          />
        </RunTabs>
      }
    >
      <MatchSteps {...steps} back={back} bracket={bracket} />
      <Headline
        question={t(story.code === 'decided' ? 'question' : 'questionOpen')}
        simulated={run.simulated}
        state={<Reasons match={match} judgements={judgements} />}
      >
        <StoryText story={story} bothOrders={run.bothOrders} />
      </Headline>
      <MatchFacts match={match} neighbours={neighbours} hasRounds={run.schedule === 'knockout'} />
      <PromptText match={match} />
      <Answers match={match} sides={sides} colours={colours} />
      <Judgements run={run.number} match={match} judgements={judgements} colours={colours} />
    </PageFrame>
  );
}
