import { type FormatDescription, hasFields } from './format-description.ts';
import { firstPresent, mappingOf } from './mapping.ts';

/** AlpacaEval's `model_outputs.json` (github.com/tatsu-lab/alpaca_eval): a JSON array of instructions with a model's outputs. */
export const alpacaEval: FormatDescription = {
  name: 'alpaca-eval',
  title: 'AlpacaEval model outputs',
  detects: (record) => hasFields(record, 'instruction', 'output') && !hasFields(record, 'prompt_id'),
  reading: (record) => ({
    mapping: mappingOf({
      prompt: 'instruction',
      response: 'output',
      contestant: firstPresent(record, ['generator']),
      category: firstPresent(record, ['dataset']),
    }),
    required: ['prompt', 'response'],
  }),
  // AlpacaEval keeps `results/MODEL/model_outputs.json`.
  naming: (fileName) => ({ contestant: /([^\\/]+)[\\/]model_outputs\.json(\.gz)?$/.exec(fileName)?.[1] ?? null }),
};
