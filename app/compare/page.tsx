import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { entrantsOfRun } from '#lib/db/entrants.ts';
import { findRun, listRuns, type RunRow } from '#lib/db/run-row.ts';
import { JoustError } from '#lib/errors.ts';
import { compareRuns } from '#lib/pipeline/compare-runs.ts';
import { settingsDifference } from '#lib/pipeline/settings-difference.ts';
import { settingsOfRun } from '#lib/pipeline/settings-of-run.ts';
import { contestantColours } from '../_data/contestant-colours.ts';
import { server } from '../_data/server.ts';
import { requireViewer } from '../_data/viewer.ts';
import { PageFrame } from '../_shell/page-frame.tsx';
import { Headline } from '../_ui/headline.tsx';
import { Notice } from '../_ui/notice.tsx';
import { queryText } from '../_ui/query-text.ts';
import { SettingChanges } from '../_ui/setting-changes.tsx';
import { ChooseRuns } from './choose-runs.tsx';
import { CompareAnswer } from './compare-answer.tsx';
import { FlipList } from './flip-list.tsx';
import { FlippedPrompts } from './flipped-prompts.tsx';
import { RatingChanges } from './rating-changes.tsx';

const RUNS = 200;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('compare'))('crumb') };
}

export default async function ComparePage(props: { searchParams: Promise<Record<string, string | string[]>> }) {
  const t = await getTranslations('compare');
  const query = await props.searchParams;
  const { scope } = await requireViewer();
  const { database } = server();
  const chosen = async (field: string) => {
    const number = queryText(query[field]);
    return /^\d{1,9}$/.test(number) ? findRun(database, scope, number) : null;
  };
  const [runs, first, second] = await Promise.all([listRuns(database, scope, RUNS), chosen('a'), chosen('b')]);
  const names = async (run: RunRow | null) =>
    run ? (await entrantsOfRun(database, scope, run.id)).map((entrant) => entrant.name) : [];
  const [firstNames, secondNames] = await Promise.all([names(first), names(second)]);
  const subject = { first: queryText(query.x), second: queryText(query.y) };
  const choose = (
    <ChooseRuns
      runs={withChosen(runs, [first, second])}
      first={first}
      second={second}
      firstNames={firstNames}
      secondNames={secondNames}
      subject={subject}
    />
  );
  const crumbs = [{ label: t('home'), href: '/' }, { label: t('crumb') }];
  if (!first || !second) {
    return (
      <PageFrame crumbs={crumbs}>
        <Headline question={t('question')}>{t(runs.length < 2 ? 'tooFew' : 'choose')}</Headline>
        {choose}
      </PageFrame>
    );
  }
  const standIn = subject.first === '' ? null : { first: subject.first, second: subject.second || subject.first };
  const found = await compareRuns(database, scope, {
    first,
    second,
    subject: standIn,
  }).catch((error: unknown) => {
    if (error instanceof JoustError) return error;
    throw error;
  });
  if (found instanceof JoustError) {
    return (
      <PageFrame crumbs={crumbs}>
        <Headline question={t('question')}>{t('notComparable')}</Headline>
        <Notice kind="error">
          {t('refused', { expected: found.report.expected, got: found.report.got, fix: found.report.fix })}
        </Notice>
        {choose}
      </PageFrame>
    );
  }
  const [before, after, colours] = await Promise.all([
    settingsOfRun(database, scope, first).catch(() => null),
    settingsOfRun(database, scope, second).catch(() => null),
    contestantColours(database, scope, second.benchmarkVersionId),
  ]);
  const title = t('title', { first: first.number, second: second.number, benchmark: first.benchmark });
  return (
    <PageFrame crumbs={crumbs}>
      <Headline question={title} simulated={first.simulated || second.simulated}>
        <CompareAnswer comparison={found} />
      </Headline>
      {choose}
      {before && after && (
        <SettingChanges
          title={t('settings', { first: first.number, second: second.number })}
          none={t('sameSettings')}
          changes={settingsDifference(before.settings, after.settings)}
        />
      )}
      <RatingChanges
        comparison={found}
        colours={colours}
        first={first.number}
        second={second.number}
        title={`${title}${first.simulated || second.simulated ? ` (${t('simulated')})` : ''}`}
      />
      <FlippedPrompts flips={found.flips} path={`/benchmarks/${encodeURIComponent(second.benchmark)}/prompts`} />
      <FlipList flips={found.flips} first={first.number} second={second.number} subject={standIn} />
    </PageFrame>
  );
}

/** The newest runs, and those that are chosen, however old or archived. */
function withChosen(runs: readonly RunRow[], chosen: readonly (RunRow | null)[]): RunRow[] {
  const all = [...runs, ...chosen.filter((run) => run !== null)];
  return [...new Map(all.map((run) => [run.number, run])).values()].sort((left, right) => right.number - left.number);
}
