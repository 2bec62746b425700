import { type FormatDescription, hasFields } from './format-description.ts';
import { firstPresent, mappingOf } from './mapping.ts';

const CONTESTANT_FIELDS = ['contestant', 'model', 'model_id', 'model_name', 'generator'];

/**
 * Chats as Hugging Face data sets hold them: `messages` with `role` and `content`, `conversations` with `from` and `value`
 * (ShareGPT), or `prompt` and `completion` of messages (TRL). What the assistant says last is the answer.
 */
export const chatMessages: FormatDescription = {
  name: 'messages',
  title: 'chats as lists of messages',
  detects: (record) => !hasFields(record, 'turns') && chatOf(record) !== null,
  reading: (record) => ({
    mapping: mappingOf({
      prompt_id: firstPresent(record, ['prompt_id', 'id', 'conversation_id']),
      messages: chatOf(record)?.field ?? 'messages',
      contestant: firstPresent(record, CONTESTANT_FIELDS),
      category: firstPresent(record, ['category', 'task', 'dataset', 'source']),
    }),
    required: ['messages'],
  }),
  normalise: (record) => {
    const chat = chatOf(record);
    return chat === null ? record : { ...record, [chat.field]: chat.messages };
  },
};

/** The whole chat of a record, and the field that it is under. */
function chatOf(record: object): { field: string; messages: unknown[] } | null {
  const fields = new Map<string, unknown>(Object.entries(record));
  for (const field of ['messages', 'conversations', 'conversation']) {
    const messages = chat(fields.get(field));
    if (messages) return { field, messages };
  }
  const prompt = chat(fields.get('prompt'));
  if (!prompt) return null;
  const completion = fields.get('completion') ?? fields.get('response');
  const answer = typeof completion === 'string' ? [{ role: 'assistant', content: completion }] : chat(completion);
  return { field: 'prompt', messages: [...prompt, ...(answer ?? [])] };
}

/** A list of messages, also where a table holds it as JSON text. */
function chat(value: unknown): unknown[] | null {
  const list = typeof value === 'string' && value.startsWith('[') ? listIn(value) : value;
  if (!Array.isArray(list) || list.length === 0) return null;
  const isChat = list.every((one) => typeof one === 'object' && one !== null && ('role' in one || 'from' in one));
  return isChat ? list : null;
}

function listIn(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
