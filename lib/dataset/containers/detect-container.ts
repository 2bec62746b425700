import type { Container } from '#lib/dataset/dataset-row.ts';

/** Bytes from the beginning of a file that tell what it is. */
export const HEAD_BYTES = 64 * 1024;

/**
 * What packs the records of a file that begins like this. `head`: its first bytes, decompressed, `HEAD_BYTES` if there are as many. Its
 * name counts only where a table of one column looks like plain text.
 */
export function detectContainer(head: Uint8Array, name = ''): Container {
  if (startsWith(head, 'PAR1')) return 'parquet';
  if (startsWith(head, 'PK\u0003\u0004')) return 'zip';
  const text = new TextDecoder().decode(head).trimStart();
  if (text.startsWith('[')) return 'json-array';
  if (text.startsWith('{')) return isInspectDocument(text) ? 'json-document' : 'jsonl';
  const [first = ''] = text.split(/\r?\n/, 1);
  const isTable = /[,;\t]/.test(first) || /\.(csv|tsv)(\.gz)?$/i.test(name);
  return isTable && !text.includes('\0') ? 'csv' : 'jsonl';
}

/** A log of Inspect says its version, its status and what was evaluated before anything long. */
function isInspectDocument(text: string): boolean {
  return (
    /^\{\s*"(version|status)"\s*:/.test(text) &&
    /"eval"\s*:\s*\{/.test(text) &&
    /"(eval_id|run_id|task)"\s*:/.test(text)
  );
}

function startsWith(head: Uint8Array, magic: string): boolean {
  return [...magic].every((character, index) => head[index] === character.charCodeAt(0));
}
