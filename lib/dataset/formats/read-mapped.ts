import type { z } from 'zod';
import type { BadRecord, RecordContent, RecordProblem } from '#lib/dataset/dataset-row.ts';
import { describeValue } from '#lib/dataset/describe-value.ts';
import {
  nameText,
  optionalName,
  optionalText,
  promptKey,
  promptTurns,
  referenceList,
  responseTurns,
  tagList,
} from '#lib/dataset/field-schemas.ts';
import { fieldPath } from '#lib/dataset/parse-record.ts';
import { chatTurns, messageText } from './chat-turns.ts';
import type { FileNaming, RecordReading } from './format-description.ts';
import { valueAtPath } from './mapping.ts';
import { promptKeyOf } from './prompt-key.ts';

/**
 * The prompt, the answer or both that a record holds according to a mapping, or what is wrong with each of its fields. A prompt without
 * an id is known by its text. `naming` fills in what the record does not say.
 */
export function readMapped(
  record: object,
  reading: RecordReading,
  naming: FileNaming = {},
): RecordContent[] | BadRecord {
  const source = new MappedRecord(record, reading);
  const found = partsOf(source, naming);
  const problems = source.problems;
  const key = found.key ?? (found.prompt === null ? null : promptKeyOf({ ...found, turns: found.prompt }));
  if (problems.length > 0 || key === null) {
    if (problems.length === 0) problems.push(source.missing('prompt_id'));
    const isAnswer = found.isAnswer;
    const subject = isAnswer
      ? ({ kind: 'response', promptKey: key, contestant: found.contestant } as const)
      : ({ kind: 'prompt', promptKey: key } as const);
    return { kind: 'bad', problems, subject };
  }
  const { prompt, response, contestant, category, tags, context, reference, fields, isAnswer } = found;
  const contents: RecordContent[] = [];
  if (prompt !== null) {
    contents.push({
      kind: 'prompt',
      key,
      turns: prompt,
      category,
      tags,
      context,
      reference,
      fields,
      implied: isAnswer,
    });
  }
  if (isAnswer) contents.push({ kind: 'response', promptKey: key, contestant: contestant!, turns: response! });
  return contents;
}

/** The parts of a record. Where one is wrong it is null, and the record's problems say so. */
function partsOf(source: MappedRecord, naming: FileNaming) {
  const chat = source.chat();
  const id = source.take('prompt_id', promptKey.nullish()) ?? null;
  const given = source.take('contestant', nameText.nullish()) ?? null;
  const prompt = chat?.prompt ?? source.take('prompt', promptTurns.nullish(), turnsOf) ?? null;
  const response = chat?.response ?? source.take('response', responseTurns.nullish(), turnsOf) ?? null;
  // A table of prompts and answers leaves the cells of answers empty in the rows of prompts.
  const isAnswer = response !== null || source.expects('response') || prompt === null;
  const contestant = given ?? naming.contestant ?? null;
  for (const word of ['prompt_id', 'prompt', 'messages']) source.require(word);
  if (isAnswer && response === null) source.demand('response');
  if (isAnswer && contestant === null) source.demand('contestant');
  const fields = source.fields();
  if (chat?.system != null) fields.system = chat.system;
  return {
    key: id === null ? null : `${naming.keyPrefix ?? ''}${id}`,
    prompt,
    response,
    isAnswer,
    contestant,
    category: source.take('category', optionalName) ?? naming.category ?? null,
    tags: source.take('tags', tagList) ?? [],
    context: source.take('context', optionalText) ?? null,
    reference: source.take('reference', referenceList) ?? null,
    fields,
  };
}

/** A text, texts, or messages as turns; anything else as it is, for a schema to refuse. */
function turnsOf(value: unknown): unknown {
  if (typeof value === 'string') return [value];
  if (!Array.isArray(value)) return value;
  const isParts = value.some((part) => part?.type === 'text' || part?.type === 'reasoning');
  if (isParts) return [messageText(value) ?? value];
  return value.map((turn) =>
    typeof turn === 'object' && turn !== null && 'content' in turn ? (messageText(turn.content) ?? turn) : turn,
  );
}

/** A record and what is wrong with it so far: the first problem of each field. */
class MappedRecord {
  readonly #record: object;
  readonly #reading: RecordReading;
  readonly #problems = new Map<string, RecordProblem>();

  constructor(record: object, reading: RecordReading) {
    this.#record = record;
    this.#reading = reading;
  }

  get problems(): RecordProblem[] {
    return [...this.#problems.values()].slice(0, 10);
  }

  /** The value of a word according to its schema; undefined when it is not mapped, absent or wrong. */
  take<Value>(word: string, schema: z.ZodType<Value>, convert?: (value: unknown) => unknown): Value | undefined {
    const path = this.#reading.mapping[word];
    if (path === undefined) return undefined;
    const given = valueAtPath(this.#record, path);
    const parsed = schema.safeParse(convert ? convert(given) : given);
    if (parsed.success) return parsed.data;
    for (const issue of parsed.error.issues) {
      const within = fieldPath(issue.path);
      const got = issue.path.reduce<unknown>((value, part) => (value as Record<PropertyKey, unknown>)?.[part], given);
      const field =
        within === 'line' || typeof given === 'string' ? path : `${path}${within.startsWith('[') ? '' : '.'}${within}`;
      this.#note(field, issue.message, typeof given === 'string' ? given : got);
    }
    return undefined;
  }

  chat() {
    const path = this.#reading.mapping.messages;
    const value = path === undefined ? undefined : valueAtPath(this.#record, path);
    if (path === undefined || value == null) return null;
    const turns = chatTurns(value);
    if ('prompt' in turns) {
      const prompt = promptTurns.safeParse(turns.prompt);
      const response = responseTurns.nullable().safeParse(turns.response);
      if (prompt.success && response.success) return turns;
      this.#note(path, (prompt.error ?? response.error)!.issues[0]!.message, value);
      return null;
    }
    this.#note(`${path}${turns.path}`, turns.expected, turns.value);
    return null;
  }

  /** Further texts by name. */
  fields(): Record<string, string> {
    const fields: Record<string, string> = {};
    for (const word of Object.keys(this.#reading.mapping)
      .filter((one) => one.startsWith('fields.'))
      .sort()) {
      const text = this.take(word, optionalText);
      if (text != null) fields[word.slice('fields.'.length)] = text;
    }
    return fields;
  }

  expects(word: string): boolean {
    return this.#reading.required.includes(word);
  }

  /** Notes a required word that is absent. */
  require(word: string): void {
    if (this.expects(word)) this.demand(word);
  }

  /** Notes a word that is absent, required or not. */
  demand(word: string): void {
    const path = this.#reading.mapping[word] ?? word;
    // What is wrong with a chat is wrong with the texts in it.
    const chat = word === 'response' ? (this.#reading.mapping.messages ?? path) : path;
    const isNoted = [...this.#problems.keys()].some((field) => field.startsWith(path) || field.startsWith(chat));
    if (!isNoted && valueAtPath(this.#record, path) == null) this.#problems.set(path, this.missing(word));
  }

  missing(word: string): RecordProblem {
    const field = this.#reading.mapping[word] ?? word;
    const hint = word === 'contestant' ? ', or name the contestant of the file' : '';
    const got = describeValue(valueAtPath(this.#record, field));
    return { field, expected: EXPECTED[word] ?? 'text', got, fix: `Add ${field} to this record${hint}.` };
  }

  #note(field: string, expected: string, value: unknown): void {
    if (this.#problems.has(field)) return;
    this.#problems.set(field, { field, expected, got: describeValue(value), fix: `Correct ${field} in this record.` });
  }
}

const EXPECTED: Readonly<Record<string, string>> = {
  prompt_id: 'text or a whole number',
  contestant: 'the name of a contestant',
  messages: 'a list of messages',
};
