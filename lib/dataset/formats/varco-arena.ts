import { type FormatDescription, hasFields } from './format-description.ts';
import { firstPresent, mappingOf } from './mapping.ts';

/**
 * Varco Arena's input (huggingface.co/spaces/NCSOFT/VARCO_Arena): a folder with one JSON Lines file for each model. Rows of the
 * files belong together by their instruction, not by their order.
 */
export const varcoArena: FormatDescription = {
  name: 'varco-arena',
  title: 'Varco Arena, one file a model',
  isOneContestantAFile: true,
  detects: (record) =>
    hasFields(record, 'generated') && (hasFields(record, 'instruction') || hasFields(record, 'model_id')),
  reading: (record) => ({
    mapping: mappingOf({
      prompt: 'instruction',
      response: 'generated',
      contestant: 'model_id',
      category: 'task',
      context: firstPresent(record, ['source', 'context']),
      'fields.source_language': firstPresent(record, ['source_lang']),
      'fields.target_language': firstPresent(record, ['target_lang']),
      'fields.draft': firstPresent(record, ['draft']),
    }),
    required: ['prompt', 'response', 'contestant'],
  }),
};
