import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readJsonLines } from './json-lines.ts';

/** One answer the simulator can recognise in a request. */
export interface KnownResponse {
  /** Answers with the same key belong to the same prompt. */
  readonly promptKey: string;
  /** The prompt's own text, when known: tells apart prompts that share an answer. */
  readonly promptTurns: readonly string[];
  readonly turns: readonly string[];
  /** 0 to 10; null when only recorded verdicts are known. */
  readonly quality: number | null;
}

const qualityLine = z.object({ contestant: z.string(), prompt_id: z.string(), quality: z.number().min(0).max(10) });
const responseLine = z.object({ contestant: z.string(), prompt_id: z.string(), turns: z.array(z.string()).min(1) });

/** Reads graded answers. An answer without a grade is left out: it then counts as unknown text. */
export function readKnownResponses(files: { qualities: string; responses: string }): KnownResponse[] {
  const keyOf = (row: { contestant: string; prompt_id: string }) => JSON.stringify([row.contestant, row.prompt_id]);
  const grades = new Map(readJsonLines(files.qualities, qualityLine).map((row) => [keyOf(row), row.quality]));
  const known: KnownResponse[] = [];
  for (const name of readdirSync(files.responses).sort()) {
    if (!name.endsWith('.jsonl')) continue;
    for (const row of readJsonLines(join(files.responses, name), responseLine)) {
      const quality = grades.get(keyOf(row));
      if (quality === undefined) continue;
      known.push({ promptKey: row.prompt_id, promptTurns: [], turns: row.turns, quality });
    }
  }
  return known;
}
