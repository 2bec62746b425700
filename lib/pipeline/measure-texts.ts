import { setImmediate as nextTurn } from 'node:timers/promises';
import type { TeamScope } from '#lib/access/team-scope.ts';
import type { Queryable } from '#lib/db/database.ts';
import type { EntrantResponse } from '#lib/db/entrants.ts';
import { type PromptTexts, readAnswers, readPrompts } from '#lib/db/text-pages.ts';
import { addSize, emptySize, enclosedSize, scaledSize, type TextSize } from '#lib/llm/text-size.ts';
import { type Encoding, type TokenCounter, tokenCounter } from '#lib/llm/token-count.ts';
import type { Field } from './field.ts';

/** How long a prompt's texts are. */
export interface PromptSize {
  turns: number;
  prompt: TextSize;
  context: TextSize | null;
  references: number;
  reference: TextSize;
  /** Further texts by name. */
  fields: Record<string, TextSize>;
}

/** How long an answer is. */
export interface AnswerSize {
  turns: number;
  size: TextSize;
}

/** How long all texts of a field are: counted, or, beyond what is counted in bounded time, as long as the others. */
export interface FieldSizes {
  promptOf: (promptId: string) => PromptSize;
  answerOf: (response: EntrantResponse) => AnswerSize;
  /** The mean of the answers to a prompt: what to expect of an entrant whom nobody knows yet. */
  usualAnswerOf: (promptId: string) => AnswerSize | null;
  /** Share of the answers' characters that were counted. */
  counted: number;
}

/** About two seconds of counting; what is beyond is taken to be like it, character by character. */
const MOST_CHARACTERS = 6_000_000;
/** Characters read and counted at a time: other requests of the process wait no longer than for these. */
const SLICE = 100_000;
const KEPT = 200_000;

/** Sizes by encoding and text, most recently used last: a form is planned again with every change. */
const known = new Map<string, AnswerSize | PromptSize>();

/** Counts the texts of a field. What was counted before in this process is not read again. */
export async function measureField(
  database: Queryable,
  scope: TeamScope,
  { field, encoding }: { field: Field; encoding: Encoding },
): Promise<FieldSizes> {
  const count = await tokenCounter(encoding);
  const prompts = await measurePrompts({ database, scope, encoding, count }, field);
  const answers = await measureAnswers({ database, scope, encoding, count }, field);
  return { ...prompts, ...answers, usualAnswerOf: meanAnswers(field, answers.answerOf) };
}

interface Measuring {
  database: Queryable;
  scope: TeamScope;
  encoding: Encoding;
  count: TokenCounter;
}

async function measurePrompts({ database, scope, encoding, count }: Measuring, field: Field) {
  const keyOf = (id: string) => `${encoding} prompt ${id}`;
  const sizes = new Map<string, PromptSize>();
  const unknown = recall(
    field.prompts,
    (prompt) => keyOf(prompt.id),
    (prompt, size: PromptSize) => {
      sizes.set(prompt.id, size);
    },
  );
  let characters = 0;
  for (const slice of slicesOf(unknown)) {
    if (characters > MOST_CHARACTERS) break;
    for (const prompt of await readPrompts(
      database,
      scope,
      slice.map(({ id }) => id),
    )) {
      const size = sizeOfPrompt(prompt, count);
      characters += size.prompt.characters + (size.context?.characters ?? 0) + size.reference.characters;
      for (const field of Object.values(size.fields)) characters += field.characters;
      sizes.set(prompt.id, size);
      remember(keyOf(prompt.id), size);
      await nextTurn();
    }
  }
  const usual = meanPrompt([...sizes.values()]);
  return { promptOf: (promptId: string) => sizes.get(promptId) ?? usual };
}

async function measureAnswers({ database, scope, encoding, count }: Measuring, field: Field) {
  const keyOf = (response: EntrantResponse) => `${encoding} answer ${response.textHash}`;
  const sizes = new Map<string, AnswerSize>();
  const all = [...field.responses.values()].flatMap((answers) => [...answers.values()]);
  const unknown = recall(all, keyOf, (response, size: AnswerSize) => {
    sizes.set(response.textHash, size);
  });
  let characters = 0;
  // By hash: a random sample over prompts and contestants, if not all can be counted.
  const inOrder = [...new Map(unknown.map((response) => [response.textHash, response])).values()].sort((one, other) =>
    one.textHash < other.textHash ? -1 : 1,
  );
  for (const slice of slicesOf(inOrder)) {
    if (characters > MOST_CHARACTERS) break;
    const hashes = new Map(slice.map(({ id, textHash }) => [id, textHash]));
    for (const { id, turns } of await readAnswers(database, scope, [...hashes.keys()])) {
      const size = { turns: turns.length, size: sumOf(turns, count) };
      characters += size.size.characters;
      const hash = hashes.get(id) as string;
      sizes.set(hash, size);
      remember(`${encoding} answer ${hash}`, size);
    }
    await nextTurn();
  }
  return { answerOf: likeTheOthers(all, sizes), counted: all.length === 0 ? 1 : countedShare(all, sizes) };
}

/** Sizes by text; of one that was not counted by its characters. */
function likeTheOthers(all: readonly EntrantResponse[], sizes: Map<string, AnswerSize>) {
  const sum = emptySize();
  let characters = 0;
  let turns = 1;
  for (const response of all) {
    const measured = sizes.get(response.textHash);
    if (!measured) continue;
    addSize(sum, measured.size);
    characters += response.characters;
    turns = Math.max(turns, measured.turns);
  }
  const perCharacter = scaledSize(sum, 1 / Math.max(1, characters));
  return (response: EntrantResponse): AnswerSize =>
    sizes.get(response.textHash) ?? { turns, size: scaledSize(perCharacter, response.characters) };
}

function meanAnswers(field: Field, answerOf: FieldSizes['answerOf']): FieldSizes['usualAnswerOf'] {
  const means = new Map<string, AnswerSize | null>();
  return (promptId) => {
    const found = means.get(promptId);
    if (found !== undefined) return found;
    const answers = [...(field.responses.get(promptId)?.values() ?? [])].map(answerOf);
    const mean = answers.length === 0 ? null : meanAnswer(answers);
    means.set(promptId, mean);
    return mean;
  };
}

function meanAnswer(answers: readonly AnswerSize[]): AnswerSize {
  const size = emptySize();
  for (const answer of answers) addSize(size, answer.size, 1 / answers.length);
  return { turns: Math.max(...answers.map(({ turns }) => turns)), size };
}

function countedShare(all: readonly EntrantResponse[], sizes: Map<string, AnswerSize>): number {
  const total = all.reduce((sum, { characters }) => sum + characters, 0);
  const counted = all.reduce((sum, { characters, textHash }) => sum + (sizes.has(textHash) ? characters : 0), 0);
  return total === 0 ? 1 : counted / total;
}

function sizeOfPrompt(prompt: PromptTexts, count: TokenCounter): PromptSize {
  return {
    turns: prompt.turns.length,
    prompt: sumOf(prompt.turns, count),
    context: prompt.context === null ? null : sumOf([prompt.context], count),
    references: prompt.reference.length,
    reference: sumOf(prompt.reference, count),
    fields: Object.fromEntries(Object.entries(prompt.fields).map(([name, text]) => [name, sumOf([text], count)])),
  };
}

function meanPrompt(sizes: readonly PromptSize[]): PromptSize {
  const prompt = emptySize();
  for (const size of sizes) addSize(prompt, size.prompt, 1 / sizes.length);
  return { turns: sizes[0]?.turns ?? 1, prompt, context: null, references: 0, reference: emptySize(), fields: {} };
}

function sumOf(turns: readonly string[], count: TokenCounter): TextSize {
  const sum = emptySize();
  for (const turn of turns) addSize(sum, enclosedSize(turn, count));
  return sum;
}

/** Hands out what is known of the items; returns those of which nothing is. */
function recall<Item, Size extends AnswerSize | PromptSize>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  hand: (item: Item, size: Size) => void,
): Item[] {
  return items.filter((item) => {
    const size = known.get(keyOf(item));
    if (size) hand(item, size as Size);
    return size === undefined;
  });
}

function remember(key: string, size: AnswerSize | PromptSize): void {
  if (known.size >= KEPT) known.delete(known.keys().next().value as string);
  known.set(key, size);
}

function slicesOf<Item extends { characters: number }>(items: readonly Item[]): Item[][] {
  const slices: Item[][] = [];
  let room = 0;
  for (const item of items) {
    if (room <= 0) {
      slices.push([]);
      room = SLICE;
    }
    slices.at(-1)?.push(item);
    room -= item.characters + 100;
  }
  return slices;
}
