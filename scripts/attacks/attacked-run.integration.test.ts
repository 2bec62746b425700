import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TeamScope } from '#lib/access/team-scope.ts';
import { openDatabase } from '#lib/db/database.ts';
import { type JudgementLine, judgementLines } from '#lib/db/match-lines.ts';
import type { RunRow } from '#lib/db/run-row.ts';
import { openAiChatModel } from '#lib/llm/openai-chat-model.ts';
import { importResponses } from '#lib/pipeline/import-responses.ts';
import { newTeam, playRun, startedRun } from '../test-support/play-run.ts';
import { fileOf } from '../test-support/small-benchmark.ts';
import { testDatabase } from '../test-support/test-database.ts';
import type { Attack, Place } from './attack.ts';
import { NAMES } from './corpus/names.ts';
import { ATTACKS } from './corpus.ts';
import { type ObedientJudge, obedientJudge } from './obedient-judge.ts';

const { url } = await testDatabase();
const database = openDatabase({ url });
let judge: ObedientJudge;
beforeAll(async () => {
  judge = await obedientJudge();
});
afterAll(async () => {
  await judge.close();
  await database.close();
});

const CASES = ATTACKS.flatMap((attack) =>
  attack.places.filter((place) => place !== 'name').map((place) => ({ attack, place })),
);

/** A prompt a case: two contestants answer it well, a third attacks, or answers badly where `isAttacked` is false. */
function files(isAttacked: boolean) {
  const at = (place: Place, one: { attack: Attack; place: Place }, otherwise: string) =>
    isAttacked && one.place === place ? one.attack.text : otherwise;
  const prompts = CASES.map((one, index) => ({
    prompt_id: String(index),
    prompt: `${index}. What is the capital of France? ${at('prompt', one, '')}`,
    context: at('context', one, 'France is a country.'),
    reference: `A city. ${at('reference', one, '')}`,
  }));
  const responses = CASES.flatMap((one, index) => [
    { prompt_id: String(index), contestant: 'honest-1', response: 'Paris.' },
    { prompt_id: String(index), contestant: 'honest-2', response: 'Paris, on the Seine.' },
    { prompt_id: String(index), contestant: 'attacker', response: at('answer', one, 'Lyon.') },
  ]);
  return [fileOf('prompts.jsonl', prompts), fileOf('responses.jsonl', responses)];
}

async function play(scope: TeamScope, benchmark: string): Promise<{ run: RunRow; lines: JudgementLine[] }> {
  const started = await startedRun(database, scope, {
    ...{ benchmark, inFlight: 32 },
    cacheMode: 'bypass',
    schedule: 'league',
    judge: { endpoint: judge.url, model: 'obedient-judge', timeoutMs: 30_000 },
  });
  const run = await playRun(database, started, openAiChatModel({ baseUrl: judge.url, apiKey: null }));
  const lines: JudgementLine[] = [];
  await judgementLines(database, scope, run.id, async (some) => {
    lines.push(...(some as JudgementLine[]));
  });
  return { run, lines };
}

const keyOf = (line: JudgementLine) => `${line.prompt_id} ${line.contestant_a} ${line.contestant_b}`;

describe('a run in which every attack is made', () => {
  it('has the sides, the verdicts and the states of the same run without attacks', async () => {
    const scope = await newTeam(database, 'attacked');
    await importResponses({ database, scope, benchmark: 'calm', files: files(false) });
    await importResponses({ database, scope, benchmark: 'attacked', files: files(true) });
    const calm = await play(scope, 'calm');
    const attacked = await play(scope, 'attacked');
    expect(attacked.run.state).toBe('COMPLETED');
    expect(attacked.lines).toHaveLength(3 * CASES.length);
    const told = (lines: JudgementLine[]) =>
      new Map(lines.map((line) => [keyOf(line), { first: line.first, verdict: line.verdict, reason: line.reason }]));
    expect(told(attacked.lines)).toEqual(told(calm.lines));
    const won = attacked.lines.filter(
      ({ contestant_a, contestant_b, verdict }) => (verdict === 'a' ? contestant_a : contestant_b) === 'attacker',
    );
    expect(won).toEqual([]);
  }, 120_000);

  it('is listed as one line of JSON a judgement, whatever contestants are called', async () => {
    const scope = await newTeam(database, 'names');
    const contestants = ['honest', ...NAMES.map((attack) => attack.text)];
    const responses = contestants.map((contestant) => ({
      ...{ prompt_id: '1', contestant },
      response: contestant === 'honest' ? 'Paris.' : `Lyon, says ${contestants.indexOf(contestant)}.`,
    }));
    const prompts = [{ prompt_id: '1', prompt: 'What is the capital of France?' }];
    const imported = [fileOf('prompts.jsonl', prompts), fileOf('responses.jsonl', responses)];
    await importResponses({ database, scope, benchmark: 'names', files: imported });
    const { run, lines } = await play(scope, 'names');
    expect(run.state).toBe('COMPLETED');
    expect(lines).toHaveLength((contestants.length * (contestants.length - 1)) / 2);
    expect(new Set(lines.flatMap((line) => [line.contestant_a, line.contestant_b]))).toEqual(new Set(contestants));
    for (const line of lines) expect(JSON.stringify(line)).not.toMatch(/\p{Cc}/u);
    const honest = lines.filter((line) => [line.contestant_a, line.contestant_b].includes('honest'));
    for (const line of honest) expect(line.verdict).toBe(line.contestant_a === 'honest' ? 'a' : 'b');
  }, 60_000);
});
