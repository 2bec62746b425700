import { afterAll, describe, expect, test } from 'vitest';
import { newTeam, playRun, startedRun } from '../../scripts/test-support/play-run.ts';
import { replyOf, scriptedJudge, textReply } from '../../scripts/test-support/scripted-judge.ts';
import { smallBenchmark } from '../../scripts/test-support/small-benchmark.ts';
import { testDatabase } from '../../scripts/test-support/test-database.ts';
import { openDatabase } from './database.ts';
import { entrantsOfRun } from './entrants.ts';
import { type Cursor, type ListedMatch, listMatches } from './list-matches.ts';
import { countMatches, facetCounts, gatheredCount } from './match-counts.ts';
import { readCallTexts, readMatch, readMatchJudgements } from './match-detail.ts';
import { MATCH_RESULTS, type MatchFilter } from './match-filter.ts';
import { entrantsOfPrompt, findPrompt, knownPairs, promptMatches } from './prompt-matches.ts';
import { categoriesOfRun, judgesOfRun, promptsOfRun } from './run-filters.ts';

const { url } = await testDatabase();
const database = openDatabase({ url });
afterAll(() => database.close());

const scope = await newTeam(database, 'owner');
const stranger = await newTeam(database, 'stranger');
await smallBenchmark(database, scope, { name: 'birds', prompts: 7, contestants: 4 });
const run = await startedRun(database, scope, { benchmark: 'birds', schedule: 'league' });
await playRun(
  database,
  run,
  scriptedJudge((_, attempt) =>
    attempt % 7 === 3 ? textReply('Hm.') : replyOf((['A', 'B', 'tie'] as const)[attempt % 3]!),
  ).model,
);
await database.query(
  `UPDATE benchmark_prompt SET category = CASE WHEN key < 'p3' THEN 'chat' ELSE 'code' END WHERE version_id = $1`,
  [run.benchmarkVersionId],
);
const ids = (await entrantsOfRun(database, scope, run.id)).map((entrant) => entrant.contestantId);
const filtered = { id: run.id, benchmarkVersionId: run.benchmarkVersionId, bestFirst: ids };
const cells = await countMatches(database, scope, filtered);
const total = 7 * 6;
/** More than are walked: matches are walked. */
const MANY = 1e9;
const ALL: MatchFilter = {
  contestantId: null,
  opponentId: null,
  category: null,
  result: null,
  judgeVersionId: null,
  upset: false,
  search: null,
};

/** Everything the filter lets through, page after page. `gathered` decides how it is looked up. */
async function walk(filter: MatchFilter, gathered: number): Promise<ListedMatch[]> {
  const found: ListedMatch[] = [];
  for (let cursor: Cursor = null; ; ) {
    const page = await listMatches(database, scope, filtered, {
      filter,
      cursor,
      size: 5,
      expected: 1,
      gathered,
      total,
    });
    found.push(...page.matches);
    if (!page.hasNext) return found;
    cursor = { after: found.at(-1)?.ordinal as number };
  }
}

const FILTERS: MatchFilter[] = [
  ALL,
  ...MATCH_RESULTS.map((result) => ({ ...ALL, result })),
  ...MATCH_RESULTS.map((result) => ({ ...ALL, contestantId: ids[1]!, result })),
  { ...ALL, contestantId: ids[0]! },
  { ...ALL, contestantId: ids[2]!, opponentId: ids[1]! },
  { ...ALL, category: 'code', upset: true },
  { ...ALL, category: 'nothing' },
  { ...ALL, upset: true },
  { ...ALL, contestantId: ids[0]!, opponentId: ids[3]!, category: 'chat', result: 'lost', upset: true },
];

describe('the matches of a run', () => {
  test('are the same whether gathered by index or walked in order, as many as counted, each once, in plan order', async () => {
    for (const filter of FILTERS) {
      const gathered = await walk(filter, 0);
      expect(await walk(filter, MANY)).toEqual(gathered);
      expect(gathered).toHaveLength(facetCounts(cells, filtered, filter).total);
      const ordinals = gathered.map((match) => match.ordinal);
      expect(ordinals).toEqual([...new Set(ordinals)].sort((left, right) => left - right));
    }
    expect(facetCounts(cells, filtered, ALL).total).toBe(total);
    const decided = facetCounts(cells, filtered, { ...ALL, result: 'decided' }).total;
    const upsets = facetCounts(cells, filtered, { ...ALL, upset: true }).total;
    const turned = facetCounts(cells, { bestFirst: ids.toReversed() }, { ...ALL, upset: true }).total;
    expect(upsets).toBeGreaterThan(0);
    expect(upsets + turned).toBe(decided);
  });

  test('are counted for every choice as if it were made', () => {
    const totalOf = (filter: MatchFilter) => facetCounts(cells, filtered, filter).total;
    for (const filter of FILTERS) {
      const counts = facetCounts(cells, filtered, filter);
      for (const id of ids) {
        const chosen = { ...filter, contestantId: id, opponentId: null };
        expect(counts.contestants.get(id) ?? 0).toBe(totalOf(chosen));
        if (filter.contestantId === null || filter.contestantId === id) continue;
        expect(counts.opponents.get(id) ?? 0).toBe(totalOf({ ...filter, opponentId: id }));
      }
      for (const category of ['chat', 'code']) {
        expect(counts.categories.get(category) ?? 0).toBe(totalOf({ ...filter, category }));
      }
      for (const result of MATCH_RESULTS) expect(counts.results.get(result) ?? 0).toBe(totalOf({ ...filter, result }));
      expect(counts.upsets).toBe(totalOf({ ...filter, upset: true }));
    }
  });

  test('are gathered by pair or by state, whichever are fewer, or not at all', () => {
    const tie = facetCounts(cells, filtered, { ...ALL, result: 'tie' }).total;
    const pair = { ...ALL, contestantId: ids[0]!, opponentId: ids[1]! };
    expect(gatheredCount(cells, { ...ALL, result: 'tie' })).toBe(tie);
    expect(gatheredCount(cells, pair)).toBe(7);
    expect(gatheredCount(cells, { ...pair, result: 'tie' })).toBe(Math.min(7, tie));
    expect(gatheredCount(cells, { ...ALL, contestantId: ids[0]!, result: 'won' })).toBe(Number.POSITIVE_INFINITY);
  });

  test('are paged backwards to the same pages', async () => {
    const page = (cursor: Cursor) =>
      listMatches(database, scope, filtered, { filter: ALL, cursor, size: 5, expected: total, gathered: MANY, total });
    const first = await page(null);
    const second = await page({ after: first.matches.at(-1)?.ordinal as number });
    expect(await page({ before: second.matches[0]?.ordinal as number })).toEqual({ ...first, hasPrevious: false });
    expect([first.hasPrevious, first.hasNext, second.hasPrevious]).toEqual([false, true, true]);
  });

  test('are found by words of their prompt, its key, and the judge, whatever letters LIKE gives a meaning', async () => {
    expect(await walk({ ...ALL, search: 'QUESTION 3' }, MANY)).toHaveLength(6);
    expect(await walk({ ...ALL, search: 'p5' }, MANY)).toHaveLength(6);
    const absent = { filter: { ...ALL, search: 'p5' }, cursor: null, size: 5, expected: 0, gathered: 0, total };
    expect(await listMatches(database, scope, filtered, absent)).toMatchObject({ matches: [], found: 0 });
    expect(await walk({ ...ALL, search: '_' }, MANY)).toHaveLength(0);
    expect(await walk({ ...ALL, search: 'p5', contestantId: ids[0]! }, MANY)).toHaveLength(3);
    expect(await walk({ ...ALL, judgeVersionId: run.judgeVersionId }, MANY)).toHaveLength(total);
    expect(await walk({ ...ALL, judgeVersionId: run.id }, MANY)).toHaveLength(0);
  });
});

describe('one match', () => {
  test('is read with its texts, its judgements, and what was sent', async () => {
    const [listed] = await walk({ ...ALL, result: 'unparseable' }, 0);
    const match = await readMatch(database, scope, { runId: run.id, id: listed?.id as string });
    expect(match).toMatchObject({ state: 'unparseable', promptTurns: [listed?.opening], generation: 0 });
    expect(match?.answerA?.[0]).toContain('Answer');
    const [judgement] = await readMatchJudgements(database, scope, listed?.id as string);
    expect(judgement).toMatchObject({ judge: 'scripted', verdict: 'unparseable', source: 'call' });
    expect(judgement?.attempts.length).toBeGreaterThan(0);
    const texts = await readCallTexts(database, scope, { runId: run.id, id: judgement?.callId as string });
    expect(texts).toMatchObject({ reply: 'Hm.', instructions: expect.stringContaining('two answers') });
    expect(JSON.stringify(texts?.messages)).toContain(listed?.opening);
  });

  test('stands among those of its prompt, which has neighbours', async () => {
    const prompt = await findPrompt(database, scope, { versionId: run.benchmarkVersionId, key: 'p0' });
    expect(prompt).toMatchObject({ previous: null, next: 'p1', category: 'chat' });
    const place = { runId: run.id, promptId: prompt?.id as string };
    expect(await promptMatches(database, scope, place)).toHaveLength(6);
    expect(await knownPairs(database, scope, place)).toHaveLength(6);
    expect(await entrantsOfPrompt(database, scope, place)).toEqual(['c0', 'c1', 'c2', 'c3']);
  });
});

test('another team finds none of it', async () => {
  const [listed] = await walk(ALL, MANY);
  const id = listed?.id as string;
  const [judgement] = await readMatchJudgements(database, scope, id);
  const prompt = await findPrompt(database, scope, { versionId: run.benchmarkVersionId, key: 'p0' });
  const place = { runId: run.id, promptId: prompt?.id as string };
  for (const gathered of [0, MANY]) {
    for (const filter of [ALL, { ...ALL, search: 'p' }, { ...ALL, contestantId: ids[0]!, upset: true }]) {
      const page = await listMatches(database, stranger, filtered, {
        filter,
        cursor: null,
        size: 5,
        expected: 1,
        gathered,
        total,
      });
      expect(page.matches).toEqual([]);
    }
  }
  expect(await countMatches(database, stranger, filtered)).toEqual([]);
  expect(await readMatch(database, stranger, { runId: run.id, id })).toBeNull();
  expect(await readMatchJudgements(database, stranger, id)).toEqual([]);
  expect(await readCallTexts(database, stranger, { runId: run.id, id: judgement?.callId as string })).toBeNull();
  expect(await findPrompt(database, stranger, { versionId: run.benchmarkVersionId, key: 'p0' })).toBeNull();
  expect(await promptMatches(database, stranger, place)).toEqual([]);
  expect(await knownPairs(database, stranger, place)).toEqual([]);
  expect(await entrantsOfPrompt(database, stranger, place)).toEqual([]);
  expect(await judgesOfRun(database, stranger, run.id)).toEqual([]);
  expect(await promptsOfRun(database, stranger, run.id)).toEqual([]);
  expect(await categoriesOfRun(database, stranger, run.id)).toEqual([]);
});
