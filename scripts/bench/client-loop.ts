import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
// biome-ignore lint/style/noRestrictedImports: the package itself is what we compare ourselves with.
import { OpenAI } from 'openai';
// biome-ignore lint/style/noRestrictedImports: as above.
import type { ChatCompletionCreateParamsNonStreaming } from 'openai/resources/chat/completions';

/**
 * The baseline: the `openai` package in a loop, `concurrency` requests in flight, replies dropped. Run with
 * `node client-loop.ts URL FILE CONCURRENCY`, FILE holding a request body a line; prints `{"calls", "seconds"}`.
 */

const [url = '', file = '', concurrency = '100'] = process.argv.slice(2);
const bodies: ChatCompletionCreateParamsNonStreaming[] = [];
for await (const line of createInterface({ input: createReadStream(file) })) bodies.push(JSON.parse(line));

const client = new OpenAI({ baseURL: url, apiKey: 'none', maxRetries: 0 });
const started = performance.now();
let next = 0;
await Promise.all(Array.from({ length: Number(concurrency) }, askOneAfterAnother));
const seconds = (performance.now() - started) / 1000;
process.stdout.write(`${JSON.stringify({ calls: bodies.length, seconds })}\n`);

async function askOneAfterAnother(): Promise<void> {
  for (let body = bodies[next++]; body !== undefined; body = bodies[next++]) {
    await client.chat.completions.create(body);
  }
}
