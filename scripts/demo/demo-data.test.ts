import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

interface Prompt {
  prompt_id: string;
  turns: string[];
  category: string;
  tags: string[];
}
interface Response {
  prompt_id: string;
  contestant: string;
  turns: string[];
}
interface Quality {
  prompt_id: string;
  contestant: string;
  quality: number;
}

const folder = `${import.meta.dirname}/`;
const text = (name: string) => readFileSync(folder + name, 'utf8');
const lines = <Row>(name: string) =>
  text(name)
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Row);

const responseFiles = readdirSync(`${folder}responses`).map((name) => `responses/${name}`);
const prompts = lines<Prompt>('prompts.jsonl');
const responses = responseFiles.flatMap((name) => lines<Response>(name));
const qualities = lines<Quality>('qualities.ndjson');
const keyOf = (row: { prompt_id: string; contestant: string }) => `${row.contestant} ${row.prompt_id}`;
const contestants = [...new Set(responses.map((one) => one.contestant))];

/** Pairs of contestants with the same answer to the same prompt. */
function identicalPairs(): string[] {
  return responses.flatMap((one, index) =>
    responses
      .slice(index + 1)
      .filter((other) => other.prompt_id === one.prompt_id && other.turns.join('\n') === one.turns.join('\n'))
      .map((other) => `${one.prompt_id}: ${one.contestant}, ${other.contestant}`),
  );
}

test('the demo has 24 prompts in six categories of four, each with tags', () => {
  expect(prompts).toHaveLength(24);
  expect(new Set(prompts.map((one) => one.prompt_id)).size).toBe(24);
  const sizes = Map.groupBy(prompts, (one) => one.category)
    .values()
    .map((group) => group.length);
  expect([...sizes]).toEqual([4, 4, 4, 4, 4, 4]);
  expect(prompts.every((one) => one.tags.length > 0)).toBe(true);
});

test('six prompts have two turns and two are in Korean', () => {
  expect(prompts.filter((one) => one.turns.length === 2)).toHaveLength(6);
  expect(prompts.filter((one) => /\p{Script=Hangul}/u.test(one.turns.join()))).toHaveLength(2);
});

test('eight contestants answer every prompt once, but for one missing answer, and the file is named after them', () => {
  expect(contestants).toHaveLength(8);
  expect(new Set(responses.map(keyOf)).size).toBe(responses.length);
  const missing = contestants.flatMap((contestant) =>
    prompts
      .map((one) => keyOf({ contestant, prompt_id: one.prompt_id }))
      .filter((key) => !responses.some((response) => keyOf(response) === key)),
  );
  expect(missing).toEqual(['kestrel-chat coding-time-regex']);
  for (const name of responseFiles) {
    expect(new Set(lines<Response>(name).map((one) => `responses/${one.contestant}.jsonl`))).toEqual(new Set([name]));
  }
});

test('every answer has as many turns as its prompt', () => {
  const turnsOf = new Map(prompts.map((one) => [one.prompt_id, one.turns.length]));
  expect(responses.filter((one) => one.turns.length !== turnsOf.get(one.prompt_id))).toEqual([]);
});

test('every answer is graded once, from 0 to 10, and nothing else is', () => {
  expect(qualities.map(keyOf).sort()).toEqual(responses.map(keyOf).sort());
  expect(qualities.filter((one) => !(one.quality >= 0 && one.quality <= 10))).toEqual([]);
});

test('three pairs of answers are identical and equally graded; all others differ', () => {
  expect(identicalPairs()).toEqual([
    'coding-time-regex: heron-large, osprey-2',
    'extraction-refund: heron-large, heron-small',
    'reasoning-queue: plover-7b, wren-mini',
  ]);
  const gradeOf = new Map(qualities.map((one) => [keyOf(one), one.quality]));
  for (const pair of identicalPairs()) {
    const [prompt_id = '', names = ''] = pair.split(': ');
    const grades = names.split(', ').map((contestant) => gradeOf.get(keyOf({ prompt_id, contestant })));
    expect(new Set(grades).size).toBe(1);
  }
});

test('exactly one answer is empty, and it is graded 0', () => {
  const empty = responses.filter((one) => one.turns.join('') === '').map(keyOf);
  expect(empty).toEqual(['dunlin-base writing-lighthouse']);
  expect(qualities.find((one) => keyOf(one) === empty[0])?.quality).toBe(0);
});

test('contestants differ in profile: three of them are best in some category', () => {
  const categoryOf = new Map(prompts.map((one) => [one.prompt_id, one.category]));
  const best = new Set<string>();
  for (const category of new Set(categoryOf.values())) {
    const mean = (contestant: string) => {
      const own = qualities.filter(
        (one) => one.contestant === contestant && categoryOf.get(one.prompt_id) === category,
      );
      return own.reduce((sum, one) => sum + one.quality, 0) / own.length;
    };
    best.add(contestants.toSorted((x, y) => mean(y) - mean(x))[0] ?? '');
  }
  expect(best).toEqual(new Set(['heron-large', 'osprey-2', 'kestrel-chat']));
});

test('no file holds a NUL or another control character', () => {
  for (const name of ['prompts.jsonl', 'qualities.ndjson', ...responseFiles]) {
    const hidden = [...text(name)].filter((one) => one < ' ' && one !== '\n');
    expect(hidden).toEqual([]);
    expect(text(name)).not.toMatch(/\\u00[01]/);
  }
});
