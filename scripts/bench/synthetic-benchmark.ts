import type { ImportFile } from '#lib/pipeline/import-responses.ts';

/** How much to make up. */
export interface SyntheticSize {
  prompts: number;
  contestants: number;
  /** Length of an answer. */
  characters: number;
}

const CHUNK_BYTES = 256 * 1024;
const WORDS = 'the answer names a reason and then another which nobody had thought of before it was asked here'.split(
  ' ',
);

/** A benchmark in Joust's own format, as a stream that never holds more than a chunk. All answers differ. */
export function syntheticFiles(size: SyntheticSize): ImportFile[] {
  return [
    { name: 'prompts.jsonl', format: 'joust', chunks: inChunks(promptLines(size)) },
    { name: 'responses.jsonl', format: 'joust', chunks: inChunks(responseLines(size)) },
  ];
}

function* promptLines({ prompts }: SyntheticSize): Generator<string> {
  for (let prompt = 0; prompt < prompts; prompt++) {
    yield JSON.stringify({ prompt_id: `prompt-${prompt}`, turns: [`Question ${prompt}: what follows, and why?`] });
  }
}

function* responseLines({ contestants, prompts, characters }: SyntheticSize): Generator<string> {
  for (let contestant = 0; contestant < contestants; contestant++) {
    for (let prompt = 0; prompt < prompts; prompt++) {
      const text = answerText({ contestant, prompt, characters });
      yield JSON.stringify({ prompt_id: `prompt-${prompt}`, contestant: `contestant-${contestant}`, turns: [text] });
    }
  }
}

/** Not the same sentence again and again, which PostgreSQL would compress to nothing. */
function answerText(of: { contestant: number; prompt: number; characters: number }): string {
  let text = `Answer ${of.contestant} to ${of.prompt}:`;
  for (let state = of.contestant * 7919 + of.prompt + 1; text.length < of.characters; ) {
    state = (state * 48_271) % 2_147_483_647;
    text += ` ${WORDS[state % WORDS.length]}${state % 97}`;
  }
  return text;
}

async function* inChunks(lines: Generator<string>): AsyncGenerator<Uint8Array> {
  let pending = '';
  for (const line of lines) {
    pending += `${line}\n`;
    if (pending.length < CHUNK_BYTES) continue;
    yield Buffer.from(pending);
    pending = '';
  }
  if (pending !== '') yield Buffer.from(pending);
}
