import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadCallWork } from '#lib/db/call-work.ts';
import { readyCalls } from '#lib/db/ready-calls.ts';
import { generalTemplate } from '#lib/judging/general-template.ts';
import { chatBody } from '#lib/llm/chat-body.ts';
import { judgeRequest } from '#lib/pipeline/judge-request.ts';
import type { BenchHome } from './bench-home.ts';

/** Writes the bodies that the ready calls of a run will send, one a line, without sending or claiming any. */
export async function writeRequestBodies(home: BenchHome, run: { id: string }): Promise<string> {
  const ready = await readyCalls(home.database, run.id, 1_000_000);
  const work = await loadCallWork(
    home.database,
    ready.map((call) => call.id),
  );
  const lines = [...work.values()].map((one) => {
    const { request } = judgeRequest(one, generalTemplate);
    return JSON.stringify(chatBody(request, request.form));
  });
  const file = join(home.folder, `bodies-${run.id}.jsonl`);
  writeFileSync(file, `${lines.join('\n')}\n`);
  return file;
}
