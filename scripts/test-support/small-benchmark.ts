import type { TeamScope } from '#lib/access/team-scope.ts';
import type { Database } from '#lib/db/database.ts';
import { type ImportFile, type ImportResult, importResponses } from '#lib/pipeline/import-responses.ts';

/** A JSON-lines file that exists only here. A text stands in it as it is. */
export function fileOf(name: string, records: readonly (object | string)[]): ImportFile {
  const text = records.map((record) => `${typeof record === 'string' ? record : JSON.stringify(record)}\n`).join('');
  return { name, format: 'joust', chunks: chunksOf(Buffer.from(text)) };
}

/** Imports `prompts` × `contestants` answers; `answer` may make some equal, or leave one out with null. */
export async function smallBenchmark(
  database: Database,
  scope: TeamScope,
  size: {
    name: string;
    prompts: number;
    contestants: number;
    answer?: (contestant: number, prompt: number) => string | null;
  },
): Promise<ImportResult> {
  const answer = size.answer ?? ((contestant, prompt) => `Answer ${contestant} to prompt ${prompt}.`);
  const prompts = Array.from({ length: size.prompts }, (_, prompt) => ({
    prompt_id: `p${prompt}`,
    turns: [`${size.name}: question ${prompt}?`],
  }));
  const responses = Array.from({ length: size.contestants }, (_, contestant) =>
    prompts.flatMap(({ prompt_id }, prompt) => {
      const text = answer(contestant, prompt);
      return text === null ? [] : [{ prompt_id, contestant: `c${contestant}`, turns: [text] }];
    }),
  ).flat();
  const files = [fileOf('prompts.jsonl', prompts), fileOf('responses.jsonl', responses)];
  return importResponses({ database, scope, benchmark: size.name, files });
}

async function* chunksOf(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield bytes;
}
