import type { DatasetFormat } from '#lib/dataset/dataset-row.ts';
import { alpacaEval } from './alpaca-eval.ts';
import { arenaHard } from './arena-hard.ts';
import { columns } from './columns.ts';
import { fastchat } from './fastchat.ts';
import type { FormatDescription } from './format-description.ts';
import { inspectLog } from './inspect.ts';
import { joust } from './joust.ts';
import { lmEval } from './lm-eval.ts';
import { chatMessages } from './messages.ts';
import { openaiBatch } from './openai-batch.ts';
import { varcoArena } from './varco-arena.ts';

/** Every format, in the order in which they are tried on a record: the ones whose fields say most come first. */
export const FORMATS: readonly FormatDescription[] = [
  inspectLog,
  openaiBatch,
  lmEval,
  arenaHard,
  chatMessages,
  joust,
  fastchat,
  varcoArena,
  alpacaEval,
  columns,
];

const BY_NAME = new Map(FORMATS.map((format) => [format.name, format]));

/** The description of a format. */
export function formatNamed(name: DatasetFormat): FormatDescription {
  return BY_NAME.get(name) as FormatDescription;
}
